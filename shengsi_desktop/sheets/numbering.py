"""The words of automatic numbers as word processors write them: 一, 壹, ①, iv, b. Knows no document."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_COUNTING = frozenset({
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographDigital", "koreanCounting",
})  # fmt: skip
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})


def number_word(value: int, kind: str) -> str:
    """Return `value` in the number format `kind` of WordprocessingML; unknown kinds as plain digits."""
    if value < 1:
        return str(value)
    if kind in _COUNTING:
        return counted(value, _DIGITS, "十", "百")
    if kind == "chineseLegalSimplified":
        return counted(value, _FORMAL, "拾", "佰")
    if kind in _CIRCLED and value <= 20:
        return chr(0x2460 + value - 1)
    if kind in ("lowerRoman", "upperRoman") and value < 4000:
        word = _roman(value)
        return word.lower() if kind == "lowerRoman" else word
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * min(1 + (value - 1) // 26, 10)
        return letter if kind == "lowerLetter" else letter.upper()
    return f"{value:02d}" if kind == "decimalZero" else str(value)


def counted(value: int, digits: str = _DIGITS, ten: str = "十", hundred: str = "百") -> str:
    """Return a number below 1000 in Chinese numerals (一百〇二); larger ones in digits."""
    if value >= 1000:
        return str(value)
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    word = digits[hundreds] + hundred if hundreds else ""
    if tens:
        word += ("" if tens == 1 and not hundreds else digits[tens]) + ten
    elif hundreds and ones:
        word += digits[0]
    return word + (digits[ones] if ones else "")


def _roman(value: int) -> str:
    word = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        word += sign * times
    return word

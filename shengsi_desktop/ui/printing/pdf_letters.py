"""The words of a PDF, so that they can be searched and copied as they were written.

In Chinese fonts a letter and its radical («月» U+6708 and «⽉» U+2F49) are one drawing with two numbers. Qt writes of
each drawing the lowest number there is, which is the radical's: «县文广» is then found by nobody who types it. The
tables in which Qt says which drawing is which letter (ToUnicode, not compressed, four figures a letter) are set right
in place; no length in the file changes.
"""

from __future__ import annotations

import re
import unicodedata

#: the radicals of U+2E80–2EF3 and their letters, in pairs (Unicode's EquivalentUnifiedIdeograph.txt)
_RADICALS = (
    "⺂乛⺃乚⺅亻⺉刂⺋㔾⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺭礻⺯糹⺰纟⺱罓⺳㓁⺹耂⺺肀⺾艹⻂衤"
    "⻅见⻆角⻈讠⻉贝⻋车⻌辶⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻮齿"
    "⻯竜⻰龙⻱龜⻲亀⻳龟"
)
#: Kangxi radicals, and letters that stand twice for other standards: their letter is in Unicode's own data
_TWICE = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00))
#: dashes and spaces that are one drawing, too: what we write of them
_SIGNS = {"\u2012": "\u2013", "\u2003": "\u3000"}
_TABLE = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9A-Fa-f]{4})>")
_LIST = re.compile(rb"\[[^\]]*\]")


def _letters() -> dict[int, int]:
    found = {
        ord(radical): ord(letter) for radical, letter in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)
    }
    found |= {ord(sign): ord(ours) for sign, ours in _SIGNS.items()}
    for numbers in _TWICE:
        for number in numbers:
            letter = unicodedata.normalize("NFKC", chr(number))
            if letter != chr(number) and len(letter) == 1:
                found[number] = ord(letter)
    return found


def with_written_letters(pdf: bytes) -> bytes:
    """The same file, of which every drawing is the letter that a person types. Other bytes stay as they are."""
    letters = _letters()

    def entry(one: re.Match[bytes]) -> bytes:
        number = int(one[1], 16)
        return b"<%04X>" % letters[number] if number in letters else one[0]

    def table(one: re.Match[bytes]) -> bytes:
        return _LIST.sub(lambda found: _ENTRY.sub(entry, found[0]), one[0])

    return _TABLE.sub(table, pdf)

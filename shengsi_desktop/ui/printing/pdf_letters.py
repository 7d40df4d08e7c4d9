"""The words of a PDF, so that they can be searched and copied as they were written.

In Chinese fonts a letter and its radical («月» U+6708 and U+2F49) are one drawing with two numbers. Qt writes of
each drawing the lowest number there is, which is the radical's: «县文广» is then found by nobody who types it. The
tables in which Qt says which drawing is which letter (ToUnicode, not compressed, four figures a letter) are set right
in place; no length in the file changes.
"""

from __future__ import annotations

import re
import unicodedata

#: the radicals of U+2E80–2EF3 and their letters, in pairs (Unicode's EquivalentUnifiedIdeograph.txt)
_RADICALS = (
    "\u2e82\u4e5b\u2e83\u4e5a\u2e85\u4ebb\u2e89\u5202\u2e8b\u353e\u2e8f\u5c23\u2e90\u5c22"
    "\u2e92\u5df3\u2e93\u5e7a\u2e94\u5f51\u2e95\u5f50\u2e96\u5fc4\u2e98\u624c\u2e99\u6535"
    "\u2e9b\u65e1\u2e9e\u6b7a\u2e9f\u6bcd\u2ea0\u6c11\u2ea1\u6c35\u2ea3\u706c\u2ea4\u722b"
    "\u2ea6\u4e2c\u2ea8\u72ad\u2ead\u793b\u2eaf\u7cf9\u2eb0\u7e9f\u2eb1\u7f53\u2eb3\u34c1"
    "\u2eb9\u8002\u2eba\u8080\u2ebe\u8279\u2ec2\u8864"
    "\u2ec5\u89c1\u2ec6\u89d2\u2ec8\u8ba0\u2ec9\u8d1d\u2ecb\u8f66\u2ecc\u8fb6\u2ed0\u9485"
    "\u2ed1\u9577\u2ed2\u9578\u2ed3\u957f\u2ed4\u95e8\u2ed6\u961d\u2ed8\u9752\u2ed9\u97e6"
    "\u2eda\u9875\u2edb\u98ce\u2edc\u98de\u2edd\u98df\u2edf\u98e0\u2ee0\u9963\u2ee2\u9a6c"
    "\u2ee3\u9aa8\u2ee4\u9b3c\u2ee5\u9c7c\u2ee6\u9e1f\u2ee7\u5364\u2ee8\u9ea6\u2ee9\u9ec4"
    "\u2eea\u9efe\u2eeb\u6589\u2eec\u9f50\u2eee\u9f7f"
    "\u2eef\u7adc\u2ef0\u9f99\u2ef1\u9f9c\u2ef2\u4e80\u2ef3\u9f9f"
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

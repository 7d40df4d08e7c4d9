"""The words of a PDF, so that they can be searched and copied as they were written.

In Chinese fonts a letter and its radical («月» U+6708 and U+2F49) are one drawing with two numbers. Qt writes of
each drawing the lowest number there is, which is the radical's: «县文广» is then found by nobody who types it. The
tables in which Qt says which drawing is which letter (ToUnicode, not compressed, four figures a letter) are set right
in place; no length in the file changes.
"""

from __future__ import annotations

import re
import unicodedata

#: the radicals of U+2E80–2EF3 and their letters as numbers, in pairs (Unicode's EquivalentUnifiedIdeograph.txt)
_RADICALS = """
    2e824e5b 2e834e5a 2e854ebb 2e895202 2e8b353e 2e8f5c23 2e905c22 2e925df3 2e935e7a 2e945f51 2e955f50
    2e965fc4 2e98624c 2e996535 2e9b65e1 2e9e6b7a 2e9f6bcd 2ea06c11 2ea16c35 2ea3706c 2ea4722b 2ea64e2c
    2ea872ad 2ead793b 2eaf7cf9 2eb07e9f 2eb17f53 2eb334c1 2eb98002 2eba8080 2ebe8279 2ec28864 2ec589c1
    2ec689d2 2ec88ba0 2ec98d1d 2ecb8f66 2ecc8fb6 2ed09485 2ed19577 2ed29578 2ed3957f 2ed495e8 2ed6961d
    2ed89752 2ed997e6 2eda9875 2edb98ce 2edc98de 2edd98df 2edf98e0 2ee09963 2ee29a6c 2ee39aa8 2ee49b3c
    2ee59c7c 2ee69e1f 2ee75364 2ee89ea6 2ee99ec4 2eea9efe 2eeb6589 2eec9f50 2eee9f7f 2eef7adc 2ef09f99
    2ef19f9c 2ef24e80 2ef39f9f
"""
#: Kangxi radicals, and letters that stand twice for other standards: their letter is in Unicode's own data
_TWICE = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00))
#: dashes and spaces that are one drawing, too: what we write of them
_SIGNS = {"\u2012": "\u2013", "\u2003": "\u3000"}
_TABLE = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9A-Fa-f]{4})>")
_LIST = re.compile(rb"\[[^\]]*\]")


def _letters() -> dict[int, int]:
    found = {int(pair[:4], 16): int(pair[4:], 16) for pair in _RADICALS.split()}
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

"""Makes NotoSansSC-Regular.otf and NotoSansSC-Bold.otf from Debian's fonts-noto-cjk; see README.md.

Run by hand when the set of characters changes; never by the program.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

FOLDER = Path(__file__).resolve().parent
FACE = "Noto Sans CJK SC"

#: whole blocks, first and last code point: as much of them as the face has
BLOCKS = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x0391, 0x03C9),  # Greek
    (0x2010, 0x203B),  # general punctuation
    (0x2070, 0x208E),  # superscripts and subscripts
    (0x2100, 0x214F),  # letter-like: ℃ №
    (0x2150, 0x218B),  # fractions, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical signs
    (0x2300, 0x23FF),  # technical signs
    (0x2460, 0x24FF),  # circled numbers
    (0x25A0, 0x25FF),  # shapes
    (0x2600, 0x27BF),  # signs, ticks, dingbats
    (0x3000, 0x303F),  # CJK punctuation
    (0x3220, 0x33FF),  # bracketed numerals, units
    (0xFE30, 0xFE6F),  # forms of punctuation
    (0xFF00, 0xFFEF),  # full-width forms
]

#: characters of people's and places' names that GB2312 lacks
NAMES = (
    "㛃㟃㠀㧑㭎㳇㵑䶮丏乂伃伋佺侘俍俤偲傕儁冑冔凃勍匋叕吥咘唎喆喦嘚嚞囧垚垟垵埇埗埮堃堉堌堽塆塱奡奭妘妧姈姌姞"
    "姸娍婠婳媄媖嫚嬿孖宬寀寯峃峘峣崀崟崯嵎嵕嵚嵭嶓帡彧忞怹惇愔慜扺抃挻掞摛旻旼旽昇昉昪昫昳晅晊晙晞晢晧晫晳晸"
    "晹暐暕暘暠曈曌柊柷栒桲梣棨棪棽椑楙楩槃槑橦櫆汧汭沄沚沨沺泂洺浉浐浕浛浥涴淏淯湉湑湜湝湦湲溇溍溦滃滆滘漹潏"
    "澔澴瀍炆炘炣炤烔烜烝烺焌焜煐煚燊燏燚爟牁犇狝猇玏玒玓玕玘玙玚玞玠玥玦玭玹珅珖珝珣珪珫珮珺琀琄琇琎琟琡琤琭"
    "琯琲瑀瑄瑆瑈瑊瑎瑑瑔瑢瑧瑨瑱璆璈璘璟璠璥璪璱璲璿瓀瓛甪畯皞瞕矞碶磏磜磡祎祕祾禛禤稑稙竑竫筀筼簃簕簠翀翙翚"
    "翛翯脩舲芃苢茀茝菂蒨虓衎衠袆褀褆觃訚訢谞贇贠赟赪跶辀迖遹郃鋆钘铚锜锳镕镠闿霂霩韎頔颋颎飏骎骦魋鸮鹍鹓鼒龑"
    "龢"
)

#: signs without a glyph in the face that borrow the nearest one
BORROWED = {
    "✔": "✓",
    "▾": "▼",
    "▴": "▲",
    "▸": "▶",
    "◂": "◀",
    "☐": "□",
    "☑": "▣",
    "✕": "×",
    "↵": "⏎",
}


def main() -> None:
    """Usage: make_subset.py FOLDER-OF-NotoSansCJK-TTC TEXT-FILE…"""
    source, *texts = (Path(name) for name in sys.argv[1:])
    wanted = wanted_characters("".join(text.read_text(encoding="utf-8") for text in texts))
    for weight in ("Regular", "Bold"):
        faces = TTCollection(source / f"NotoSansCJK-{weight}.ttc", lazy=True)
        font = next(face for face in faces if face["name"].getDebugName(1) == FACE)
        subset(font, wanted, weight)
        font.save(FOLDER / f"NotoSansSC-{weight}.otf")


def wanted_characters(text: str) -> set[int]:
    """Code points of GB2312, the blocks, the names and the given text."""
    wanted = {ord(sign) for sign in text + NAMES + "".join(BORROWED)}
    for first, last in BLOCKS:
        wanted.update(range(first, last + 1))
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            wanted.update(map(ord, bytes([row, cell]).decode("gb2312", errors="ignore")))
    return wanted


def subset(font: TTFont, wanted: set[int], weight: str) -> None:
    """Cut the font down, without what is for vertical setting, and name it after the language."""
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            for sign, kin in BORROWED.items():
                if ord(kin) in table.cmap:
                    table.cmap.setdefault(ord(sign), table.cmap[ord(kin)])
    options = Options()
    options.hinting = weight == "Regular"  # both weights hinted would not stay under 4 MB
    options.layout_features = ["kern", "mark", "mkmk", "ccmp"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]  # the licence travels inside the file, too
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.recalc_timestamp = False
    cutter = Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    rename(font, weight)


def rename(font: TTFont, weight: str) -> None:
    """«Noto Sans SC», the name that upstream gives its own subset; the licence reserves none."""
    postscript = f"NotoSansSC-{weight}"
    family, full = "Noto Sans SC", f"Noto Sans SC {weight}"
    names = {1: family, 2: weight, 3: f"2.004;{postscript};subset", 4: full, 6: postscript}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames[0] = postscript
    cff.topDictIndex[0].FamilyName = family
    cff.topDictIndex[0].FullName = full


if __name__ == "__main__":
    main()

"""Writes a .docx in the manner of GB/T 9704-2012 (党政机关公文格式): page, fonts, headings, tables, signature.

A4; margins 37 mm above, 35 below, 28 left, 26 right; 22 lines a page of 28.95 pt; title 二号 小标宋, body 三号 仿宋,
headings 黑体, 楷体, 仿宋; page number «— 1 —» 四号 宋体, outside. It only sets what it is given; what is said stands
elsewhere.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shengsi_desktop.sheets.clean_text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

#: points of 二号, 三号, 四号, and of a table's text (小四, 五号 where much stands in it)
TITLE, BODY, NUMBER, TABLE, SMALL = 22.0, 16.0, 14.0, 12.0, 10.5
LINE = 28.95
#: points from line to line of a table, by its points of text
_TABLE_LINE = {TABLE: 18.0, SMALL: 14.0}
#: mm of text across the page: 210 − 28 − 26
TEXT_WIDTH = 156.0
#: what Word reads as no time at all would be today; a fixed one keeps equal content equal
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - python-docx wants it without a zone


@dataclass(frozen=True, slots=True)
class OfficialFonts:
    """The fonts of GB/T 9704-2012; offices differ, so they are names that can be set."""

    title: str = "方正小标宋简体"
    heading: str = "黑体"
    subheading: str = "楷体_GB2312"
    body: str = "仿宋_GB2312"
    number: str = "宋体"


@dataclass(frozen=True, slots=True)
class Band:
    """A coloured line of words across the page: ground and ink as RRGGBB."""

    words: str
    ground: str
    ink: str = "FFFFFF"


class OfficialDocument:
    """A document under way; `to_bytes` gives the file. Characters that XML does not know are left out."""

    def __init__(self, fonts: OfficialFonts | None = None) -> None:
        import docx

        self.fonts = fonts or OfficialFonts()
        self._document = docx.Document()
        self._begins_page = False
        self._set_page()
        self._set_normal()
        self._set_properties()

    def title(self, words: str, subtitle: str = "") -> None:
        """The title in the middle; a line break in the words is kept. `subtitle` stands below, 三号 楷体."""
        for line in words.splitlines() or [""]:
            paragraph = self._paragraph()
            self._centre(paragraph)
            self._run(paragraph, line, self.fonts.title, TITLE)
        if subtitle:
            paragraph = self._paragraph()
            self._centre(paragraph)
            self._run(paragraph, subtitle, self.fonts.subheading, BODY)
        self._paragraph()

    def band(self, band: Band) -> None:
        """A line of words on a coloured ground."""
        paragraph = self._paragraph()
        self._centre(paragraph)
        self._shade(paragraph.paragraph_format.element.get_or_add_pPr(), band.ground)
        self._run(paragraph, band.words, self.fonts.heading, TITLE, ink=band.ink)

    def addressee(self, words: str) -> None:
        """Whom it is for («各乡镇：»), from the left edge."""
        self._run(self._paragraph(), words, self.fonts.body, BODY)

    def heading(self, words: str, level: int = 1) -> None:
        """A heading: level 1 «一、» 黑体, 2 «（一）» 楷体, 3 and 4 仿宋, the third bold. Kept with what follows."""
        font = (self.fonts.heading, self.fonts.subheading)[level - 1] if level <= 2 else self.fonts.body
        paragraph = self._paragraph(indented=True)
        paragraph.paragraph_format.keep_with_next = True
        self._run(paragraph, words, font, BODY, bold=level == 3)

    def paragraph(self, words: str, *, lead: str = "", indented: bool = True) -> None:
        """Running text, each line a paragraph of its own; `lead` stands before it in bold."""
        for place, line in enumerate(words.splitlines() or [""]):
            paragraph = self._paragraph(indented=indented)
            if lead and not place:
                self._run(paragraph, lead, self.fonts.body, BODY, bold=True)
            self._run(paragraph, line, self.fonts.body, BODY)

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        centred: Sequence[int] = (),
        size: float = TABLE,
    ) -> None:
        """A table with its head on each page; `widths` in mm, together at most 156; `centred` columns in the middle.

        With an empty head there is none (a form: 项目 | 内容). A row is not torn between pages. `size`: TABLE or SMALL.
        """
        from docx.shared import Mm

        made = self._document.add_table(rows=0, cols=len(widths))
        made.style = "Table Grid"
        made.autofit = False
        self._centre(made)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Mm(width)  # of the grid: LibreOffice and WPS go by it before the cells' own
        if head:
            centre_all = range(len(widths))
            self._row(made, head, widths, self.fonts.heading, size, centred=centre_all, repeated=True)
        for row in rows:
            self._row(made, row, widths, self.fonts.body, size, centred=centred, repeated=False)

    def signature(self, unit: str, day: date) -> None:
        """The unit, and below it the day 2023年7月31日, at the right, four characters in.

        Never on a page of its own: the last two paragraphs with words go with it.
        """
        self._paragraph()
        self._keep_last(2)
        words = (unit, f"{day.year}年{day.month}月{day.day}日")
        wide = max(len(unit), 10)
        for line in words:
            paragraph = self._paragraph()
            paragraph.paragraph_format.keep_with_next = line == unit
            self._right(paragraph, chars=4 + (wide - len(line)) // 2)
            self._run(paragraph, line, self.fonts.body, BODY)

    def note(self, words: str) -> None:
        """Smaller words below (附注)."""
        paragraph = self._paragraph(indented=True)
        self._run(paragraph, words, self.fonts.body, TABLE)

    def new_page(self) -> None:
        """The next paragraph begins a page; a break of its own would leave a blank one after a page that is full."""
        self._begins_page = True

    def new_section(self) -> None:
        """The next paragraph begins a page, and that page is number 1 again."""
        from docx.enum.section import WD_SECTION
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Pt

        self._document.add_section(WD_SECTION.NEW_PAGE)
        body = self._document.element.body
        # the blank paragraph that ends a section is as low as can be: a full page has room for it, too
        shape = self._document.paragraphs[-1].paragraph_format
        shape.line_spacing = Pt(1)
        for properties in body.iter(qn("w:sectPr")):
            if properties.find(qn("w:pgNumType")) is None:
                numbered = OxmlElement("w:pgNumType")
                numbered.set(qn("w:start"), "1")
                # where the schema has it: behind the margins, before columns and grid
                properties.find(qn("w:pgMar")).addnext(numbered)

    def to_bytes(self) -> bytes:
        """The .docx file."""
        made = io.BytesIO()
        self._document.save(made)
        return made.getvalue()

    # -- how it is set

    def _set_page(self) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Mm

        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(24)
        properties = self._document.element.body.sectPr
        grid = properties.find(qn("w:docGrid"))
        if grid is None:
            grid = OxmlElement("w:docGrid")
            properties.append(grid)
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(round(LINE * 20)))
        self._document.settings.odd_and_even_pages_header_footer = True
        self._number(section.footer.paragraphs[0], right=True)
        self._number(section.even_page_footer.paragraphs[0], right=False)

    def _number(self, paragraph: Any, *, right: bool) -> None:
        """«— 1 —», one character from the outer edge."""
        if right:
            self._right(paragraph, chars=1)
        else:
            self._indent(paragraph, leftChars="100", left="280")
        self._run(paragraph, "—", self.fonts.number, NUMBER)
        self._run(paragraph, " ", self.fonts.number, NUMBER)
        self._field(paragraph)
        self._run(paragraph, " —", self.fonts.number, NUMBER)

    def _field(self, paragraph: Any) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        for kind, words in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "1"), ("end", "")):
            run = self._run(paragraph, "1" if kind == "shown" else "", self.fonts.number, NUMBER)
            if kind == "shown":
                continue
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = words
            run.font.element.append(element)

    def _set_normal(self) -> None:
        from docx.enum.text import WD_LINE_SPACING
        from docx.shared import Pt

        normal = self._document.styles["Normal"]
        self._name_font(normal.element.get_or_add_rPr(), self.fonts.body)
        normal.font.size = Pt(BODY)
        shape = normal.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(LINE)

    def _set_properties(self) -> None:
        properties = self._document.core_properties
        properties.author = properties.comments = properties.last_modified_by = ""
        properties.created = properties.modified = _MADE
        properties.language = "zh-CN"

    def _paragraph(self, *, indented: bool = False) -> Any:
        paragraph = self._document.add_paragraph()
        if self._begins_page:
            paragraph.paragraph_format.page_break_before = True
            self._begins_page = False
        if indented:
            # in characters, so that it holds when a person changes the size
            self._indent(paragraph, firstLineChars="200", firstLine=str(round(BODY * 2 * 20)))
        return paragraph

    def _indent(self, paragraph: Any, **sizes: str) -> None:
        from docx.oxml.ns import qn

        element = paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_ind()
        for name, size in sizes.items():
            element.set(qn(f"w:{name}"), size)

    def _centre(self, part: Any) -> None:
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        part.alignment = WD_TABLE_ALIGNMENT.CENTER if hasattr(part, "rows") else WD_ALIGN_PARAGRAPH.CENTER

    def _keep_last(self, count: int) -> None:
        """Keep the last so many paragraphs with words, and the blank ones after them, on the page of what follows."""
        from docx.oxml.ns import qn
        from docx.text.paragraph import Paragraph

        words = 0
        for element in self._document.element.body.iterchildren(reversed=True):
            if element.tag == qn("w:sectPr"):
                continue
            if element.tag != qn("w:p") or words == count:
                break
            paragraph = Paragraph(element, self._document)
            paragraph.paragraph_format.keep_with_next = True
            words += bool(paragraph.text.strip())

    def _right(self, paragraph: Any, *, chars: int) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._indent(paragraph, rightChars=str(chars * 100), right=str(round(chars * BODY * 20)))

    def _run(
        self, paragraph: Any, words: str, font: str, size: float, *, bold: bool = False, ink: str = ""
    ) -> Any:
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(clean(words) if words.strip() else words)
        run.font.size = Pt(size)
        run.font.bold = bold or None
        if ink:
            run.font.color.rgb = RGBColor.from_string(ink)
        self._name_font(run.font.element.get_or_add_rPr(), font)
        return run

    def _name_font(self, properties: Any, font: str) -> None:
        from docx.oxml.ns import qn

        fonts = properties.get_or_add_rFonts()
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), font)

    def _shade(self, properties: Any, ground: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", ground)):
            shade.set(qn(f"w:{name}"), value)
        # where the schema has it: before what spaces and aligns a paragraph, at the end of a cell's own properties
        before = [qn(f"w:{name}") for name in ("spacing", "ind", "jc", "rPr")]
        follower = next((child for child in properties if child.tag in before), None)
        if follower is None:
            properties.append(shade)
        else:
            follower.addprevious(shade)

    def _row(
        self,
        table: Any,
        texts: Sequence[str],
        widths: Sequence[float],
        font: str,
        size: float,
        *,
        centred: Sequence[int],
        repeated: bool,
    ) -> None:
        from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Mm, Pt

        row = table.add_row()
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - there is no other way to it
        properties.append(OxmlElement("w:cantSplit"))
        if repeated:
            properties.append(OxmlElement("w:tblHeader"))
        for place, (cell, words, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
            cell.width = Mm(width)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            for number, line in enumerate(words.splitlines() or [""]):
                paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
                paragraph.paragraph_format.line_spacing = Pt(_TABLE_LINE[size])
                # off the page's grid of lines, which would set them as far apart as running text
                snap = OxmlElement("w:snapToGrid")
                snap.set(qn("w:val"), "0")
                paragraph.paragraph_format.element.pPr.find(qn("w:spacing")).addprevious(snap)
                if place in centred:
                    self._centre(paragraph)
                self._run(paragraph, line, font, size)

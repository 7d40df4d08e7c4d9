"""What a line below a table's head is: a row of the list, or a total, a heading, a note, a foot, the head again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from shengsi_desktop.domain.lists import DUTY_FIELDS, ListField
from shengsi_desktop.sheets.lists.cells import EMPTY, tight

if TYPE_CHECKING:
    from shengsi_desktop.domain.lists import ColumnMap
    from shengsi_desktop.sheets.lists.cells import RawCell

F = ListField


class Line(Enum):
    """The sorts of lines; the words say why one is left out."""

    ROW = ""
    BLANK = "空行"
    EXAMPLE = "示例行"
    HEAD = "重复的表头"
    NUMBERS = "栏次行"
    TOTAL = "合计行"
    NOTE = "说明"
    PAGE = "续表、页码"
    UNIT = "金额单位"
    FOOT = "落款"
    HEADING = "小标题"
    PART = "其中行"
    ONLY_NUMBER = "只有序号"


_TOTAL = re.compile(
    r"(?:[一二三四五六七八九十]+、)?(?:本页|全县|全部|以上|项目|投资|各项|年度|总)?(?:合计|小计|总计|共计|累计总数)"
    r"(?:[（(].{0,20}[)）])?[:：]?(?:共?\d+[个项]?)?(?:项目)?|.{1,12}(?:小计|合计)(?:[（(].{0,20}[)）])?[:：]?"
)
_NOTE = re.compile(
    r"(?:备?注|说明|填表|填报|附注|编制|注意|附[:：]|※|★|\*+)(?:说明|要求|事项)?\s*(?:\d{1,2}|[一二三四])?\s*(?:[:：.、]|$)|注[（(]?\d|\d{1,2}[.、．]"
    r".{6,}(?:填写|填报|指|不含|均为|以.{2,12}为准)"
)
_FOOT = re.compile(
    r"(?:填[报表]|审核|制表|复核|联系|经办|负责|签[字发]|分管领导|单位|主要领导|报送|报表|填制)[^:：]{0,8}(?:[（(](?:盖章|签字|签名|公章)[)）])?\s*[:：]|.{2,12}[（(](?:盖章|公章)[)）]"
)
#: «单位：万元» stands over the rows that it speaks of; the title of the next part may stand beside it
_UNIT = re.compile(
    r"[（(]?(?:金额|投资|计量|货币)?单位[:：](?:[^:：]{1,4}[、,，/])?(?:人民币)?(?:亿元|万元|元)[)）]?"
)
_HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?.*|第[一二三四五六七八九十]{1,3}[类部章].*|[★◆●■▲].*"
)
_PAGE = re.compile(
    r"[（(【\[]?(?:续\s*表|接上[页表]|转下页|(?:-|—)?第\d{1,3}页(?:[,，]?共\d{1,3}页)?)[\d一二三四]*[)）】\]]?"
)
_PART = re.compile(r"[#＃*（(]*其中[:：、]?.*")
_HAN_NUMBER = r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?"
#: a heading with its sums beside it: «一 | 交通类 | 4600», «一、交通类（2个） | 15.4»
_GROUP = re.compile(
    rf"{_HAN_NUMBER}|(?:[（(][一二三四五六七八九十]{{1,3}}[)）]|[一二三四五六七八九十]{{1,3}}[、.．]).+"
)
_EXAMPLE = re.compile(r"[（(【\[]?(?:示例|样例|范例|举例|例如?[:：])|例\d?")
_ORDINAL = re.compile(r"[（(]?(?:\d{1,4}|[一二三四五六七八九十]{1,3})[)）]?[.、．]?")


_SUM = re.compile(r"[-+]?[\d,.]+(?:[%％‰]|[亿万]?元|[个项])?|[—/-]+")
_LONGEST_GROUP = 40
_ANSWERING = DUTY_FIELDS | {F.BUILDER}


@dataclass(slots=True)
class Lines:
    """Sorts the lines of one table from top to bottom; what came before helps to tell notes from rows."""

    columns: ColumnMap
    width: int
    in_notes: bool = False
    rows: int = 0

    def sort(self, row: tuple[RawCell, ...], *, band: bool) -> Line:
        """Return what the line is; `row` holds only its own cells, `band` is one merged cell from side to side."""
        words = [(n, tight(cell.text)) for n, cell in enumerate(row) if cell is not EMPTY and cell.text]
        if not words:
            return Line.BLANK if not any(cell.fault for cell in row) else Line.ROW
        line = self._sort(row, words, band=band)
        if line in (Line.NOTE, Line.FOOT):
            self.in_notes = True
        elif line is Line.ROW:
            self.in_notes = False
            self.rows += 1
        return line

    def _sort(self, row: tuple[RawCell, ...], words: list[tuple[int, str]], *, band: bool) -> Line:
        first = words[0][1]
        if any(_EXAMPLE.match(word) and n <= self._leading() for n, word in words[:2]):
            return Line.EXAMPLE
        if self._is_head(words):
            return Line.HEAD
        if self._are_numbers(words):
            return Line.NUMBERS
        if any(_TOTAL.fullmatch(word) and n <= self._leading() for n, word in words[:2]):
            return Line.TOTAL
        if any(_PART.fullmatch(word) and n <= self._leading() for n, word in words[:2]):
            return Line.PART
        alone = band or len({word for _, word in words}) == 1
        if len(words) <= 2 and any(_UNIT.fullmatch(word) for _, word in words):
            return Line.UNIT
        if alone and _PAGE.fullmatch(first):
            return Line.PAGE
        if (alone or len(words) <= 3) and _FOOT.match(first) and not self._numbered(row):
            return Line.FOOT
        if alone:
            return self._alone(words[0][0], row[words[0][0]].text, band=band)
        if self.in_notes and len(words) <= 2 and not self._numbered(row):
            return Line.NOTE
        if self._is_group(row, words):
            return Line.HEADING
        return self._heading_with_count(words)

    def group_words(self, row: tuple[RawCell, ...]) -> str:
        """What a heading says without the sums beside it."""
        said = [(n, "".join(cell.text.split())) for n, cell in enumerate(row) if cell.text]
        first = [word for n, word in said if n <= self._leading()] or [word for _, word in said[:1]]
        if len(first) > 1 and re.fullmatch(r"[一二三四五六七八九十]{1,3}", first[0]):
            return f"{first[0]}、{' '.join(dict.fromkeys(first[1:]))}"
        return " ".join(dict.fromkeys(first))

    def _is_group(self, row: tuple[RawCell, ...], words: list[tuple[int, str]]) -> bool:
        """True for a heading with sums beside it: a Chinese number, and nobody who answers or builds."""
        column, first = words[0]
        if column > self._leading() or not _GROUP.fullmatch(first) or len(first) > _LONGEST_GROUP:
            return False
        beside = [n for n, _ in words if n > self._leading()]
        said = {one.index: one.field for one in self.columns.columns}
        if any(said.get(n) in _ANSWERING for n in beside):
            return False
        return bool(beside) and all(
            row[n].number is not None or _SUM.fullmatch(tight(row[n].text)) for n in beside
        )

    def _alone(self, column: int, text: str, *, band: bool) -> Line:
        """Sort a line that says one thing only."""
        said = next((one.field for one in self.columns.columns if one.index == column), None)
        words = tight(text)
        if _NOTE.match(words):
            return Line.NOTE
        if said is F.NUMBER and _ORDINAL.fullmatch(words):
            return Line.ONLY_NUMBER
        if self.in_notes:
            return Line.NOTE
        if _HEADING.fullmatch(words) and len(words) <= 60:
            return Line.HEADING
        if band or said is F.NUMBER or (said is not F.NAME and column == 0):
            return Line.HEADING if len(words) <= 60 and not words.endswith(("。", "；")) else Line.NOTE
        return Line.ROW

    def _heading_with_count(self, words: list[tuple[int, str]]) -> Line:
        """«一 | 经济发展（5项）» is a heading, too: a Chinese number and one thing beside it, no more."""
        number = self.columns.of(F.NUMBER)
        if number and len(words) == 2 and words[0][0] == number.index:
            name = self.columns.of(F.NAME)
            if re.fullmatch(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.]?", words[0][1]) and name:
                return Line.HEADING if words[1][0] <= name.index else Line.ROW
        return Line.ROW

    def _leading(self) -> int:
        """The last column in which a total or an example is announced: the name's, or the one after the first."""
        name = self.columns.of(F.NAME)
        return max(name.index if name else 0, 1)

    def _numbered(self, row: tuple[RawCell, ...]) -> bool:
        number = self.columns.of(F.NUMBER)
        return (
            number is not None
            and number.index < len(row)
            and bool(_ORDINAL.fullmatch(tight(row[number.index].text)))
        )

    def _is_head(self, words: list[tuple[int, str]]) -> bool:
        heads = {one.index: tight(one.head) for one in self.columns.columns if one.head}
        same = sum(
            1 for n, word in words if word and word in (heads.get(n, ""), *heads.get(n, "").split("·"))
        )
        return same >= 2 and same * 2 > len(words)

    def _are_numbers(self, words: list[tuple[int, str]]) -> bool:
        """«甲 | 乙 | 1 | 2 | 3» under the head."""
        if self.rows or len(words) < 3:
            return False
        said = [word for _, word in words if word not in "甲乙丙丁戊己"]
        first = next(
            (int(word) for word in said if word.isdecimal() and word.isascii() and len(word) < 4), None
        )
        return (
            first is not None
            and len(said) >= 2
            and said == [str(first + n) for n in range(len(said))]
            and first <= 2
        )

"""争取事项: what is asked of whom, how far it has come, the newest contact, light; the sums by stage below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain import money
from shengsi_desktop.rhythm.appeals import silence_words, sums_by_stage
from shengsi_desktop.sheets.cells import Entry, day_words, lamp, quiet, short, text
from shengsi_desktop.sheets.paper import Column
from shengsi_desktop.sheets.week_progress import NO_NEWS, NOT_REPORTED

if TYPE_CHECKING:
    from shengsi_desktop.domain.appeals import AppealContact, AppealRow
    from shengsi_desktop.domain.week_book import WeekBook

#: what stands for a stage where nothing has been done yet
NOT_BEGUN = "未对接"
APPEAL_COLUMNS = (
    Column("序号", 8, 9),
    Column("争取事项", 22, 42),
    Column("领域", 9, 10.5),
    Column("对接层级", 9, 14),
    Column("金额", 9, 13),
    Column("进展", 26, 52),
    Column("最近对接", 12, 22),
    Column("亮灯", 9, 10.5),
    Column("完成时限", 10.5, 12),
)
_NEWEST = 2


def appeal_rows(book: WeekBook) -> list[list[Entry]]:
    """A row an appeal of the unit."""
    return [_row(row, book) for row in book.appeals]


def sums_remark(book: WeekBook) -> str:
    """«对接2项、申报1项3000万元。» below the table."""
    said = [
        f"{one.stage.label if one.stage else NOT_BEGUN}{one.count}项{money.words(one.amount, money.WAN)}"
        for one in sums_by_stage(book.appeals)
    ]
    return f"按进展：{'、'.join(said)}。" if said else ""


def _row(row: AppealRow, book: WeekBook) -> list[Entry]:
    item = row.item
    due = day_words(item.due, book.plan_year) + ("\n（默认）" if item.due_is_default else "")
    return [
        short(item.number),
        text(item.title),
        short(row.area.label) if row.area else quiet("未定"),
        _level(row),
        short(money.words(row.amount, money.WAN)),
        _progress(row, book),
        _contact(row, book),
        lamp(item.standing.reading.light),
        short(due),
    ]


def _level(row: AppealRow) -> Entry:
    level = row.level.label if row.level else ""
    said = "\n".join(part for part in (level, row.office) if part)
    return short(said) if said else quiet("未定")


def _progress(row: AppealRow, book: WeekBook) -> Entry:
    """The stage, then the newest words; with their week where it is not this one."""
    stage = row.stage.label if row.stage else NOT_BEGUN
    if row.progress:
        old = row.progress_week != str(book.week)
        week = f"（第{int(row.progress_week[-2:])}周）" if old else ""
        return text(f"【{stage}】{week}{row.progress}")
    known = [one for one in row.contacts if one.day <= book.as_of][:_NEWEST]
    newest = "；".join(_said(one, book.plan_year) for one in known)
    if newest:
        return text(f"【{stage}】{newest}")
    return text(f"【{stage}】{NO_NEWS if row.item.reported else NOT_REPORTED}")


def _contact(row: AppealRow, book: WeekBook) -> Entry:
    silence = silence_words(row.last_contact, row.silent_weeks, row.stage)
    if row.last_contact is None:
        return quiet(silence or "未记")
    day = day_words(row.last_contact, book.plan_year)
    return short(f"{day}\n{silence}" if silence else day)


def _said(contact: AppealContact, year: int) -> str:
    """«7月26日与省财政厅：送了材料»."""
    whom = f"与{contact.with_whom}" if contact.with_whom else ""
    return f"{day_words(contact.day, year)}{whom}：{contact.words or '对接'}"

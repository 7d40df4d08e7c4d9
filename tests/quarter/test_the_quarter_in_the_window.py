"""The last week of the quarter done in the real window, and what comes out of it as files.

With SHENGSI_QUARTER_SCREENS naming a folder the screens are kept there, to be looked at.
"""

from __future__ import annotations

import os
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from shengsi_desktop.domain.boards import BoardKind
from shengsi_desktop.services import directives, facts, reporting, week_states
from shengsi_desktop.services.boards.publishing import publications
from shengsi_desktop.ui.dialogs.finalise import FinaliseDialog
from shengsi_desktop.ui.pages.boards.ranking.small_dialogs import PublishDialog
from shengsi_desktop.ui.pages.boards.ranking.table import Column
from shengsi_desktop.ui.pages.boards.ranking.words import DOT
from tests.gui.conftest import first_page, run  # noqa: F401 - the fixtures that open the window
from tests.quarter import reference
from tests.quarter.conftest import copy_of
from tests.quarter.reference_raw import Raw
from tests.quarter.scenario import PUBLISHED_ON
from tests.quarter.test_the_reference import appraised, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from tests.gui.conftest import Running
    from tests.quarter.conftest import Recorded
    from tests.quarter.reference import Result, Results

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

#: the last working day before the autumn holidays, an hour before the meeting
THURSDAY = datetime(2023, 9, 28, 14, 0)  # noqa: DTZ001 - the local time, as a wall clock shows it
REPLY = """张某 2023/9/27 10:12
4-2：微改造已完工27个，方案待印发。
下步计划：方案印发
8-5：黄家台遗址完成前期。
"""


@pytest.fixture
def finished(recorded: Recorded, tmp_path: Path) -> Path:
    """The folder of a store with the whole quarter."""
    return shutil.copytree(recorded.folder, tmp_path / "finished")


@pytest.fixture
def folder(before_week_39: Path) -> Path:
    """The store that the window opens."""
    return before_week_39


def keep_screen(app: Running, name: str) -> None:
    """Keep what is in front, a dialog or the window, as a picture where somebody wants to look at it."""
    room = os.environ.get("SHENGSI_QUARTER_SCREENS")
    if room:
        app.settle()
        Path(room).mkdir(parents=True, exist_ok=True)
        (QApplication.activeModalWidget() or QApplication.activeWindow() or app.window).grab().save(
            str(Path(room) / f"{name}.png")
        )


def in_a_usual_window(run: Callable[..., Running], *args: Path, now: datetime) -> Running:  # noqa: F811
    """As wide as the office's screens, so that the meeting has its column beside the form."""
    app = run(*args, now=now)
    app.window.resize(1366, 768)
    app.settle()
    return app


def compose(editor: Any, words: str) -> None:
    """Type words as an input method does: composed, then committed into the editor that has the focus."""
    editor.setFocus()
    QApplication.sendEvent(editor, QInputMethodEvent("pin yin", []))
    done = QInputMethodEvent()
    done.setCommitString(words)
    QApplication.sendEvent(editor, done)


def own_of(app: Running) -> tuple[str, Any]:
    assert app.window.context is not None
    return app.window.context.unit.id, app.window.context.week


def item_of(app: Running, number: str) -> str:
    def find(store: Any) -> str:
        with store.reading() as session:
            return facts.find_item(session, number).id

    return str(app.ask(find))


def back(app: Running) -> None:
    """The window has the keyboard again, as after a dialog that was closed."""
    app.settle()
    app.window.activateWindow()
    app.qtbot.waitUntil(app.window.isActiveWindow, timeout=3000)


def report_of(app: Running, number: str) -> Any:
    unit, week = own_of(app)
    item = item_of(app, number)
    return app.ask(lambda store: reporting.report_form(store, item, unit, week)).report


def test_week_39_is_done_in_the_window(run: Callable[..., Running]) -> None:  # noqa: F811
    app = in_a_usual_window(run, now=THURSDAY)
    assert str(own_of(app)[1]) == "2023-W39"
    take_the_reply(app)
    type_a_report(app)
    see_the_meeting(app)
    sign_and_hand_in(app)
    compare_and_publish(app)


def take_the_reply(app: Running) -> None:
    """征集: the reply of 产业科 is pasted, split and accepted part by part."""
    app.window.page.items.solicit.click()
    app.settle()
    dialog: Any = app.window.commands.week.dialog
    assert "产业科" in " ".join(
        dialog.sections.list.item(n).text() for n in range(dialog.sections.list.count())
    )
    dialog.paste.setPlainText(REPLY)
    dialog.split_button.click()
    app.settle()
    keep_screen(app, "1-reply")
    for number in ("4-2", "8-5"):
        next(one for one in dialog.cards if one.proposal.number == number).accept.click()
        app.settle()
    assert dialog.dealt.text() == "已处理 2/2"
    dialog.reject()
    back(app)
    assert report_of(app, "4-2").progress == "微改造已完工27个，方案待印发。"
    assert report_of(app, "4-2").next_plan == "方案印发"


def type_a_report(app: Running) -> None:
    """8-6 is typed by an input method and keys, its figure set, and the number in 4-2's words."""
    page = app.window.page
    page.open_target(item_of(app, "8-6"))
    app.settle()
    view = page.report.view
    compose(view.progress, "户均净收入增幅达到")
    QTest.keyClicks(view.progress, "19.5%")
    (number,) = [row.part for row in view.deliverables.rows if row.standing.deliverable.number == "8-6.2"]
    number.number.setFocus()
    number.number.selectAll()
    QTest.keyClicks(number.number, "19.5")
    QTest.keyClick(number.number, Qt.Key.Key_Return)
    app.settle()
    assert report_of(app, "8-6").progress == "户均净收入增幅达到19.5%"
    assert view.standing.badge.light.value == "done"
    page.open_target(item_of(app, "4-2"))
    app.settle()
    view = page.report.view
    (offer,) = view.offers.rows
    offer.take.click()
    app.settle()
    keep_screen(app, "2-report")
    (row,) = [one for one in view.deliverables.rows if one.standing.deliverable.number == "4-2.5"]
    assert row.part.number.text() == "27"
    assert view.standing.badge.light.value == "red"


def see_the_meeting(app: Running) -> None:
    """A topic carried five times says so; a directive is handed out in one line."""
    panel = app.window.page.meeting.panel
    assert panel.isVisible()
    cards = {card.topic.title: card for card in panel.agenda.cards.values()}
    assert set(cards) == {"材料涨价", "四季度安排"}
    assert cards["材料涨价"].mark.text() == "顺延5次"
    assert cards["四季度安排"].mark.text() == "顺延1次"
    assert all(card.isVisible() for card in cards.values())
    line = panel.directives.new_line
    line.setFocus()
    compose(line, "报送国庆值班表 @花鸟乡 ")
    QTest.keyClicks(line, "9")
    compose(line, "月29日")
    QTest.keyClick(line, Qt.Key.Key_Return)
    app.settle()
    unit, _ = own_of(app)
    known = app.ask(lambda store: directives.directives(store, unit, THURSDAY.date()))
    (new,) = [one for one in known if one.what == "报送国庆值班表"]
    assert (new.owner_unit, new.due) == ("花鸟乡", date(2023, 9, 29))
    keep_screen(app, "3-meeting")


def sign_and_hand_in(app: Running) -> None:
    """定稿 with 审核人, then 登记报送."""
    unit, week = own_of(app)
    app.window.header.finalise.click()
    app.settle()
    (dialog,) = [one for one in app.window.findChildren(FinaliseDialog) if one.isVisible()]
    dialog.reviewer.clear()
    compose(dialog.reviewer, "李某")
    keep_screen(app, "4-finalise")
    QTest.keyClick(dialog.reviewer, Qt.Key.Key_Return)
    back(app)
    bar = app.window.page.state_bar
    bar.submitted.click()
    app.settle()
    handing: Any = app.window.commands.week.dialog
    signed = app.ask(lambda store: week_states.week_standing(store, unit, week)).final_at
    handing.day.set_day(signed.date())
    handing.time.setTime(QTime(signed.hour, signed.minute))
    handing.save_button.click()
    app.settle()
    assert "请核对" in handing.trouble.text()  # the window's clock stands in 2023, the signature is of today
    handing.save_button.click()
    back(app)
    standing = app.ask(lambda store: week_states.week_standing(store, unit, week))
    assert (standing.label, standing.reviewer) == ("已报送v1", "李某")
    keep_screen(app, "5-handed-in")


def compare_and_publish(app: Running) -> None:
    """The page shows place, points and counts of every unit as the reference works them out; then it is published."""
    app.window.go_to("boards", "boards:work 2023-09")
    app.settle()
    view: Any = app.window.page.view
    copy = copy_of(app.desk.folder, app.desk.folder / "copy.db")
    today = THURSDAY.date()
    for kind in reference.MONTHLY:
        view.bar.tabs[kind].click()
        app.settle()
        expected = reference.month_board(Raw(copy), kind, "2023-09", today)
        assert told(view.current_board, expected) == []
        shown_alike(view, expected)
        keep_screen(app, f"6-{kind}")
    view.bar.tabs["work"].click()
    app.settle()
    view.tools.publish.click()
    app.settle()
    (dialog,) = [one for one in view.findChildren(PublishDialog) if one.isVisible()]
    # Thursday of the last week: the month is not over, and the dialog wants that said
    dialog.early.setChecked(True)
    dialog.save_button.click()
    app.settle()
    assert len(app.ask(lambda store: publications(store, "work", "2023-09"))) == 1
    keep_screen(app, "7-published")


def shown_alike(view: Any, expected: Results) -> None:
    """Every cell of the list says what the reference says; who is not ranked stands by name below."""
    cells = [
        [str(view.table.index(row, column).data(Qt.ItemDataRole.DisplayRole)) for column in Column]
        for row in range(view.table.rowCount())
    ]
    notes = "".join(one[Column.PLACE] for one in cells)
    for name, one in expected.items():
        row, entrant = view.table.row_of(name), view.current_board.score_of(name).entrant
        if row < 0:
            assert (one.place, entrant.name in notes) == (None, True)
            continue
        lit = "绿{green} 黄{yellow} 红{red} 办结{done}".format(**one.counts) if one.counts else ""
        means = DOT.join(
            f"{BoardKind(kind).label[2:]}{as_words(one.means[kind][0])}"
            for kind in reference.MONTHLY
            if kind in one.means
        )
        counts = lit or means
        assert [cells[row][column] for column in (Column.PLACE, Column.NAME, Column.LIGHTS)] == [
            "—" if one.place is None else str(one.place), entrant.name, counts,
        ]  # fmt: skip
        assert cells[row][Column.POINTS] == as_words(one.score)
        assert cells[row][Column.MEASURE] == as_words(one.measure, "%")
        assert cells[row][Column.GIVEN] == given_words(one)


def given_words(one: Result) -> str:
    """«缺报−10，人工+2»."""
    parts = (("缺报", one.unreported), ("人工", one.given))
    return "，".join(
        f"{name}{'−' if value < 0 else '+'}{as_words(abs(value))}" for name, value in parts if value
    )


def as_words(value: Fraction | None, unit: str = "") -> str:
    """«97.5»: at most two places, no needless zeros."""
    return "—" if value is None else f"{float(value):.2f}".rstrip("0").rstrip(".") + unit


def test_the_quarter_goes_out_as_files_that_say_what_the_boards_say(
    run: Callable[..., Running],  # noqa: F811
    finished: Path,
    recorded: Recorded,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = in_a_usual_window(run, finished, now=THURSDAY)
    places: list[Path] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(places[-1]), ""))
    the_week_as_a_workbook(app, tmp_path / "周.xlsx")
    the_brief_as_a_document(app, tmp_path / "听取.docx")
    app.window.go_to("boards", "boards:work 2023-08")
    app.settle()
    view: Any = app.window.page.view
    for name, save in (("榜.png", view.save_picture), ("榜.xlsx", view.save_workbook)):
        places.append(tmp_path / name)
        save()
        app.settle()
    keep_screen(app, "8-august")
    the_appraisal_on_the_page(app, recorded)
    with Image.open(tmp_path / "榜.png") as picture:
        assert picture.width > 800
        assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 20
    expected = reference.month_board(recorded.raw("2023-08"), "work", "2023-08", PUBLISHED_ON["2023-08"])
    the_board_as_a_workbook(tmp_path / "榜.xlsx", expected, recorded.raw("2023-08"))
    places.append(tmp_path / "督办单.docx")
    the_slips(app, places[-1])


def the_appraisal_on_the_page(app: Running, recorded: Recorded) -> None:
    """考评 of the quarter, as it was published."""
    app.window.go_to("boards", "boards:appraisal 2023-Q3")
    app.settle()
    view: Any = app.window.page.view
    expected = appraised(recorded)
    assert told(view.current_board, expected) == []
    shown_alike(view, expected)
    assert {one.place for one in expected.values()} > {1, 2, None}
    keep_screen(app, "8-appraisal")


def the_week_as_a_workbook(app: Running, path: Path) -> None:
    """周会商表 of week 39."""
    app.window.commands.export_to(path)
    app.settle()
    book = openpyxl.load_workbook(path)
    assert {
        "领导阅",
        "会商记录",
        "任务进展",
        "细项进度",
        "交办事项",
        "需协调事项",
        "指标进度",
        "重大项目",
    } <= set(book.sheetnames)
    rows = cells_of(book["任务进展"])
    head = next(row for row in rows if "亮灯依据" in row)
    line = next(row for row in rows if "微改造已完工27个；方案待印发。" in row)
    told_ = dict(zip(head, line, strict=True))
    assert "红灯" in told_["亮灯"]
    assert told_["亮灯依据"].startswith("渔旅融合发展实施方案送审（4/5），时限9月20日")
    assert told_["连续滞后周数"] == "12"
    meeting = "".join("".join(row) for row in cells_of(book["会商记录"]))
    assert "材料涨价" in meeting


def cells_of(sheet: Any) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def the_brief_as_a_document(app: Running, path: Path) -> None:
    """半月听取材料 of 张某某, with the part that was edited by hand."""
    app.window.show_page("boards")
    app.window.page.show_view("half_month")
    app.settle()
    view: Any = app.window.page.view
    app.qtbot.waitUntil(lambda: "张某某" in view.pane.title.text(), timeout=5000)
    app.settle()
    keep_screen(app, "9-brief")
    view.pane.export(path)
    app.qtbot.waitUntil(lambda: "已导出" in view.pane.messages.text, timeout=5000)
    document = docx.Document(str(path))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "人工改写：总体向好。" in text
    assert "微改造已完工27个" in text


def the_board_as_a_workbook(path: Path, expected: Results, raw: Raw) -> None:
    """Place and points of every ranked unit, as the reference has them."""
    book = openpyxl.load_workbook(path)
    rows = [row for sheet in book.worksheets for row in cells_of(sheet)]
    for name, one in expected.items():
        if one.place is None:
            continue
        unit = raw.units[name]["name"]
        (line,) = [
            row for row in rows if unit in row and row[0] == str(one.place) and as_words(one.score) in row
        ]
        assert line


def the_slips(app: Running, path: Path) -> None:
    """督办单 of two open directives, each a page of its own."""
    app.window.show_page("directives")
    app.settle()
    page: Any = app.window.page
    page.choose_filter("all")
    wanted = ("上报停航损失清单", "报送渔旅融合方案")
    page.view._select([n for n, one in enumerate(page.model.directives) if one.what in wanted])
    app.settle()
    keep_screen(app, "10-directives")
    page.several.slip.click()
    app.settle()
    document = docx.Document(str(path))
    text = "\n".join(one.text for one in document.paragraphs)
    text += "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert text.count("红色督办单") == 2
    assert all(one in text for one in (*wanted, "8月18日"))

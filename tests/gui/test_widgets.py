"""The shared widgets: what they take, what they say, what they refuse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QCursor, QPainter, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.tracking import DOCUMENT_STAGES
from shengsi_desktop.domain.words import Light, PlanMark
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Segmented
from shengsi_desktop.ui.widgets.day_field import DayField, day_words
from shengsi_desktop.ui.widgets.fields import GrowingText, NumberField, read_number, written
from shengsi_desktop.ui.widgets.lights import Badge
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.painting import painted
from shengsi_desktop.ui.widgets.progress import StageLine
from shengsi_desktop.ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14", "14"),
        ("１４．５", "14.5"),
        (" 1,200 ", "1200"),
        ("-3.2", "-3.2"),
        ("0.560", "0.56"),
        ("", None),
    ],
)
def test_a_number_is_read_in_half_and_full_width(typed: str, meant: str | None) -> None:
    assert read_number(typed) == (None if meant is None else Decimal(meant))


def test_a_large_number_is_written_without_an_exponent() -> None:
    assert [written(Decimal(text)) for text in ("1E+3", "0.560", "100")] == ["1000", "0.56", "100"]


@pytest.mark.parametrize("typed", ["十四", "1.2.3", "NaN", "Infinity", "14个"])
def test_what_is_no_number_stays_in_the_field_and_is_marked(qtbot: QtBot, typed: str) -> None:
    field = NumberField()
    qtbot.addWidget(field)
    field.set_value(Decimal(3))
    told: list[object] = []
    field.edited.connect(told.append)
    field.selectAll()
    field.insert(typed)
    field.setModified(True)
    field.editingFinished.emit()
    assert field.text() == typed
    assert field.property("trouble") is True
    assert told == []
    assert field.value == Decimal(3)


def test_emptying_a_number_says_that_there_is_none(qtbot: QtBot) -> None:
    field = NumberField()
    qtbot.addWidget(field)
    field.set_value(Decimal(3))
    told: list[object] = []
    field.edited.connect(told.append)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == [None]


def test_an_answer_can_be_given_changed_and_taken_back(qtbot: QtBot) -> None:
    answers: Segmented[PlanMark] = Segmented([(mark, mark.label) for mark in PlanMark])
    qtbot.addWidget(answers)
    told: list[object] = []
    answers.chosen.connect(told.append)
    buttons = dict(answers._buttons)
    buttons[PlanMark.DONE].click()
    buttons[PlanMark.PARTLY].click()
    assert answers.value is PlanMark.PARTLY
    buttons[PlanMark.PARTLY].click()
    assert answers.value is None
    assert told == [PlanMark.DONE, PlanMark.PARTLY, None]


def test_a_click_on_a_stage_sets_it_and_on_the_last_one_takes_it_back(qtbot: QtBot) -> None:
    line = StageLine()
    qtbot.addWidget(line)
    line.set_stages(DOCUMENT_STAGES, 1)
    line.resize(line.sizeHint())
    told: list[int] = []
    line.chosen.connect(told.append)
    x, width = line._boxes()[2]
    for _ in range(2):
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(int(x + width / 2), line.height() // 2))
    assert told == [3, 2]


def test_stages_that_are_only_shown_take_no_click(qtbot: QtBot) -> None:
    line = StageLine()
    qtbot.addWidget(line)
    line.set_stages(DOCUMENT_STAGES, 1, editable=False)
    line.resize(line.sizeHint())
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(60, line.height() // 2))
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert line.reached == 1


def test_a_text_that_fits_shows_its_last_line_and_leaves_the_wheel_to_the_page(qtbot: QtBot) -> None:
    page = QScrollArea()
    page.setWidgetResizable(True)
    holder, text = QWidget(), GrowingText()
    column = QVBoxLayout(holder)
    column.addWidget(text)
    column.addSpacing(900)
    page.setWidget(holder)
    page.resize(600, 300)
    qtbot.addWidget(page)
    page.show()
    text.setPlainText(
        "\n".join(["渔旅融合实施方案已形成初稿，准备发各乡镇征求意见；微改造累计完工十六个。" * 2] * 12)
    )
    page.resize(330, 300)
    qtbot.wait(10)
    bottom = text.document().lastBlock()
    last = text.blockBoundingGeometry(bottom).translated(text.contentOffset())
    assert last.bottom() <= text.viewport().height() + 1
    text.verticalScrollBar().setValue(3)
    assert text.verticalScrollBar().value() == 0
    place = QPointF(20, 40)
    wheel = QWheelEvent(
        place,
        QPointF(text.viewport().mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(text.viewport(), wheel)
    assert not wheel.isAccepted()  # so that it goes on to the page
    assert text.verticalScrollBar().value() == 0


def test_text_grows_with_its_lines_and_takes_plain_words_only(qtbot: QtBot) -> None:
    holder = QWidget()
    text = GrowingText()
    QVBoxLayout(holder).addWidget(text)
    qtbot.addWidget(holder)
    holder.resize(400, 300)
    holder.show()
    low = text.height()
    pasted = QMimeData()
    pasted.setHtml("<b>一</b>")
    pasted.setText("一\r\n二\r\n三\r\n四")
    text.insertFromMimeData(pasted)
    assert text.toPlainText() == "一\n二\n三\n四"
    assert text.height() > low
    text.clear()
    assert text.height() == low


def test_a_long_label_ends_in_dots_and_keeps_its_whole_text(qtbot: QtBot) -> None:
    label = ElidedLabel("研究渔旅融合发展新路径，制定出台渔旅融合发展实施方案")
    qtbot.addWidget(label)
    label.show()
    label.resize(90, 20)
    assert label.text().endswith("…")
    assert label.toolTip() == label.whole
    label.resize(2000, 20)
    assert label.text() == label.whole


@pytest.mark.parametrize("light", list(Light))
def test_every_lamp_paints_a_shape_and_names_its_word(qtbot: QtBot, light: Light) -> None:
    badge = Badge(light)
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    assert badge.accessibleName() == light.label
    picture = QPixmap(badge.size())
    badge.render(picture)
    image = picture.toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert len(colours) > 2


def test_a_problem_stays_until_it_is_closed_and_offers_a_way_out(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    taken: list[str] = []
    bar.warn("文件正由 WPS 打开。", [("另存到别处", lambda: taken.append("elsewhere"))])
    assert bar.text == "文件正由 WPS 打开。"
    bar._actions[0].click()
    assert taken == ["elsewhere"]
    assert bar.text == ""


def test_a_bar_that_floats_moves_nothing_below_it_and_a_problem_ends_when_something_is_kept(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, content = QWidget(), QWidget()
    QVBoxLayout(window).addWidget(content)
    bar = MessageBar()
    bar.float_over(content)
    qtbot.addWidget(window)
    window.resize(700, 300)
    window.show()
    place = content.geometry()
    bar.say("已撤销：录入地区生产总值6月实际。")
    QApplication.processEvents()
    assert content.geometry() == place
    assert bar.isVisible()
    assert content.geometry().contains(bar.geometry())
    # no more of the content lies below it than its words need, and these are whole
    assert bar.width() < 450
    assert bar._words.width() >= bar._words.fontMetrics().horizontalAdvance(bar._words.text())
    # the buttons of a head and of a foot stay free
    assert bar.y() > content.geometry().center().y()
    assert bar.geometry().bottom() <= content.geometry().bottom() - current.px(60)
    low = bar.height()
    bar.warn("粘贴内容第4行的“不存在的指标”不是表里的指标，一格都没有存入。" * 3)
    window.resize(600, 300)
    QApplication.processEvents()
    assert bar.height() > low
    assert content.geometry().contains(bar.geometry())
    # what was kept before it was read says nothing about it
    bar.let_go()
    assert bar.text
    monkeypatch.setattr("shengsi_desktop.ui.widgets.message_bar._PROBLEM_STAYS", 1)
    bar.warn("文件正由 WPS 打开。", [("另存到别处", lambda: None)])
    bar.let_go()
    assert bar.text
    bar.warn("没有存入。")
    QTest.qWait(5)
    bar.let_go()
    assert bar.text == ""


def test_a_borrowed_painter_is_given_back_as_it_came_even_where_painting_fails(qtbot: QtBot) -> None:
    picture = QPixmap(4, 4)
    painter = QPainter(picture)
    painter.setOpacity(0.5)

    def fail() -> None:
        with painted(painter):
            painter.setOpacity(1.0)
            raise ValueError("cell")

    with pytest.raises(ValueError, match="cell"):
        fail()
    assert painter.opacity() == 0.5
    painter.end()


def test_a_floating_bar_covers_neither_the_field_that_is_typed_into_nor_the_pointer(qtbot: QtBot) -> None:
    window, content = QWidget(), QWidget()
    QVBoxLayout(window).addWidget(content)
    field = QLineEdit(content)
    bar = MessageBar()
    bar.float_over(content)
    qtbot.addWidget(window)
    window.resize(700, 400)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    bar.say("已保存。")
    usual = bar.geometry()
    field.setGeometry(content.rect())
    field.setFixedHeight(30)
    field.move(0, usual.top() - content.y() + 4)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    bar.say("已保存。")
    own = field.geometry().translated(content.pos())
    assert not bar.geometry().intersects(own)
    assert bar.geometry().bottom() < own.top()
    field.clearFocus()
    QCursor.setPos(window.mapToGlobal(usual.center()))
    bar.say("已保存。")
    assert not bar.geometry().contains(usual.center())
    assert content.geometry().contains(bar.geometry())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7月26日", date(2023, 7, 26)),
        ("2023-07-26", date(2023, 7, 26)),
        ("7-26", date(2023, 7, 26)),
        ("７．２６", date(2023, 7, 26)),
        ("1月3日", date(2023, 1, 3)),
        ("2024年1月3日", date(2024, 1, 3)),
        ("明年1月3日", date(2024, 1, 3)),
        ("13月1日", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_it_is_written_and_one_without_a_year_is_of_this_year(
    qtbot: QtBot, typed: str, meant: date | None
) -> None:
    field = DayField(date(2023, 8, 6))
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.day == meant
    field.editingFinished.emit()
    assert field.text() == (day_words(meant) if meant else typed)


def test_of_two_floating_bars_the_newest_news_stands_alone_and_a_problem_is_never_covered(
    qtbot: QtBot,
) -> None:
    """The window's own and its page's, each over the same content."""
    window, page = QWidget(), QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(page)
    inner = QVBoxLayout(page)
    inner.setContentsMargins(0, 0, 0, 0)
    content = QWidget()
    inner.addWidget(content)
    outer, own = MessageBar(), MessageBar()
    outer.float_over(page, column)
    own.float_over(content)
    window.show()
    qtbot.waitExposed(window)
    outer.say("已登记报送。", [("撤销", lambda: None)])
    own.say("已公布。")
    assert (outer.text, own.text) == ("", "已公布。")
    outer.say("已登记报送。")
    assert (outer.text, own.text) == ("已登记报送。", "")
    outer.warn("没有保存。")
    own.say("已公布。")
    assert (outer.text, own.text) == ("没有保存。", "已公布。")
    places = [QRect(one.mapTo(window, QPoint()), one.size()) for one in (outer, own)]
    assert not places[0].intersects(places[1])
    # said on a page that was left: with the page it comes back only where nothing was said since
    outer.dismiss()
    own.say("已导出。")
    page.hide()
    page.show()
    assert own.text == "已导出。"
    page.hide()
    outer.say("已登记报送。")
    page.show()
    assert (outer.text, own.text) == ("已登记报送。", "")
    # one with room of its own is news like any other
    own.say("已公布。")
    outer.say("已导出。", in_line=True)
    assert (outer.text, own.text) == ("已导出。", "")
    own.say("已公布。")
    assert (outer.text, own.text) == ("", "已公布。")

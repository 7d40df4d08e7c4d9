"""Small dialogs of the boards: 公布, 人工加减分, a 比拼榜. They save nothing themselves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from shengsi_desktop.domain.boards import AdjustmentKind, Better
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.board_words import rehearsed_words, signed_points, title, until_words, who
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.boards.ranking import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.fields import GrowingText, NumberField
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.boards import Adjustment, Board, CustomBoard

_WIDTH = 480


class FormDialog(StoringDialog):
    """A note, a form, the trouble, two buttons; `column` is where a subclass puts more."""

    def __init__(self, said: str, note: str, save: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(said)
        self.setMinimumWidth(current.px(_WIDTH))
        self.column = QVBoxLayout(self)
        self.column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.column.setContentsMargins(20, 18, 20, 16)
        self.column.setSpacing(12)
        self.column.addWidget(label(note, "second", wrap=True))
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(10)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(self.form)
        self.column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.save_button.setText(save)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        self.column.addLayout(row)

    def add(self, said: str, field: QWidget) -> None:
        """One more line of the form."""
        field.setAccessibleName(said)
        self.form.addRow(said, field)

    def event(self, event: QEvent) -> bool:
        """As high as what it holds wants: a field that comes or grows never lies over the buttons."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            wanted = self.column.totalHeightForWidth(self.width())
            if wanted > self.height():
                self.resize(self.width(), wanted)
        return done

    def save(self) -> None:
        """Hand over what the form holds."""
        raise NotImplementedError


class PublishDialog(FormDialog):
    """What is going to be frozen, and who does it; of a further version `n` why."""

    #: the keywords of `publish` (dict)
    saved = Signal(object)

    def __init__(self, board: Board, person: str, parent: QWidget | None = None, *, n: int = 1) -> None:
        again = n > 1
        said = words.PUBLISH_VERSION.format(n=n) if again else words.PUBLISH_TITLE
        super().__init__(said, words.PUBLISH_NOTE, said if again else words.PUBLISH_SAVE, parent)
        ranked = sum(one.place is not None for one in board.scores)
        what = words.PUBLISH_WHAT.format(
            title=title(board), who=who(board), ranked=ranked, out=len(board.scores) - ranked
        )
        self.column.insertWidget(0, label(what, "strong", wrap=True))
        self.with_unpublished = QCheckBox(words.PUBLISH_WITH_REHEARSED)
        if board.rehearsed:
            said = words.PUBLISH_REHEARSED.format(said=rehearsed_words(board))
            self.column.insertWidget(1, label(said, "danger", wrap=True))
            self.form.addRow("", self.with_unpublished)
        self.early = QCheckBox(words.PUBLISH_EARLY)
        if board.unfinished:
            said = words.PUBLISH_UNFINISHED.format(said=until_words(board))
            self.column.insertWidget(1, label(said, "danger", wrap=True))
            self.form.addRow("", self.early)
        self.person = QLineEdit(person)
        self.add(words.PERSON, self.person)
        self.reason = GrowingText(words.PUBLISH_REASON_HINT, lines=2)
        if again:
            self.add(words.PUBLISH_REASON, self.reason)
            self.reason.setFocus()

    def save(self) -> None:
        """Hand over; a reason that is missing is said by who stores it."""
        if self.wait():
            self.saved.emit({
                "person": self.person.text().strip(),
                "reason": self.reason.toPlainText().strip(),
                "with_unpublished": self.with_unpublished.isChecked(),
                "early": self.early.isChecked(),
            })  # fmt: skip


class AdjustDialog(FormDialog):
    """What was given so far, and one more."""

    #: the keywords of `adjust` (dict)
    saved = Signal(object)
    #: an adjustment's id
    drop_asked = Signal(str)

    def __init__(
        self, board: Board, given: tuple[Adjustment, ...], entrant: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"{words.ADJUST_TITLE}：{title(board)}", words.ADJUST_NOTE, words.SAVE, parent)
        names = {one.entrant.id: one.entrant.name for one in board.scores}
        self.entrant, self.kind = Choice(), Choice()
        for own, name in names.items():
            self.entrant.addItem(name, own)
        self.entrant.setCurrentIndex(max(self.entrant.findData(entrant), 0))
        for one in AdjustmentKind:
            self.kind.addItem(one.label, one.value)
        self.kind.activated.connect(lambda _at: self._kind_chosen())
        self.points = NumberField()
        self.points.setPlaceholderText(words.ADJUST_POINTS_HINT)
        self.reason = GrowingText(words.ADJUST_REASON_HINT, lines=2)
        self.unranked = label("", "danger", wrap=True)
        self._why = {one.entrant.id: one.why for one in board.scores}
        self.entrant.activated.connect(lambda _at: self._entrant_chosen())
        self.add(who(board), self.entrant)
        self.form.addRow("", self.unranked)
        self.add(words.ADJUST_KIND, self.kind)
        self.add(words.ADJUST_POINTS, self.points)
        self.add(words.ADJUST_REASON, self.reason)
        self._kind_chosen()
        self._entrant_chosen()
        self._list(given, names, board)

    def save(self) -> None:
        """Hand over; what is missing is said by who stores it, what is no number here."""
        kind = AdjustmentKind(self.kind.currentData())
        try:
            points = self.points.read() if kind is AdjustmentKind.OTHER else None
        except Refusal as refused:
            self.say(str(refused))
            return
        if self.wait():
            self.saved.emit({
                "entrant": self.entrant.currentData(),
                "kind": kind,
                "points": points or Decimal(0),
                "reason": self.reason.toPlainText().strip(),
            })  # fmt: skip

    def _entrant_chosen(self) -> None:
        """Who is not ranked gets no points: said before anything is stored."""
        why = self._why.get(self.entrant.currentData(), "")
        self.unranked.setText(words.ADJUST_UNRANKED.format(why=why) if why else "")
        self.form.setRowVisible(self.unranked, bool(why))

    def _kind_chosen(self) -> None:
        own = self.kind.currentData() == AdjustmentKind.OTHER.value
        self.form.setRowVisible(self.points, own)

    def _list(self, given: tuple[Adjustment, ...], names: dict[str, str], board: Board) -> None:
        place = 1
        for one in given:
            no_substance = one.kind is AdjustmentKind.NO_SUBSTANCE
            points = board.rule.spec.no_substance_points if no_substance else one.points
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            said = f"{names.get(one.entrant, '')} {signed_points(points)}分：{one.reason}"
            row.addWidget(label(said, wrap=True), 1)
            drop = Button(words.ADJUST_DROP, kind="link")
            drop.clicked.connect(lambda _on=False, own=one.id, holder=holder: self._drop(own, holder))
            row.addWidget(drop)
            self.column.insertWidget(place, holder)
            place += 1

    def _drop(self, own: str, holder: QWidget) -> None:
        holder.hide()
        self.drop_asked.emit(own)


class CustomBoardDialog(FormDialog):
    """What a 比拼榜 compares."""

    #: the keywords of `save_board` (dict)
    saved = Signal(object)

    def __init__(self, board: CustomBoard | None, parent: QWidget | None = None) -> None:
        said = words.BOARD_TITLE_EDIT if board else words.BOARD_TITLE_NEW
        super().__init__(said, words.NO_CUSTOM_HINT, words.SAVE, parent)
        self.name = QLineEdit(board.name if board else "")
        self.measure = QLineEdit(board.measure if board else "")
        self.unit = QLineEdit(board.unit if board else "")
        self.better = Choice()
        for one in Better:
            self.better.addItem(one.label, one.value)
        self.better.setCurrentIndex(1 if board and board.better is Better.DOWN else 0)
        self.remark = QLineEdit(board.remark if board else "")
        for key, field in (("name", self.name), ("measure", self.measure), ("unit", self.unit)):
            field.setPlaceholderText(words.BOARD_HINTS[key])
        self.add(words.BOARD_NAME, self.name)
        self.add(words.BOARD_MEASURE, self.measure)
        self.add(words.BOARD_UNIT, self.unit)
        self.add(words.BOARD_BETTER, self.better)
        self.add(words.BOARD_REMARK, self.remark)
        self.name.setFocus()

    def save(self) -> None:
        """Hand over."""
        if self.wait():
            self.saved.emit({
                "name": self.name.text(),
                "measure": self.measure.text(),
                "unit": self.unit.text(),
                "better": Better(self.better.currentData()),
                "remark": self.remark.text(),
            })  # fmt: skip

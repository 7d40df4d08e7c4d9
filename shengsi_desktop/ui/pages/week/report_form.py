"""The form of one item: everything between its title and the foot. Saves nothing but typed text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import Light, RequestLevel
from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.pages.week.checklist import Checklist
from shengsi_desktop.ui.pages.week.deliverables import DeliverableTable
from shengsi_desktop.ui.pages.week.form_header import FormHeader
from shengsi_desktop.ui.pages.week.offers import Offers
from shengsi_desktop.ui.pages.week.standing_line import StandingLine
from shengsi_desktop.ui.pages.week.stoppage_reasons import StoppageReasons
from shengsi_desktop.ui.pages.week.typing_fields import TypingFields
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button, Chip
from shengsi_desktop.ui.widgets.drafts import DraftLine, DraftText
from shengsi_desktop.ui.widgets.text import SectionLabel, label

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from shengsi_desktop.domain.views import ReportForm
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.ui.attachments.block import AttachmentsBlock
    from shengsi_desktop.ui.operations import Operations

_BEHIND = (Light.YELLOW, Light.RED)


class LevelBox(QComboBox):
    """提请层级. The wheel scrolls the form and never changes the level by the way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words.LEVEL)
        self.setPlaceholderText(RequestLevel.UNDECIDED.label)
        for level in RequestLevel.to_choose():
            self.addItem(level.label)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the form."""
        event.ignore()

    @property
    def level(self) -> RequestLevel:
        """What is chosen."""
        return RequestLevel.to_choose()[self.currentIndex()]

    def show_level(self, level: RequestLevel | None) -> None:
        """Show `level`; without one, the first; 层级未定 waits for a choice."""
        levels = RequestLevel.to_choose()
        self.setCurrentIndex((levels.index(level) if level in levels else -1) if level else 0)


class ReportFormView(QWidget):
    """Header, checklist, progress, deliverables, light, problems, next plan, request."""

    #: 本周无新进展 was ticked or taken back for this item
    no_news = Signal(bool)
    #: another level for the request
    level_chosen = Signal(object)
    #: a field that another machine wrote otherwise («entity/id/field»)
    conflict_asked = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._supporting = False
        self._more_wanted = False
        self._locked = False
        self._doubled = ""
        self._item_id: str | None = None
        #: made with the first form: the first window is painted without it
        self.attachments: AttachmentsBlock | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(22, 18, 22, 18)
        self._column.setSpacing(6)
        self.header = FormHeader()
        self._add(self.header)
        self._column.addSpacing(6)
        self.checklist = Checklist()
        self._add(self.checklist)
        self._build_progress(operations)
        self._build_deliverables(operations)
        self._build_problems(operations)
        self._build_plan(operations)
        self._column.addStretch(1)
        self.fields = TypingFields(
            {
                "progress": self.progress,
                "problems": self.problems,
                "catch_up": self.catch_up,
                "expected": self.expected,
                "next_plan": self.next_plan,
                "request": self.request,
                "words": self.deliverables.words.field,
            },
            self,
        )
        self.request.textChanged.connect(self._request_typed)

    def show_form(self, form: ReportForm, *, own: bool = True) -> None:
        """Show the form, or its newer state; what is being typed stays as it is. `own`: of the desk's own unit."""
        if form.row.id != self._item_id:
            self._item_id, self._more_wanted = form.row.id, False
        self._supporting = form.supporting
        self.header.show_form(form, self._operations, own=own)
        self.checklist.show_lines(() if form.supporting else form.checklist)
        self._name_progress(supporting=form.supporting, own=own)
        self._copied.setVisible(form.copied_from_last_week)
        self._plan_copied.setVisible(form.plan_copied and not form.supporting)
        self.no_news_chip.setChecked(form.report.no_news)
        self.offers.show_offers(form.offers)
        standings = form.standing.deliverables
        self._deliverables_label.setText(words.DELIVERABLES_READ if form.supporting else words.DELIVERABLES)
        self._deliverables_label.setVisible(bool(standings))
        self.deliverables.show_standings(standings, editable=not form.supporting and not form.locked)
        self.deliverables.show_words(form)
        self.standing.show_form(form)
        for widget in self._lead_only:
            widget.setVisible(not form.supporting)
        # who supports asks seldom: said elsewhere, or told by telephone, it is there to be read and typed
        typed = not own and not form.locked
        self._asked.setVisible(not form.supporting or typed or bool(form.fields["request"].text.strip()))
        self._doubled = form.doubled_request
        self.join_requests.setVisible(bool(self._doubled))
        self.level.show_level(form.request.level if form.request else None)
        self._show_reasons(form)
        self._fold(behind=form.standing.reading.light in _BEHIND, filled=self._catching_up(form))
        self._show_conflict(form)
        self.fields.show_fields(form.fields)
        self._lock(on=form.locked)
        self._request_typed()

    def _name_progress(self, *, supporting: bool, own: bool) -> None:
        line = words.SUPPORT_LINE if own else words.SUPPORT_LINE_OF
        hint = words.SUPPORT_HINT if own else words.SUPPORT_HINT_OF
        self._progress_label.setText(line if supporting else words.PROGRESS)
        self.progress.setPlaceholderText(hint if supporting else words.PROGRESS_HINT)

    def show_attachments(self, item_id: str, unit_id: str, week: Week) -> None:
        """What the unit attached to the item in that week, at the form's foot."""
        if self.attachments is None:
            from shengsi_desktop.ui.attachments.block import AttachmentsBlock

            self.attachments = AttachmentsBlock()
            self._column.insertSpacing(self._column.count() - 1, 6)
            self._column.insertWidget(self._column.count() - 1, self.attachments)
        self.attachments.show()
        self.attachments.show_item(self._operations, item_id, unit_id, week, locked=self._locked)

    def _lock(self, *, on: bool) -> None:
        """Another unit's 定稿 is read; what the program would offer for its words is not shown, either."""
        self._locked = on
        self.fields.set_read_only(on=on)
        for part in (self.no_news_chip, self.checklist, self.standing):
            part.setEnabled(not on)
        if on:
            for offered in (self.offers, self.reasons, self.support_reasons, self._copied, self._plan_copied):
                offered.hide()

    def _show_reasons(self, form: ReportForm) -> None:
        """What held the item up: for 存在问题, or for the one line of a unit that supports."""
        for reasons, name, ours in (
            (self.reasons, "problems", not form.supporting),
            (self.support_reasons, "progress", form.supporting),
        ):
            field = form.fields.get(name)
            reasons.show_reasons(form.stoppages if ours else (), field.text if field else "")

    def show_waiting(self) -> None:
        """The form is still being read: what belongs to the item before goes."""
        self.header.owners.setText(words.READING)
        for part in (self.checklist, self.offers, self._deliverables_label, self.deliverables, self.standing):
            part.hide()
        if self.attachments is not None:
            self.attachments.hide()

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def _build_progress(self, operations: Operations) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 8, 0, 0)
        line.setSpacing(8)
        self._progress_label = SectionLabel(words.PROGRESS)
        self._copied = label(words.COPIED, "warned")
        self._copied.hide()
        self.no_news_chip = Chip(words.NO_NEWS)
        self.no_news_chip.setToolTip(words.NO_NEWS_TIP)
        self.no_news_chip.clicked.connect(self.no_news)
        line.addWidget(self._progress_label, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self._copied, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        line.addWidget(self.no_news_chip)
        self._column.addLayout(line)
        self.progress = DraftText(operations, words.PROGRESS_HINT, lines=2)
        self.progress.setAccessibleName(words.PROGRESS)
        self._add(self.progress)
        self._conflict = label("", "danger", wrap=True)
        self._conflict.setToolTip(words.CONFLICT_TIP)
        self._conflict.hide()
        self._add(self._conflict)
        self.to_conflict = Button(words.TO_CONFLICT, kind="link", tip=words.CONFLICT_TIP)
        self.to_conflict.clicked.connect(lambda: self.conflict_asked.emit(self._conflict_key))
        self.to_conflict.hide()
        self._add(self.to_conflict)
        self.offers = Offers()
        self._add(self.offers)
        self.support_reasons = StoppageReasons(words.SUPPORT_LINE)
        self.support_reasons.taken.connect(
            lambda words: self._insert_reason(words, self.progress, self.support_reasons)
        )
        self._add(self.support_reasons)

    def _build_deliverables(self, operations: Operations) -> None:
        self._column.addSpacing(6)
        self._deliverables_label = SectionLabel(words.DELIVERABLES)
        self._add(self._deliverables_label)
        self.deliverables = DeliverableTable(operations)
        self._add(self.deliverables)
        self._column.addSpacing(2)
        self.standing = StandingLine()
        self._add(self.standing)

    def _build_problems(self, operations: Operations) -> None:
        self._column.addSpacing(6)
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(SectionLabel(words.PROBLEMS))
        line.addStretch(1)
        self.more = Button(words.MORE_FIELDS, kind="link")
        self.more.clicked.connect(self._unfold)
        line.addWidget(self.more)
        self._add(head)
        self.problems = DraftText(operations, words.PROBLEMS_HINT)
        self.problems.setAccessibleName(words.PROBLEMS)
        self._add(self.problems)
        self.catch_up = DraftText(operations, words.CATCH_UP_HINT)
        self.expected = DraftLine(operations, words.EXPECTED_HINT)
        self.reasons = StoppageReasons(words.PROBLEMS)
        self.reasons.taken.connect(lambda words: self._insert_reason(words, self.problems, self.reasons))
        self._add(self.reasons)
        self._folded = _side_by_side(
            _named(words.CATCH_UP, self.catch_up), _named(words.EXPECTED, self.expected), current.px(160)
        )
        self._add(self._folded)
        self._problem_parts = [head, self.problems]

    def _insert_reason(self, words: str, field: DraftText, reasons: StoppageReasons) -> None:
        """Put the reason at the end of the field, as if it were typed."""
        field.setFocus()
        field.moveCursor(QTextCursor.MoveOperation.End)
        written = field.toPlainText()
        between = "" if not written or written.endswith("\n") else "\n"
        field.insertPlainText(f"{between}{words}。")
        reasons.show_reasons(reasons.offered, field.toPlainText())

    def _build_plan(self, operations: Operations) -> None:
        self.next_plan = DraftText(operations, words.NEXT_PLAN_HINT, lines=2)
        self._plan_copied = label(words.PLAN_COPIED, "warned", wrap=True)
        self._plan_copied.hide()
        plan = _named(words.NEXT_PLAN, self.next_plan, self._plan_copied)
        self.request = DraftText(operations, words.REQUEST_HINT)
        self.join_requests = Button(words.REQUEST_DOUBLED, kind="link", tip=words.REQUEST_DOUBLED_TIP)
        self.join_requests.clicked.connect(self._join_requests)
        self.join_requests.hide()
        self.level = LevelBox()
        self.level.activated.connect(lambda _index: self.level_chosen.emit(self.level.level))
        named = _named(words.REQUEST, self.request, self.join_requests)
        if (column := named.layout()) is not None:
            column.setAlignment(self.join_requests, Qt.AlignmentFlag.AlignLeft)
        self._asked = _side_by_side(named, _named(words.LEVEL, self.level), current.px(160))
        self._add(plan)
        self._add(self._asked)
        self._lead_only = [*self._problem_parts, plan]

    def _fold(self, *, behind: bool, filled: bool) -> None:
        """赶进度措施 and 预计达标时间 stand open where the item lags, or they are filled or asked for."""
        typed = bool(self.catch_up.hasFocus() or self.expected.hasFocus())
        unfolded = not self._supporting and (behind or filled or typed or self._more_wanted)
        self._folded.setVisible(unfolded)
        self.more.setVisible(not unfolded)

    def _catching_up(self, form: ReportForm) -> bool:
        return any(
            name in form.fields and form.fields[name].text.strip() for name in ("catch_up", "expected")
        )

    def _unfold(self) -> None:
        self._more_wanted = True
        self._fold(behind=False, filled=False)
        self.catch_up.setFocus()

    def _join_requests(self) -> None:
        from shengsi_desktop.ui.dialogs.join_doubles import JoinDialog

        self.request.flush()
        JoinDialog.ask(
            self, self._operations, "coordination_request", self._doubled, self.request.toPlainText()
        )

    def _request_typed(self) -> None:
        self.level.setEnabled(not self._locked and bool(self.request.toPlainText().strip()))

    def _show_conflict(self, form: ReportForm) -> None:
        told = dict.fromkeys(one.rivals for one in form.fields.values() if one.conflict)
        self._conflict.setText(words.CONFLICT.format(who="；".join(told)))
        self._conflict.setVisible(bool(told))
        keys = ["/".join(one.key) for one in form.fields.values() if one.conflict]
        self._conflict_key = keys[0] if keys else ""
        self.to_conflict.setVisible(bool(keys))


def _named(name: str, editor: QWidget, remark: QWidget | None = None) -> QWidget:
    """The field under its small grey name, a remark below it."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 6, 0, 0)
    column.setSpacing(6)
    column.addWidget(SectionLabel(name))
    column.addWidget(editor)
    if remark is not None:
        column.addWidget(remark)
    column.addStretch(1)
    editor.setAccessibleName(name)
    return made


def _side_by_side(wide: QWidget, narrow: QWidget, narrow_width: int) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(wide, 1)
    narrow.setFixedWidth(narrow_width)
    row.addWidget(narrow)
    return made

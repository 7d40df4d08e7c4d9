"""对接记录 of one appeal, the newest first: a line to add one, each opening into its line. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shengsi_desktop.domain.appeals import AppealStage
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.appeals import parse_contact
from shengsi_desktop.rhythm.figures import day_words
from shengsi_desktop.ui.pages.indicators.appeals import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.facts import FactLine
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords
from shengsi_desktop.ui.widgets.waiting_words import WaitingWords

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QSettings

    from shengsi_desktop.domain.appeals import AppealContact, AppealRow


class ContactPart(QWidget):
    """The line that adds, and the timeline. What is typed for one appeal waits until that one is shown again."""

    #: (item id, (day, with whom, words), AppealStage or None, what was typed)
    added = Signal(str, object, object, str)
    #: (contact id, (day, with whom, words), what was typed)
    edited = Signal(str, object, str)
    #: (contact id, its day in words)
    drop_asked = Signal(str, str)
    #: a sentence: what was typed cannot be taken
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: AppealRow | None = None
        self._today: date | None = None
        self._year = 0
        #: where words being typed outlive the program
        self.memory: QSettings | None = None
        self.lines: dict[str, ContactLine] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.field = QLineEdit()
        self.field.setPlaceholderText(words.CONTACT_HINT)
        self.field.setToolTip(words.CONTACT_TIP)
        self.field.setAccessibleName(words.CONTACTS)
        self.field.returnPressed.connect(self.add)
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addStretch(1)
        self.stage = Choice(width=120)
        self.stage.setAccessibleName(words.STAGE_CHOICE)
        self.stage.setToolTip(words.STAGE_CHOICE)
        row.addWidget(self.stage)
        self.button = Button(words.CONTACT_ADD)
        self.button.clicked.connect(self.add)
        row.addWidget(self.button)
        column.addLayout(row)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        #: what is typed and not added, by item
        self.waiting = WaitingWords(self.field, "contacts")
        UnfinishedWords(self.field, self.waiting.keep)

    def show_row(self, row: AppealRow, today: date, year: int) -> None:
        """Show its contacts; a line without a day is of `today`."""
        self._row, self._today, self._year = row, today, year
        self.waiting.turn_to(row.item.id)
        self._offer_stages(row)
        there = [one.id for one in row.contacts]
        if there != list(self.lines):
            self._rebuild(there)
        for one in row.contacts:
            self.lines[one.id].fact.be_about(self.memory, f"contact|{one.id}")
            self.lines[one.id].show_contact(one, year)

    def add(self) -> None:
        """Hand over what was typed; it stays where it cannot be read."""
        row, text = self._row, self.field.text().strip()
        if row is None or self._today is None or not text:
            self.field.setFocus()
            return
        try:
            contact = parse_contact(text, self._today)
        except Refusal as problem:
            self.refused.emit(str(problem))
            return
        # Qt gives a StrEnum back as plain words
        chosen = self.stage.currentData()
        stage = AppealStage(chosen) if chosen else None
        self.field.clear()
        self.waiting.keep()
        self.stage.setCurrentIndex(0)
        self.added.emit(row.item.id, contact, stage, text)

    def put_back(self, item_id: str, text: str) -> str:
        """A line that the store refused comes back into its field; returned where another appeal is shown."""
        return "" if self.waiting.put_back(item_id, text) else text

    def put_line_back(self, contact_id: str, text: str) -> str:
        """A changed contact likewise."""
        line = self.lines.get(contact_id)
        if line is None:
            return text
        line.fact.put_back(text)
        return ""

    def _offer_stages(self, row: AppealRow) -> None:
        stages = tuple(AppealStage)
        left = stages[stages.index(row.stage) + 1 :] if row.stage is not None else stages
        offered = [self.stage.itemData(at) for at in range(1, self.stage.count())]
        if self.stage.count() == 0 or list(left) != offered:
            self.stage.clear()
            self.stage.addItem(words.SAME_STAGE, None)
            for one in left:
                self.stage.addItem(words.TO_STAGE.format(stage=one.label), one)
        self.stage.setVisible(bool(left))

    def _rebuild(self, wanted: list[str]) -> None:
        for contact_id in [one for one in self.lines if one not in wanted]:
            line = self.lines.pop(contact_id)
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        lines: dict[str, ContactLine] = {}
        for place, contact_id in enumerate(wanted):
            line = self.lines.get(contact_id) or self._made(contact_id)
            lines[contact_id] = line
            self._list.insertWidget(place, line)
        self.lines = lines

    def _made(self, contact_id: str) -> ContactLine:
        line = ContactLine()
        line.fact.edited.connect(lambda said: self._edited(contact_id, said))
        line.drop.clicked.connect(lambda: self.drop_asked.emit(contact_id, line.day_words))
        return line

    def _edited(self, contact_id: str, said: str) -> None:
        if self._today is None:
            return
        try:
            contact = parse_contact(said, self._today)
        except Refusal as problem:
            self.lines[contact_id].show_again()
            self.lines[contact_id].fact.put_back(said)
            self.refused.emit(str(problem))
            return
        self.edited.emit(contact_id, contact, said)


class ContactLine(QWidget):
    """One contact: a dot on the line of time, the day, what was said; a click opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contact: AppealContact | None = None
        self._year = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.day = label("", "second")
        self.day.setContentsMargins(0, 5, 0, 0)
        self.day.setMinimumWidth(current.px(62))
        row.addWidget(self.day, 0, Qt.AlignmentFlag.AlignTop)
        self.fact = FactLine(words.CONTACTS, words.CONTACT_HINT, name_width=0)
        row.addWidget(self.fact, 1)
        self.drop = Button(kind="ghost", icon="close", tip=words.CONTACT_DROP_TIP)
        self.drop.setAccessibleName(words.CONTACT_DROP_TIP)
        row.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def day_words(self) -> str:
        """Its day as shown."""
        return self.day.text()

    def show_contact(self, contact: AppealContact, year: int) -> None:
        """Show it."""
        self._contact, self._year = contact, year
        self.show_again()

    def show_again(self) -> None:
        """Show what the store has."""
        contact = self._contact
        if contact is None:
            return
        day = day_words(contact.day, self._year)
        self.day.setText(day)
        said = contact.words or contact.with_whom
        if contact.with_whom and contact.words:
            said = words.CONTACT_WORDS.format(whom=contact.with_whom, words=contact.words)
        if contact.stage is not None:
            said = words.CONTACT_STAGE.format(stage=contact.stage.label, words=said)
        whole_day = f"{contact.day.year}年{contact.day.month}月{contact.day.day}日"
        line = words.CONTACT_LINE if contact.with_whom else words.CONTACT_LINE_ALONE
        typed = line.format(day=whole_day, whom=contact.with_whom, words=contact.words)
        self.fact.show_fact(said, typed.strip())

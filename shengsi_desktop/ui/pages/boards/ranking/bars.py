"""What stands above the list: which board, which period, what can be done; where the publication stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

from shengsi_desktop.domain.boards import BoardKind
from shengsi_desktop.domain.periods import period_words
from shengsi_desktop.ui.pages.boards.ranking import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button, Chip
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.heights import as_high_as
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.boards import CustomBoard, Published

_FIXED = tuple(kind for kind in BoardKind if kind is not BoardKind.CUSTOM)


class RankingTools(QWidget):
    """The period and the deeds; stands in the page's bar. What has no room there stands in the menu 更多."""

    stepped = Signal(int)
    rehearse_asked = Signal()
    publish_asked = Signal()
    workbook_asked = Signal()
    rule_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(4)
        self.previous = Button("", kind="ghost", icon="prev", tip=words.PREVIOUS)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.period = label("", "strong")
        self.period.setAlignment(Qt.AlignmentFlag.AlignCenter)
        widest = QFontMetrics(current.font(bold=True)).horizontalAdvance(period_words("2023-Q3"))
        self.period.setMinimumWidth(widest + current.px(8))
        self.next = Button("", kind="ghost", icon="next", tip=words.NEXT)
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        for part in (self.previous, self.period, self.next):
            row.addWidget(part)
        row.addStretch(1)
        self.rehearse = Button(words.REHEARSE, kind="ghost", tip=words.REHEARSE_TIP)
        self.rehearse.clicked.connect(self.rehearse_asked)
        self.rule = Button(words.RULE, kind="ghost")
        self.rule.clicked.connect(self.rule_asked)
        self.picture = Button(words.PICTURE, kind="ghost")
        self.picture_menu = QMenu(self)
        self.picture.clicked.connect(lambda: _below(self.picture_menu, self.picture))
        self.workbook = Button(words.WORKBOOK, kind="ghost")
        self.workbook.clicked.connect(self.workbook_asked)
        self.more = Button(words.MORE, kind="ghost")
        self.more_menu = QMenu(self)
        self.more.clicked.connect(self.open_more)
        self._deeds: Sequence[tuple[str, Callable[[], object]]] = ()
        self.publish = Button(words.PUBLISH, kind="primary")
        self.publish.clicked.connect(self.publish_asked)
        for part in (self.rehearse, self.rule, self.picture, self.workbook, self.more, self.publish):
            row.addWidget(part)
        #: what may stand in the menu instead
        self._folding = (self.rule, self.picture, self.workbook, self.rehearse)
        self.enable(board=False, publish=False, rule=False, more=False)

    def enable(self, *, board: bool, publish: bool, rule: bool, more: bool) -> None:
        """What can be done: with the board shown, its publication, its rule, and what stands in 更多."""
        for button in (self.rehearse, self.picture, self.workbook):
            button.setEnabled(board)
        self.publish.setEnabled(publish)
        self.rule.setEnabled(rule)
        self.more.setEnabled(more)

    def show_period(self, period: str) -> None:
        """Name the period."""
        self.period.setText(period_words(period))

    def offer_more(self, deeds: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """What else can be done with the board shown."""
        self._deeds = deeds

    def open_more(self) -> None:
        """The menu: first what the bar has no room for."""
        menu = self.more_menu
        menu.clear()
        for button in (self.rehearse, self.rule, self.workbook):
            if button.isHidden():
                menu.addAction(button.text(), button.click).setEnabled(button.isEnabled())
        if self.picture.isHidden():
            for action in self.picture_menu.actions():
                menu.addAction(action.text(), action.trigger).setEnabled(self.picture.isEnabled())
        menu.addSeparator()
        for said, act in self._deeds:
            menu.addAction(said, act)
        _below(menu, self.more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold into the menu what has no room."""
        super().resizeEvent(event)
        self._fold()

    @property
    def least_width(self) -> int:
        """What is left of it with everything in the menu that can stand there (px)."""
        kept = (self.previous, self.period, self.next, self.more, self.publish)
        widths = [max(part.sizeHint().width(), part.minimumWidth()) for part in kept]
        return sum(widths) + self._row.spacing() * len(kept) + self._row.contentsMargins().left()

    def _fold(self) -> None:
        for kept in (self._folding, (self.rehearse,), ()):
            for button in self._folding:
                button.setVisible(button in kept)
            self._row.invalidate()
            if self._row.minimumSize().width() <= self.width():
                return

    def minimumSizeHint(self) -> QSize:
        """Gives way: the page is never made wider by its bar."""
        return QSize(0, super().minimumSizeHint().height())


class BoardBar(QWidget):
    """Which board is shown, and how it stands with its publication."""

    #: the key of a board («work», or a custom board's id)
    chosen = Signal(str)
    #: another version of the publication (its place from 0)
    version_chosen = Signal(int)
    against_now_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(4)
        self._group = QButtonGroup(self)
        self.tabs: dict[str, QPushButton] = {}
        for kind in (*_FIXED, BoardKind.CUSTOM):
            button = QPushButton(kind.label, self)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, key=kind.value: self._clicked(key))
            self._group.addButton(button)
            self.tabs[kind.value] = button
            row.addWidget(button)
        self.customs = Choice(width=170)
        self.customs.setAccessibleName(words.CUSTOM_TAB)
        self.customs.activated.connect(lambda _at: self.chosen.emit(str(self.customs.currentData())))
        row.addWidget(self.customs)
        row.addSpacing(8)
        self.status = ElidedLabel("", "second")
        row.addWidget(self.status, 1)
        self.versions = Choice(width=128)
        self.versions.setAccessibleName("公布的版本")
        self.versions.activated.connect(self.version_chosen)
        row.addWidget(self.versions)
        self.against_now = Chip(words.AGAINST_NOW)
        self.against_now.toggled.connect(self.against_now_asked)
        row.addWidget(self.against_now)
        # the bar is as high with a choice in it as without
        as_high_as(self.tabs[BoardKind.WORK.value], self.customs, self.versions)
        for part in (self.customs, self.versions, self.against_now):
            part.hide()

    def show_boards(self, customs: Sequence[CustomBoard], shown: str) -> None:
        """Offer the custom boards, and mark the one shown."""
        ids = [one.id for one in customs]
        self.customs.clear()
        for one in customs:
            self.customs.addItem(one.name, one.id)
        is_custom = shown not in {kind.value for kind in _FIXED}
        self.tabs[BoardKind.CUSTOM.value if is_custom else shown].setChecked(True)
        self.customs.setVisible(is_custom and bool(ids))
        if shown in ids:
            self.customs.setCurrentIndex(ids.index(shown))

    def show_status(self, said: str, published: Sequence[Published], at: int) -> None:
        """How the board stands; the versions are offered where there are several."""
        self.status.set_text(said)
        self.versions.clear()
        for one in published:
            words_ = words.NEWEST if one is published[-1] else words.VERSION
            self.versions.addItem(words_.format(n=one.n))
        self.versions.setCurrentIndex(at)
        self.versions.setVisible(len(published) > 1)
        self.against_now.setVisible(bool(published))

    def _clicked(self, key: str) -> None:
        if key == BoardKind.CUSTOM.value:
            key = str(self.customs.itemData(0) or "")
        self.chosen.emit(key)


def _below(menu: QMenu, button: Button) -> None:
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

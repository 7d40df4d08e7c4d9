"""The preview: head, tree beside the plan's text, unknown units, what another edition changes; it stores nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from shengsi_desktop.plan.identity import numbered_measures
from shengsi_desktop.ui.plan_import import outline, words
from shengsi_desktop.ui.plan_import.choices import Choices, Read
from shengsi_desktop.ui.plan_import.edition_tab import EditionTab
from shengsi_desktop.ui.plan_import.heading import Heading
from shengsi_desktop.ui.plan_import.outline_view import OutlineView
from shengsi_desktop.ui.plan_import.owners_dialog import OwnersDialog
from shengsi_desktop.ui.plan_import.source_pane import SourcePane
from shengsi_desktop.ui.plan_import.units_tab import UnitsTab
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Line
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from shengsi_desktop.domain.plan import Measure
    from shengsi_desktop.domain.words import Role
    from shengsi_desktop.services.plan_editions import ItemDifference
    from shengsi_desktop.services.plan_import import OwnerChoice, PlanPreview
    from shengsi_desktop.services.plan_units import UnknownUnit


class PreviewStep(QWidget):
    """Grows `choices` with each click; `recompare_asked` where the service has to look again."""

    #: title, year or matches changed
    recompare_asked = Signal()
    #: a stored plan's id, or empty: a plan of its own
    edition_chosen = Signal(str)
    #: anything of the choices changed
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.read: Read | None = None
        self.choices = Choices()
        self.heading = Heading()
        self.tree = OutlineView()
        self.units = UnitsTab()
        self.edition = EditionTab()
        self.source = SourcePane()
        self.dialog: OwnersDialog | None = None
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._panel(self.tabs))
        self._splitter.addWidget(self._source_side())
        self._splitter.setStretchFactor(0, 11)
        self._splitter.setStretchFactor(1, 9)
        column.addWidget(self._splitter, 1)
        self.tabs.addTab(self._tree_tab(), words.TAB_TREE)
        self.tabs.addTab(self.units, words.TAB_UNITS_NONE)
        self.tabs.addTab(self.edition, words.TAB_EDITION)
        self._listen()

    def show_read(self, read: Read) -> None:
        """Show a text that was read; what was set right of an earlier one is gone."""
        self.read = read
        self.choices = Choices.of(read)
        preview = read.preview
        self.heading.show_read(read, self.choices)
        self.source.show_text(preview.document.source)
        self.units.show_unknown(read, self.choices.units)
        self._name_units_tab(preview)
        self.edition.confirmed.setChecked(False)
        self._show_tree(again=False)
        self._show_edition(preview.differences, preview.state)
        open_questions = [one for one in preview.unknown if not one.generic and not self._sure(one)]
        if preview.differences:
            self.tabs.setCurrentWidget(self.edition)
        else:
            self.tabs.setCurrentIndex(1 if open_questions else 0)
        self._choose_first()
        changed = next((one.number for one in preview.differences if one.kind != "same" and one.number), "")
        if self.tabs.currentWidget() is self.edition and changed:
            self._point_item(changed)
        if self.tabs.currentWidget() is self.units and open_questions:
            self._show_unknown(open_questions[0])

    def show_compared(self, preview: PlanPreview) -> None:
        """The service has looked again: counts, state and differences are as this says."""
        self.heading.say(preview)
        self._show_edition(preview.differences, preview.state)
        self.changed.emit()

    def edit_owners(self, number: str) -> None:
        """Open the owners of one item."""
        measure = self._measure(number)
        if self.read is None or measure is None:
            return
        known = [one.name for one in self.read.units] + [one.name for one in self.read.groups]
        dialog = OwnersDialog(
            number,
            measure.text,
            self._owners(number, measure),
            known,
            self,
            set_right=number in self.choices.owners,
        )
        dialog.saved.connect(lambda owners: self._set_owners(number, owners))
        dialog.taken_back.connect(lambda: self._set_owners(number, None))
        dialog.finished.connect(self._dialog_closed)
        self.dialog = dialog
        dialog.open()

    def _panel(self, inside: QWidget) -> QWidget:
        panel = QWidget()
        panel.setProperty("kind", "panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        panel.setMinimumWidth(current.px(380))
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inside)
        return panel

    def _source_side(self) -> QWidget:
        side = QWidget()
        side.setProperty("kind", "panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setMinimumWidth(current.px(300))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = label(words.SOURCE, "section")
        head.setContentsMargins(14, 9, 14, 9)
        column.addWidget(head)
        column.addWidget(Line())
        column.addWidget(self.source, 1)
        return side

    def _tree_tab(self) -> QWidget:
        tab = QWidget()
        column = QVBoxLayout(tab)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 6)
        self._about = ElidedLabel(words.CHOOSE_LINE, "second")
        self.owners_button = Button(words.EDIT_OWNERS, icon="edit")
        self.owners_button.setEnabled(False)
        self.owners_button.clicked.connect(self._edit_current)
        foot.addWidget(self._about, 1)
        foot.addWidget(self.owners_button)
        column.addLayout(foot)
        return tab

    def _listen(self) -> None:
        self.tabs.currentChanged.connect(self._tab_changed)
        self.tree.chosen.connect(self._chosen)
        self.tree.taken.connect(self._taken)
        self.tree.entered.connect(self.edit_owners)
        self.source.place_clicked.connect(self._place_clicked)
        self.units.decided.connect(self._unit_decided)
        self.units.pointed.connect(self._show_unknown)
        self.edition.matched.connect(self._matched)
        self.edition.kept.connect(self._kept)
        self.edition.pointed.connect(self._point_item)
        self.edition.confirmed.toggled.connect(lambda _on: self.changed.emit())
        self.heading.line_asked.connect(self.source.light_line)
        self.heading.edition_chosen.connect(self.edition_chosen)
        self.heading.edited.connect(self._heading_edited)

    def _choose_first(self) -> None:
        first = next((one for one in outline.flat(self.tree.lines) if one.kind == outline.ITEM), None)
        if first is not None:
            self.tree.choose(first)

    def _show_tree(self, *, again: bool = True) -> None:
        if self.read is None:
            return
        preview = self.read.preview
        unknown = frozenset(self.choices.new_owners(self.read))
        lines = outline.outline(
            preview.document, unknown, self.choices.owners, self.choices.taken_as(self.read)
        )
        self.tree.show_lines(lines, self.choices.left_out, again=again)

    def _name_units_tab(self, preview: PlanPreview) -> None:
        count = len(preview.unknown)
        self.tabs.setTabText(1, words.TAB_UNITS.format(count=count) if count else words.TAB_UNITS_NONE)

    def _show_edition(self, differences: tuple[ItemDifference, ...], state: str) -> None:
        changed = sum(one.kind != "same" for one in differences)
        self.tabs.setTabVisible(2, state == "edition")
        self.tabs.setTabText(2, words.TAB_EDITION.format(count=changed))
        self.edition.show_differences(differences, self.choices.keep)

    def _chosen(self, line: outline.Line) -> None:
        if self.tabs.currentIndex() == 0:
            self.source.light_up(line.lit, line.marker)
        self.owners_button.setEnabled(bool(line.number))
        self._about.set_text(line.second if line.number else words.CHOOSE_LINE)

    def _tab_changed(self, index: int) -> None:
        if index == 0 and self.tree.line is not None:
            self._chosen(self.tree.line)

    def _place_clicked(self, offset: int) -> None:
        self.tabs.setCurrentIndex(0)
        self.tree.choose_at(offset)

    def _taken(self, number: str, taken: bool) -> None:
        if taken:
            self.choices.left_out.discard(number)
        else:
            self.choices.left_out.add(number)
        self.changed.emit()

    def _edit_current(self) -> None:
        if self.tree.line is not None and self.tree.line.number:
            self.edit_owners(self.tree.line.number)

    def _dialog_closed(self, _result: int) -> None:
        self.dialog = None

    def _set_owners(self, number: str, owners: tuple[OwnerChoice, ...] | None) -> None:
        measure = self._measure(number)
        if measure is None:
            return
        read = [(one.unit, one.role) for one in measure.owners]
        if owners is None or [(one.name, one.role) for one in owners] == read:
            self.choices.owners.pop(number, None)
        else:
            self.choices.owners[number] = owners
        self._show_tree()
        self.changed.emit()

    def _owners(self, number: str, measure: Measure) -> list[tuple[str, Role]]:
        if number in self.choices.owners:
            return [(one.name, one.role) for one in self.choices.owners[number]]
        return [(one.unit, one.role) for one in measure.owners]

    def _measure(self, number: str) -> Measure | None:
        if self.read is None:
            return None
        measures = numbered_measures(self.read.preview.document)
        return next((measure for own, _, measure in measures if own == number), None)

    def _unit_decided(self, name: str, unit_id: str) -> None:
        self.choices.units[name] = unit_id
        self._show_tree()
        self.changed.emit()

    def _show_unknown(self, unknown: UnknownUnit) -> None:
        measure = self._measure(unknown.numbers[0]) if unknown.numbers else None
        around = (measure.marker_start, measure.marker_end) if measure is not None else (0, 0)
        self.source.light_up((unknown.start, unknown.end), around)

    def _sure(self, unknown: UnknownUnit) -> bool:
        return bool(self.choices.units.get(unknown.name))

    def _matched(self, number: str, item_id: str) -> None:
        # an item can be one stored item only: whoever had it before is asked again
        for other in [own for own, said in self.choices.matches.items() if item_id and said == item_id]:
            del self.choices.matches[other]
        self.choices.matches[number] = item_id
        self.edition.confirmed.setChecked(False)
        self.recompare_asked.emit()

    def _kept(self, item_id: str, kept: bool) -> None:
        if kept:
            self.choices.keep.add(item_id)
        else:
            self.choices.keep.discard(item_id)
        self.changed.emit()

    def _point_item(self, number: str) -> None:
        measure = self._measure(number)
        if measure is not None:
            self.source.light_up((measure.start, measure.end), (measure.marker_start, measure.marker_end))

    def _heading_edited(self) -> None:
        before = (self.choices.title, self.choices.year, self.choices.issuer)
        self.heading.put_into(self.choices)
        if before != (self.choices.title, self.choices.year, self.choices.issuer):
            self.recompare_asked.emit()

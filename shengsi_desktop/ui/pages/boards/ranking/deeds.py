"""What can be done with a board: each opens its dialog. The dialogs are imported when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from shengsi_desktop.domain.boards import BoardKind
from shengsi_desktop.rhythm.board_words import title
from shengsi_desktop.ui.dialogs.opening import open_alone
from shengsi_desktop.ui.pages.boards.ranking import words, writes

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from shengsi_desktop.domain.boards import Adjustment, BoardFacts, CustomBoard, FigureRow
    from shengsi_desktop.ui.pages.boards.ranking.view import RankingView

_DROP = "删除比拼榜"
#: a custom board in what a command tells
BOARD = "custom_board"


class Deeds(QObject):
    """Of one view."""

    def __init__(self, view: RankingView) -> None:
        super().__init__(view)
        self._view = view

    def offered(self) -> list[tuple[str, Callable[[], object]]]:
        """What stands in the menu 更多 for the board shown."""
        custom = self._custom()
        deeds: list[tuple[str, Callable[[], object]]] = []
        if self._view.current_board is not None:
            deeds.append((words.ADJUST, self.ask_adjustment))
        if custom is not None:
            deeds += [(words.FIGURES, self.ask_figures), (words.EDIT_BOARD, self.ask_edit_board)]
            deeds.append((words.DROP_BOARD, self.drop_board))
        else:
            deeds.append((words.GROUPS, self.ask_groups))
        return [*deeds, (words.NEW_BOARD, self.ask_new_board)]

    def ask_rehearsal(self) -> None:
        """试算: on the data of now, whatever was published."""
        view, commands = self._view, self._view.commands
        if commands is None:
            return

        def show(facts: BoardFacts) -> None:
            from shengsi_desktop.ui.pages.boards.ranking.rehearsal import RehearsalDialog

            self._open(RehearsalDialog(facts, view.list.current_id, view))

        commands.read_facts(view.board, view.period, view.today, show)

    def ask_publish(self) -> None:
        """公布 the board of this moment."""
        view, commands = self._view, self._view.commands
        shown = view.shown.view if view.shown else None
        if commands is None or shown is None or shown.now is None:
            return
        from shengsi_desktop.ui.pages.boards.ranking.small_dialogs import PublishDialog

        now = shown.now
        n = len(shown.published) + 1
        dialog = PublishDialog(now, commands.context.settings.person, view, n=n)

        def published(_changed: object) -> None:
            view.messages.say(words.PUBLISHED.format(title=title(now), n=n))

        def publish(fields: dict[str, Any]) -> None:
            commands.store(dialog, writes.publish(now, fields, view.today), published)

        dialog.saved.connect(publish)
        # refused since something changed, it is called off and looked at again
        dialog.rejected.connect(view.load)
        self._open(dialog)

    def ask_rule(self) -> None:
        """The rule of the board shown, version by version."""
        view, commands = self._view, self._view.commands
        if commands is None or not view.board:
            return
        from shengsi_desktop.ui.pages.boards.ranking.rules import RulesDialog

        self._open(RulesDialog(commands, view.board, view))

    def ask_groups(self) -> None:
        """Which units are compared with which."""
        if self._view.commands is not None:
            from shengsi_desktop.ui.pages.boards.ranking.groups import GroupsDialog

            self._open(GroupsDialog(self._view.commands, self._view))

    def ask_adjustment(self) -> None:
        """Points of a person's own."""
        view, commands = self._view, self._view.commands
        # what is given counts from now on, whatever was published
        board = (view.shown.view.now if view.shown and view.shown.view else None) or view.current_board
        if commands is None or board is None:
            return

        def show(given: tuple[Adjustment, ...]) -> None:
            from shengsi_desktop.ui.pages.boards.ranking.small_dialogs import AdjustDialog

            dialog = AdjustDialog(board, given, view.list.current_id, view)
            dialog.saved.connect(
                lambda fields: commands.store(dialog, writes.adjust(board.board, board.period, fields))
            )
            dialog.drop_asked.connect(lambda own: commands.write(writes.drop_adjustment(own)))
            self._open(dialog)

        commands.read_adjustments(board.board, board.period, show)

    def ask_new_board(self) -> None:
        """新建比拼榜."""
        self._ask_board(None)

    def ask_edit_board(self) -> None:
        """修改比拼榜."""
        self._ask_board(self._custom())

    def ask_figures(self) -> None:
        """The grid of the period shown."""
        view, commands, custom = self._view, self._view.commands, self._custom()
        if commands is None or custom is None:
            return
        period = view.period

        def show(rows: tuple[FigureRow, ...]) -> None:
            from shengsi_desktop.ui.pages.boards.ranking.figures import FiguresDialog

            dialog = FiguresDialog(custom, period, rows, view)
            dialog.saved.connect(
                lambda found: commands.store(dialog, writes.save_figures(custom.id, period, found))
            )
            self._open(dialog)

        commands.read_figures(custom.id, period, show)

    def drop_board(self) -> None:
        """Delete the custom board shown; it can be taken back at once."""
        view, commands, custom = self._view, self._view.commands, self._custom()
        if commands is None or custom is None:
            return
        from shengsi_desktop.ui.pages.indicators.lists.commands import undo_last

        def dropped(_changed: object) -> None:
            back = (words.TAKE_BACK, lambda: undo_last(commands.context, view, _DROP))
            view.messages.say(words.DROPPED.format(name=custom.name), [back])
            view.choose("")

        commands.write(writes.drop_board(custom.id), dropped)

    def _ask_board(self, custom: CustomBoard | None) -> None:
        view, commands = self._view, self._view.commands
        if commands is None:
            return
        from shengsi_desktop.ui.pages.boards.ranking.small_dialogs import CustomBoardDialog

        dialog = CustomBoardDialog(custom, view)

        def save(fields: dict[str, Any]) -> None:
            known = {one.id for one in view.shown.customs} if view.shown else set()

            def made(changed: Any) -> None:
                new = next(
                    (key.entity_id for key in changed if key.entity == BOARD and key.entity_id not in known),
                    "",
                )
                if new:
                    view.choose(new)

            commands.store(dialog, writes.save_board(custom.id if custom else "", fields), made)

        dialog.saved.connect(save)
        self._open(dialog)

    def _custom(self) -> CustomBoard | None:
        shown, board = self._view.shown, self._view.board
        if shown is None or board in {kind.value for kind in BoardKind}:
            return None
        return next((one for one in shown.customs if one.id == board), None)

    @staticmethod
    def _open(dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_alone(dialog)

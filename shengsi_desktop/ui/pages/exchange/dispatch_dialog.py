"""收取下发: what came from above beside what is here, ticked entry by entry, then taken in as one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.dispatch import EntryState
from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal, why_unreadable
from shengsi_desktop.ui.dialogs.fitting import fit
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.dispatch import DispatchEntry, DispatchIntake
    from shengsi_desktop.domain.exchange import Package
    from shengsi_desktop.ui.page import PageContext

TITLE = "收取下发"
_SIZE = QSize(940, 560)
_COLUMNS = (
    Column("内容", 3),
    Column("情况"),
    Column("项目"),
    Column("本机", 2),
    Column("县里下发", 2),
    Column("说明", 2),
)
_TONES = {EntryState.EDITED: "warn", EntryState.DROPPED: "danger", EntryState.NEW: "accent"}


def open_dispatch(
    context: PageContext,
    path: Path,
    parent: QWidget | None = None,
    passphrases: Sequence[str] = (),
    taken: Callable[[str], None] = lambda _said: None,
) -> None:
    """Read the file and show what it would change; a passphrase is asked for where none of those given fits.

    `taken` is called with a sentence once something of it is taken in.
    """
    _read(context, Path(path), parent, tuple(passphrases), taken)


def _read(
    context: PageContext,
    path: Path,
    parent: QWidget | None,
    passphrases: tuple[str, ...],
    taken: Callable[[str], None],
) -> None:
    def read(store: Any) -> tuple[Package, DispatchIntake]:
        from shengsi_desktop.exchange.container import SealedPackageError, read_package
        from shengsi_desktop.services.exchange import taking_dispatch

        try:
            data = path.read_bytes()
        except OSError as trouble:
            message = f"文件“{path.name}”打不开（{why_unreadable(trouble)}），没有收取，台账未动。"
            raise EnvironmentProblem(message) from trouble
        for passphrase in ("", *passphrases[:-1]):
            try:
                package = read_package(data, path.name, passphrase)
                break
            except SealedPackageError:
                continue
        else:
            package = read_package(data, path.name, passphrases[-1] if passphrases else "")
        return package, taking_dispatch.examine(store, package, path.name)

    def show(found: tuple[Package, DispatchIntake]) -> None:
        dialog = DispatchDialog(context, path.name, *found, parent=parent)
        dialog.taken.connect(taken)
        dialog.open()

    def failed(problem: BaseException) -> None:
        from shengsi_desktop.exchange.container import SealedPackageError
        from shengsi_desktop.ui.dialogs.opening import open_alone
        from shengsi_desktop.ui.pages.exchange.take_in_dialogs import UnlockDialog

        if isinstance(problem, SealedPackageError) and not passphrases:
            dialog = UnlockDialog([path.name], parent)
            dialog.given.connect(lambda said: _read(context, path, parent, (said,), taken))
            open_alone(dialog)
            return
        context.operations.tell(problem)

    context.operations.run(read, show, failed, saying="正在读取下发的数据包…", owner=parent)


class DispatchDialog(QDialog):
    """Ticked is what will be taken; what the unit set itself is not ticked unless a person does."""

    #: it was taken in: a sentence on what
    taken = Signal(str)

    def __init__(
        self,
        context: PageContext,
        name: str,
        package: Package,
        intake: DispatchIntake,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._name, self._package, self._intake = context, name, package, intake
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(label(f"{intake.title} · {name}", "heading", wrap=True))
        if intake.message:
            column.addWidget(label(f"统计口径和会商要求：{intake.message}", "strong", wrap=True))
        for words in _remarks(intake):
            column.addWidget(label(words, "doubt", wrap=True))
        self.counts = label("", "second", wrap=True)
        column.addWidget(self.counts)
        self.table = PlainTable(_COLUMNS, TITLE)
        self.table.show_lines([_line(one) for one in intake.entries])
        self.table.ticked.connect(self._count)
        self.table.setVisible(bool(intake.entries))
        column.addWidget(self.table, 1)
        if not intake.entries:
            column.addStretch(1)
        self.trouble = label("", "danger", wrap=True)
        self.trouble.hide()
        column.addWidget(self.trouble)
        column.addLayout(self._buttons())
        self._count()
        fit(self, parent, _SIZE if intake.entries else QSize(520, 240))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.all_of_it = Button("全部勾选", tip="本机改过的也按县里的；本机原来的内容可撤销找回")
        self.all_of_it.clicked.connect(lambda: self._tick({one.key for one in self._intake.entries}))
        self.clean = Button("只勾无冲突的")
        self.clean.clicked.connect(lambda: self._tick(self._intake.clean_keys))
        for button in (self.all_of_it, self.clean):
            button.setVisible(bool(self._intake.entries))
            row.addWidget(button)
        row.addStretch(1)
        cancel = Button("取消")
        cancel.clicked.connect(self.reject)
        self.take = Button("收取", kind="primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self._take)
        row.addWidget(cancel)
        row.addWidget(self.take)
        return row

    def _tick(self, keys: frozenset[str] | set[str]) -> None:
        self.table.show_lines([_line(one, ticked=one.key in keys) for one in self._intake.entries])
        self._count()

    def _count(self) -> None:
        chosen = set(self.table.ticked_keys)
        own = sum(one.state is EntryState.EDITED and one.key in chosen for one in self._intake.entries)
        words = [f"与本机相同{self._intake.same}行", *self._intake.documents]
        if self._intake.entries:
            words.insert(0, f"不同{len(self._intake.entries)}处，勾选{len(chosen)}处")
        if own:
            words.append(f"其中{own}处将以县里的替换本机改过的")
        self.counts.setText("；".join(words) + "。")
        self.take.setText(f"收取（{self._goes()}）")

    def _goes(self) -> str:
        """What the button takes: the ticked ones, and what comes along whatever is ticked."""
        entries = [f"{len(self.table.ticked_keys)}处改动"] if self._intake.entries else []
        return "、".join((*entries, *self._intake.along)) or "没有改动"

    def _take(self) -> None:
        package, name, keys = self._package, self._name, frozenset(self.table.ticked_keys)
        said = f"已收取{self._intake.title}：{self._goes()}。"
        self.take.setEnabled(False)

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import taking_dispatch

            return taking_dispatch.take(store, package, name, keys)

        def done(_changed: object) -> None:
            self.taken.emit(said)
            self.accept()

        self._context.operations.run(write, done, self._failed, saying="正在收取…", owner=self)

    def _failed(self, problem: BaseException) -> None:
        self.take.setEnabled(True)
        if not isinstance(problem, Refusal):
            self._context.operations.tell(problem)
        self.trouble.setText(str(problem) if isinstance(problem, Refusal) else BUG)
        self.trouble.show()


def _remarks(intake: DispatchIntake) -> list[str]:
    told = list(intake.findings)
    if intake.taken:
        told.insert(0, "这份已经收取过。" if not intake.entries else "这份已经收取过，下面是当时没有收的。")
    if intake.older:
        told.insert(0, "这份比已收取的旧，收取会退回到较早的内容，请先核对。")
    return told


def _line(entry: DispatchEntry, *, ticked: bool | None = None) -> Line:
    tone = _TONES.get(entry.state, "")
    return Line(
        entry.key,
        (entry.what, entry.state.label, entry.field, entry.here, entry.coming, entry.note),
        ("", tone, "second", "", "", "second"),
        ticked=entry.clean if ticked is None else ticked,
    )

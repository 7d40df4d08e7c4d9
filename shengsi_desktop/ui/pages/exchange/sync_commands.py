"""What the view 本单位同步 asks of the store: packages out and in, decisions, the 移交包."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal, why_unreadable
from shengsi_desktop.ui.dialogs.export import ask_path
from shengsi_desktop.ui.pages.exchange.sync_dialogs import (
    MakeDialog,
    NameDialog,
    PassphraseDialog,
    TakeDialog,
)
from shengsi_desktop.ui.pages.exchange.sync_progress import LookProgress
from shengsi_desktop.ui.widgets.file_drop import first_folder

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.syncing import Conflict, SyncPreview, SyncState
    from shengsi_desktop.ui.operations import Operations

KIND = "嵊泗台账数据包 (*.sspkg)"
_SAYING_MAKE, _SAYING_LOOK, _SAYING_TAKE = "正在做同步包…", "正在核对同步包…", "正在收入同步包…"


def file_bytes(path: Path) -> bytes:
    """The bytes of a package. EnvironmentProblem where it cannot be read."""
    from shengsi_desktop.exchange.container import MAX_PACKED

    try:
        with path.open("rb") as file:
            return file.read(MAX_PACKED + 1)
    except OSError as trouble:
        raise EnvironmentProblem(
            f"文件“{path.name}”打不开（{why_unreadable(trouble)}），台账未动。请检查文件是否还在。"
        ) from trouble


class SyncCommands(QObject):
    """`done` tells in words what was done; `refused` what was not."""

    done = Signal(str)
    refused = Signal(str)
    #: a conflict was settled
    settled = Signal(object)

    def __init__(self, view: QWidget, operations: Operations) -> None:
        super().__init__(view)
        self._view = view
        self._operations = operations
        self._folder = ""

    def load(self, show: Any) -> None:
        """The SyncState, given to `show`."""

        def act(store: Any) -> SyncState:
            from shengsi_desktop.services.exchange import syncing

            return syncing.state(store)

        self._operations.run(act, show, owner=self._view)

    def make(self, waiting: int) -> None:
        """Ask what, ask where, write a sync package."""
        dialog = MakeDialog(self._view, waiting=waiting)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._named("syncing", partial(self._make, whole=dialog.whole, passphrase=dialog.passphrase))

    def make_handover(self) -> None:
        """Ask for a passphrase, ask where, write a 移交包."""
        dialog = MakeDialog(self._view, waiting=None)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._named("handover", partial(self._make_handover, passphrase=dialog.passphrase))

    def ask_file(self) -> None:
        """Choose a package to take in."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._view, "收同步包", self._folder or first_folder(), f"{KIND};;所有文件 (*)"
        )
        if chosen:
            self.look_into(Path(chosen))

    def look_into(self, path: Path, passphrase: str = "", *, bring_back: bool = False) -> None:
        """Examine a package and show what it would bring."""
        self._folder = str(path.parent)

        waiting = LookProgress(self._view, _SAYING_LOOK)

        def act(store: Any) -> tuple[bytes, Any, SyncPreview]:
            from shengsi_desktop.services.exchange import sync_reading, syncing

            data, kept = file_bytes(path), sync_reading.Kept()
            preview = syncing.examine(
                store, data, path.name, passphrase, bring_back=bring_back, kept=kept, progress=waiting.goes_on
            )
            return data, kept, preview

        def show(found: tuple[bytes, Any, SyncPreview]) -> None:
            waiting.end()
            if not waiting.cancelled:
                self._ask(path, passphrase, *found, bring_back=bring_back)

        def failed(problem: BaseException) -> None:
            from shengsi_desktop.exchange.container import SealedPackageError

            waiting.end()
            if isinstance(problem, SealedPackageError):
                dialog = PassphraseDialog(self._view, str(problem))
                if dialog.exec() == QDialog.DialogCode.Accepted and dialog.passphrase:
                    self.look_into(path, dialog.passphrase, bring_back=bring_back)
            else:
                self._failed(problem)

        self._operations.run(
            act,
            show,
            failed,
            owner=self._view,
            saying=_SAYING_LOOK,
            beside=True,
        )

    def settle(self, conflict: Conflict, value: object) -> None:
        """A field is decided."""

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import conflict_list

            return conflict_list.settle(store, conflict.key, conflict.heads, value)

        self._write(act, conflict)

    def settle_row(self, conflict: Conflict, *, keep: bool) -> None:
        """A row stays or goes."""

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import conflict_list

            return conflict_list.settle_row(store, conflict.key, keep=keep)

        self._write(act, conflict)

    def keep_written(self, conflict_id: str, words: str) -> None:
        """Words written for a conflict, used or not."""

        def act(store: Any) -> None:
            from shengsi_desktop.services.exchange import merge_words

            merge_words.keep(store, conflict_id, words)

        self._operations.run(act, owner=self._view, quiet=True)

    def show_aside(self) -> None:
        """What stands aside on this machine alone."""
        from shengsi_desktop.ui.pages.exchange.aside_dialog import AsideDialog

        dialog = AsideDialog(self._view, self._operations)
        dialog.brought_back.connect(self.done)
        dialog.exec()
        dialog.deleteLater()

    def rename(self, origin: str, name: str, *, own: bool) -> None:
        """Ask what a machine is to be called."""
        dialog = NameDialog(self._view, name, own=own)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        called = dialog.name

        def act(store: Any) -> None:
            from shengsi_desktop.services.exchange import machines

            machines.rename(store, origin, called)

        said = "电脑的名称已改。" + ("下次同步后，其他电脑也这样称呼它。" if own else "只在本机这样称呼它。")
        self._operations.run(act, lambda _none: self.done.emit(said), self._failed, owner=self._view)

    def forget(self, origin: str, name: str) -> None:
        """A machine is no more in use."""

        def act(store: Any) -> None:
            from shengsi_desktop.services.exchange import machines

            machines.forget(store, origin)

        self._operations.run(
            act,
            lambda _none: self.done.emit(f"“{name}”已从列表去掉；再收到它的同步包时会重新列入。"),
            owner=self._view,
        )

    def _write(self, act: Any, conflict: Conflict) -> None:
        def done(_changed: frozenset[FieldKey]) -> None:
            self.settled.emit(conflict)
            self.done.emit(f"已处理：{conflict.where} {conflict.what}。可撤销。")

        self._operations.run(act, done, self._failed, owner=self._view)

    def _ask(
        self,
        path: Path,
        passphrase: str,
        data: bytes,
        kept: Any,
        preview: SyncPreview,
        *,
        bring_back: bool,
    ) -> None:
        dialog = TakeDialog(self._view, preview, bring_back=bring_back)
        answer = dialog.exec()
        if answer == TakeDialog.LOOK_AGAIN:
            self.look_into(path, passphrase, bring_back=dialog.bring_back)
        if answer != QDialog.DialogCode.Accepted:
            return
        told: list[str] = []

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import syncing

            taken = syncing.take(store, data, path.name, passphrase, bring_back=bring_back, kept=kept)
            told.append(taken.outcome)
            return taken.changed

        self._operations.run(
            act,
            lambda _changed: self.done.emit(f"{told[0]}（来自“{preview.machine}”）。"),
            self._failed,
            owner=self._view,
            saying=_SAYING_TAKE,
        )

    def _named(self, kind: str, write: Any) -> None:
        """Ask where a package goes, its name suggested; then `write(path)`."""

        def act(store: Any) -> str:
            from shengsi_desktop.services import handover
            from shengsi_desktop.services.exchange import syncing

            return syncing.suggested_name(store) if kind == "syncing" else handover.suggested_name(store)

        def ask(name: str) -> None:
            title = "做同步包" if kind == "syncing" else "做移交包"
            path = ask_path(self._view, self._folder, name, title, kind=KIND)
            if path is not None:
                self._folder = str(path.parent)
                write(path)

        self._operations.run(act, ask, owner=self._view)

    def _make(self, path: Path, *, whole: bool, passphrase: str) -> None:
        def act(store: Any) -> str:
            from shengsi_desktop.services.exchange import syncing

            made = syncing.make(store, path, whole=whole, passphrase=passphrase)
            said = f"已做好“{path.name}”：{made.records}条修改、{made.documents}份文件。"
            return f"{said}{made.told}请拷到另一台电脑收取。"

        self._operations.run(act, self.done.emit, self._failed, owner=self._view, saying=_SAYING_MAKE)

    def _make_handover(self, path: Path, *, passphrase: str) -> None:
        def act(store: Any) -> str:
            from shengsi_desktop.services import handover

            made = handover.make(store, path, passphrase)
            return f"已做好“{path.name}”：{made.changes}条修改、{made.attachments}个附件。请妥善保管。"

        self._operations.run(act, self.done.emit, self._failed, owner=self._view, saying="正在做移交包…")

    def _failed(self, problem: BaseException) -> None:
        if isinstance(problem, Refusal):
            self.refused.emit(str(problem))
        else:
            self._operations.tell(problem)

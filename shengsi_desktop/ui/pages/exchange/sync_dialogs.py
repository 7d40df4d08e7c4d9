"""The dialogs of 本单位同步: what goes into a package, its passphrase, what taking one in would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.dialogs.shape import headed
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.heights import fix_width
from shengsi_desktop.ui.widgets.text import label, moment_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel

    from shengsi_desktop.domain.syncing import Rival, SyncPreview

_WIDTH = 520
_CANCEL, _SEEN = "取消", "知道了"
_WHOLE_HINT = "新加一台电脑，或有同步包丢失时，选“全部修改”。"
_PASSPHRASE = "口令（可不填；填了，对方打开时要输入同一口令）"
_HANDOVER = (
    "移交包带上本单位的整个台账：各周填报、会商记录、交办、清单、科室和联系人电话、附件。"
    "在新电脑上首次打开程序时选“从移交包开始”。里面有内部信息，请设口令。"
)
_OWN_NAME = (
    "本机叫什么，如：办公室、笔记本。下次同步后，其他电脑和修改记录里都用这个名称；空着就用电脑原来的名称。"
)
_OTHER_NAME = "在本机怎样称呼这台电脑，如：笔记本；空着就用它自己的名称。"
_LONGEST_NAME = 20
#: conflicts told one by one
_TOLD = 12
#: characters of a text
_SHORT = 60
#: characters before the first difference that are shown at most; where a text is cut rather than elsewhere
_BEFORE, _PAUSES = 16, "，。；、：！？（"
#: of a line that belongs to the one above (px at 100 %)
_INDENT = 16


class MakeDialog(QDialog):
    """Asks what to make. `whole` and `passphrase` are the answers."""

    def __init__(self, parent: QWidget, *, waiting: int | None) -> None:
        super().__init__(parent)
        handover = waiting is None
        title = "做移交包" if handover else "做同步包"
        self.setWindowTitle(title)
        column = headed(self, title)
        self.newer = QRadioButton(f"只带其他电脑还没有的（{waiting}条修改）")
        self.all = QRadioButton("全部修改")
        self.newer.setChecked(True)
        if handover:
            column.addWidget(label(_HANDOVER, "second", wrap=True))
        else:
            column.addWidget(self.newer)
            column.addWidget(self.all)
            column.addWidget(label(_WHOLE_HINT, "second", wrap=True))
        column.addWidget(label(_PASSPHRASE, "section"))
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.line.setAccessibleName("口令")
        column.addWidget(self.line)
        _add_buttons(self, column, "选择存到哪里…")
        fix_width(self, current.px(_WIDTH))

    @property
    def whole(self) -> bool:
        """Whether all is wanted."""
        return self.all.isChecked()

    @property
    def passphrase(self) -> str:
        """What was typed, empty for none."""
        return self.line.text().strip()


class NameDialog(QDialog):
    """Asks what a machine is called."""

    def __init__(self, parent: QWidget, name: str, *, own: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("电脑的名称")
        column = headed(self, "电脑的名称")
        column.addWidget(label(_OWN_NAME if own else _OTHER_NAME, "second", wrap=True))
        self.line = QLineEdit(name)
        self.line.setMaxLength(_LONGEST_NAME)
        self.line.setAccessibleName("电脑的名称")
        column.addWidget(self.line)
        _add_buttons(self, column, "改名")
        fix_width(self, current.px(_WIDTH - 100))
        self.line.setFocus()
        self.line.selectAll()

    @property
    def name(self) -> str:
        """What was typed; empty: as it calls itself."""
        return self.line.text().strip()


class PassphraseDialog(QDialog):
    """Asks for the passphrase of a package."""

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("输入口令")
        column = headed(self, "输入口令")
        column.addWidget(label(words, "second", wrap=True))
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName("口令")
        column.addWidget(self.line)
        _add_buttons(self, column, "打开")
        fix_width(self, current.px(_WIDTH - 100))
        self.line.setFocus()

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.line.text().strip()


class TakeDialog(QDialog):
    """Tells what a package would bring; accepted, it is to be taken in as told.

    `bring_back` is the tick below; changed, it is done with `LOOK_AGAIN`: what is told holds for one of the two.
    """

    #: the result where the package is to be looked at again, with the tick as it is now
    LOOK_AGAIN = 2

    def __init__(self, parent: QWidget, preview: SyncPreview, *, bring_back: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle("收同步包：先看，再收")
        head = " · ".join(
            part for part in (preview.machine, preview.person, moment_words(preview.made_at)) if part
        )
        outer = headed(self, f"来自{head}")
        outer.addWidget(label(_summary(preview), wrap=True))
        told = len(preview.warnings) + len(preview.conflicts)
        if told or preview.sources:
            outer.addWidget(self._told(preview), 1)
        self.tick = QCheckBox("连本机撤销过的一起收入")
        self.tick.setChecked(bring_back)
        self.tick.setVisible(bool(preview.aside) or bring_back)
        self.tick.toggled.connect(lambda _on: self.done(self.LOOK_AGAIN))
        outer.addWidget(self.tick)
        nothing = preview.brings_nothing
        self.take = _add_buttons(self, outer, _SEEN if nothing else "收入", cancel=not nothing)
        if told or preview.sources:
            self.resize(current.px(_WIDTH + 60), current.px(460 if told or preview.items else 240))
        else:
            fix_width(self, current.px(_WIDTH))

    def _told(self, preview: SyncPreview) -> QScrollArea:
        """Where it comes from, what is doubtful and what will be in conflict."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(6)
        for line in _source_lines(preview):
            column.addWidget(label(line, "second", wrap=True))
        for line in preview.warnings:
            column.addWidget(label(line, "warned", wrap=True))
        if preview.conflicts:
            said = f"收入后有{len(preview.conflicts)}处分歧要您选择（两边的话都会留着）"
            column.addWidget(label(said, "strong", wrap=True))
            for one in preview.conflicts[:_TOLD]:
                column.addWidget(label(f"{one.where} {one.what}".strip(), wrap=True))
                rivals = sorted(one.rivals, key=lambda each: each.arrives)
                for rival, said in zip(rivals, excerpts([each.text for each in rivals]), strict=True):
                    column.addWidget(_under(f"{_whose(rival)}：{said or '（空）'}"))
            if len(preview.conflicts) > _TOLD:
                column.addWidget(label(f"另有{len(preview.conflicts) - _TOLD}处。", "second"))
        for row in _item_lines(preview):
            column.addWidget(row)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        return scroll

    @property
    def bring_back(self) -> bool:
        """Whether what was taken back here comes again."""
        return self.tick.isChecked()


def _add_buttons(dialog: QDialog, column: QVBoxLayout, words: str, *, cancel: bool = True) -> Button:
    row = QHBoxLayout()
    row.addStretch(1)
    if cancel:
        back = Button(_CANCEL)
        back.clicked.connect(dialog.reject)
        row.addWidget(back)
    go = Button(words, kind="primary")
    go.setDefault(True)
    go.clicked.connect(dialog.accept)
    row.addWidget(go)
    column.addLayout(row)
    return go


def _summary(preview: SyncPreview) -> str:
    if preview.brings_nothing:
        return "里面的内容本机都已经有了。"
    parts = [f"{preview.arrived}条新修改"] if preview.arrived else []
    parts += [f"{preview.documents}份定稿、回执等文件"] if preview.documents else []
    parts += [f"{preview.attachments}个附件"] if preview.attachments else []
    known = f"另有{preview.known}条本机已经有了。" if preview.known else ""
    return (
        f"会收入{'、'.join(parts) or '的内容都已在本机'}。{known}现在什么都还没有改动；收入后可以整体撤销。"
    )


def _source_lines(preview: SyncPreview) -> list[str]:
    lines = []
    for one in preview.sources:
        days = " 至 ".join(dict.fromkeys(moment_words(day) for day in (one.first, one.last) if day))
        who = " · ".join(part for part in (one.machine, one.person) if part)
        lines.append(f"{who}：{one.changes}条，{days}")
    return lines


def excerpts(texts: Sequence[str]) -> list[str]:
    """Of each text a part of which can be read in what it differs from the others: «…因7月中旬…»."""
    lines = [" ".join(text.split()) for text in texts]
    begin = 0
    if max(map(len, lines), default=0) > _SHORT:
        told = [line for line in lines if line]
        same = next((at for at, letters in enumerate(zip(*told, strict=False)) if len(set(letters)) > 1), 0)
        same = same or (min(map(len, told)) if len({line[:1] for line in told}) == 1 else 0)
        marks = [at + 1 for at in range(max(same - _BEFORE, 0), same) if told[0][at] in _PAUSES]
        # from the last pause on where one is near, else a few letters before
        begin = 0 if same < _BEFORE else marks[-1] if marks else same - _BEFORE // 2
    return [_excerpt(line, begin) for line in lines]


def _excerpt(line: str, begin: int) -> str:
    # one that ends where they part is told by its end
    begin = begin if begin < len(line) else max(len(line) - _BEFORE, 0)
    shown = line[begin : begin + _SHORT]
    return f"{'…' if begin else ''}{shown}{'…' if begin + _SHORT < len(line) else ''}"


def _whose(rival: Rival) -> str:
    """«本机», «来包（笔记本 · 李外勤）»."""
    who = " · ".join(part for part in (rival.machine, rival.person) if part)
    return f"来包（{who}）" if rival.arrives else "本机"


def _under(words: str) -> QLabel:
    """A line that belongs to the one above."""
    line = label(words, "second", wrap=True)
    line.setContentsMargins(current.px(_INDENT), 0, 0, 0)
    return line


def _item_lines(preview: SyncPreview) -> list[QLabel]:
    """What would change, by item: heading, then a line for each field."""
    if not preview.items:
        return []
    lines = [label("会改动的内容", "strong")]
    item = None
    for one in preview.items:
        if one.item != item:
            item = one.item
            lines.append(label(item or "其他", wrap=True))
        where = " ".join(part for part in (one.week, one.what) if part)
        lines.append(_under(f"{where}：{one.text}（{one.who}）"))
    if preview.untold:
        lines.append(label(f"另有{preview.untold}条较早的修改。", "second"))
    return lines

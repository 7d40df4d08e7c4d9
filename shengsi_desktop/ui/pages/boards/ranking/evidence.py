"""The right side: where each point of one entrant comes from, with links to it; or how a publication differs now."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from shengsi_desktop.domain.boards import LineKind
from shengsi_desktop.rhythm import board_words
from shengsi_desktop.rhythm.board_rules import source_words
from shengsi_desktop.ui.pages.boards.ranking import words
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shengsi_desktop.domain.board_moves import Move
    from shengsi_desktop.domain.boards import Board, Line, Score

#: which page shows what a line is about
_PAGES = {
    LineKind.ITEM: "tasks",
    LineKind.PROJECT: "indicators",
    LineKind.INDICATOR: "indicators",
    LineKind.WEEK: "week",
}
_TARGETS = {LineKind.PROJECT: "projects:{id}"}


class EvidencePane(QTextBrowser):
    """Text that can be read, chosen and copied; titles and weeks are links."""

    #: (page key, target)
    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # no field that is typed into: it has no rim of one
        self.setStyleSheet("QTextBrowser { border: none; border-radius: 0; padding: 0; }")
        self.setOpenLinks(False)
        self.setAccessibleName(words.EVIDENCE)
        self.anchorClicked.connect(self._follow)
        #: the desk's own unit: the weeks of another have no page here
        self.own_unit = ""
        self._shown: tuple[Board, Score] | None = None
        self._moves: tuple[Sequence[Move], str] | None = None

    def show_score(self, board: Board, score: Score) -> None:
        """One entrant's points, line by line."""
        same = self._shown is not None and self._shown[1].entrant.id == score.entrant.id
        at = self.verticalScrollBar().value() if same else 0
        self._shown, self._moves = (board, score), None
        self._write(at)

    def show_moves(self, moves: Sequence[Move], said: str) -> None:
        """How a publication differs from now."""
        self._moves = (moves, said)
        self._write(0)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange} and self._shown is not None:
            self._write(self.verticalScrollBar().value())

    def _write(self, at: int) -> None:
        body = ""
        if self._moves is not None:
            body = "".join(_moves(*self._moves))
        elif self._shown is not None:
            body = "".join(_score(*self._shown, self.own_unit))
        html = f"<div style='color:{_token('ink')}'>{body}</div>"
        if html != getattr(self, "_html", None):
            self._html = html
            self.document().setDocumentMargin(current.px(16))
            self.setHtml(html)
        self.verticalScrollBar().setValue(at)

    def _follow(self, link: QUrl) -> None:
        page, _, target = link.toString().partition("/")
        self.open_requested.emit(page, target)


def _score(board: Board, score: Score, own_unit: str) -> Iterable[str]:
    yield _p(f"<b>{escape(score.entrant.name)}</b>", size=current.TITLE)
    if score.place is None:
        yield _p(escape(f"{words.NOT_RANKED}：{score.why}"), "second")
    else:
        measure = f"{board_words.measure_head(board)} {board_words.measure(board, score)}"
        parts = [f"{score.entrant.group}第{score.place}名", f"{board_words.points(score.points)}分"]
        if score.measure is not None:
            parts.append(measure.strip())
        if given := board_words.given(score):
            parts.append(given)
        group = [one for one in board.scores if one.entrant.group == score.entrant.group]
        if note := board_words.group_note(board, group):
            parts.append(note)
        yield _p(escape(words.DOT.join(parts)), "second")
    for line in board_words.evidence_lines(score):
        yield from _line(board, line, own=score.entrant.id == own_unit)
    yield _p(f"<b>{words.RULE_HEAD}</b>", "second", current.SECOND, above=20)
    yield _p(escape(board.rule_words), "second", current.SECOND)
    if board.rule.source:
        yield _p(escape(source_words(board.rule)), "third", current.SECOND)


def _line(board: Board, line: Line, *, own: bool) -> Iterable[str]:
    light = board_words.shown_light(board, line)
    lamp = ""
    if light is not None:
        colours = current.palette().light(light)
        lamp = (
            f"<span style='background-color:{colours.ground}; color:{colours.text}'>"
            f"&nbsp;{light.shape} {light.label}&nbsp;</span> "
        )
    given = board_words.signed_points(line.points)
    points = (
        f" <b style='color:{_token('danger' if line.points < 0 else 'ok')}'>{given}分</b>" if given else ""
    )
    name = escape(" ".join(part for part in (line.number, line.title) if part))
    page = _PAGES.get(line.kind) if own or line.kind is not LineKind.WEEK else None
    if page is not None:
        target = _TARGETS.get(line.kind, "{id}").format(id=line.id)
        name = f"<a href='{page}/{escape(target)}' style='color:{_token('accent')}; text-decoration:none'>{name}</a>"
    yield _p(f"{lamp}{name}{points}", above=8)
    told = board_words.line_words(board, line)
    if told:
        yield _p(escape(told), "second", current.SECOND)
    if line.words and line.kind in {LineKind.ITEM, LineKind.PROJECT}:
        week = words.SIGNED_WEEK.format(n=int(line.week[-2:])) if line.week else ""
        yield _p(escape(f"{week}{line.words}"), "third", current.SECOND)
    if line.unsigned:
        yield _p(escape(f"{words.UNSIGNED}{line.unsigned}"), "third", current.SECOND)


def _moves(moves: Sequence[Move], said: str) -> Iterable[str]:
    yield _p(f"<b>{words.AGAINST_NOW}</b>", size=current.TITLE)
    yield _p(escape(said), "second")
    for move in moves:
        yield _p(escape(board_words.move_words(move)), above=10)
        for detail in move.details:
            yield _p(escape(detail), "second", current.SECOND)


def _p(inner: str, token: str = "ink", size: int = current.TEXT, above: int = 2) -> str:
    return (
        f"<p style='margin:{current.px(above)}px 0 2px 0; color:{_token(token)};"
        f" font-size:{current.px(size)}px'>{inner}</p>"
    )


def _token(name: str) -> str:
    return current.colour(name).name()

"""Boards as files: the workbook and the picture, written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.file_names import as_file_name
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm import board_words
from shengsi_desktop.rhythm.board_periods import read_board_period
from shengsi_desktop.services import setting_up
from shengsi_desktop.services.boards.computing import BoardReader
from shengsi_desktop.services.boards.published import chain
from shengsi_desktop.services.boards.rules import kind_of
from shengsi_desktop.store.files import is_folder, write_atomically

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from shengsi_desktop.domain.boards import Board, Published
    from shengsi_desktop.services.boards.excuses import Excused
    from shengsi_desktop.store.sessions import Store

_FONT = "fonts/NotoSansSC-Regular.otf"


@dataclass(frozen=True, slots=True)
class BoardView:
    """A board with all that is shown around it.

    `published` are the publications of its period, the first one first; `now` is the board of this moment, None where
    it cannot be worked out any more; `before` that of the period before, which the board of this moment is set against.
    """

    now: Board | None
    published: tuple[Published, ...]
    before: Board | None

    @property
    def shown(self) -> Board:
        """What is shown: the newest publication, from its content alone, else the board of this moment."""
        if self.published:
            return self.published[-1].board
        if self.now is None:
            raise Refusal("没有可以显示的榜。")
        return self.now

    @property
    def newest(self) -> Published | None:
        """The publication that holds."""
        return self.published[-1] if self.published else None

    def before_of(self, published: Published | None) -> Board | None:
        """What 较上期 goes by: of a publication as frozen with it, else of this moment."""
        return self.before if published is None else published.before


def board_view(
    store: Store, board: str, period: str, *, today: date | None = None, excused: Excused | None = None
) -> BoardView:
    """A board of a period with its publications and the period before. Refused where there is nothing to show."""
    period = read_board_period(period, kind_of(board))
    with store.reading() as session:
        reader = BoardReader(session, today or store.today(), excused)
        published = chain(session, board, period)
        now: Board | None
        try:
            now = reader.board(board, period)
        except Refusal:
            if not published:
                raise
            now = None  # a custom board that was deleted: what was published stays
        before = reader.before(board, period)
    return BoardView(now, published, before)


def suggested_name(board: Board, ending: str) -> str:
    """2023年7月重点工作晾晒.xlsx."""
    return f"{as_file_name(board_words.title(board))}{ending}"


def export_board(store: Store, view: BoardView, path: Path, *, as_now: bool = False) -> Path:
    """Write the workbook, into a folder under its own name; `as_now`: the board of this moment, published or not.

    Raises EnvironmentProblem where the file cannot be written.
    """
    from shengsi_desktop.sheets.board_book import board_workbook

    board = view.now if as_now and view.now is not None else view.shown
    published = None if board is view.now else view.newest
    if is_folder(path):
        path /= suggested_name(board, ".xlsx")
    if path.suffix.lower() != ".xlsx":
        raise Refusal(f"“{path.name}”不是表格的文件名，没有导出。请以.xlsx结尾。")
    unit = setting_up.settings(store).unit.name
    over = None if published else view.newest
    content = board_workbook(
        board, unit=unit, published=published, before=view.before_of(published), over=over
    )
    write_atomically(path, content)
    return path


def picture_bytes(
    board: Board, ending: str, *, status: str = "", remark: str = "", dark: bool = False, scale: int = 100
) -> bytes:
    """The board as PNG or SVG (`ending`), with a `remark` at its foot; pure but for the font."""
    from shengsi_desktop import assets
    from shengsi_desktop.charts.board_picture import board_figure
    from shengsi_desktop.charts.fonts import ensure_chinese
    from shengsi_desktop.charts.render import png_bytes, svg_bytes

    draw = {".png": png_bytes, ".svg": svg_bytes}.get(ending.lower())
    if draw is None:
        raise Refusal(f"“{ending}”不是图片的格式，没有保存。请以.png或.svg结尾。")
    family = ensure_chinese(assets.resource(_FONT))
    return draw(board_figure(board, family=family, status=status, remark=remark, dark=dark, scale=scale))


def export_picture(view: BoardView, path: Path, *, dark: bool = False) -> Path:
    """Write the picture of what is shown, into a folder under its own name."""
    if is_folder(path):
        path /= suggested_name(view.shown, ".png")
    content = picture_bytes(
        view.shown,
        path.suffix,
        status=board_words.status(view.newest),
        remark=board_words.correction(view.newest),
        dark=dark,
        scale=200,
    )
    write_atomically(path, content)
    return path

"""One page of A4, for a person and for paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop import assets
from shengsi_desktop.charts.page import MOST, PageEntry, page_figure
from shengsi_desktop.charts.render import pdf_bytes, png_bytes
from shengsi_desktop.charts.trend import TrendSeries
from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Light
from tests.charts.conftest import FAMILY, MONTHS, covering, cut_off, draw, texts, words, year

if TYPE_CHECKING:
    from pathlib import Path

REASON = "1–6月0.56亿吨，计划0.56（100%），占年度目标50.2%，与序时持平，绿灯（默认亮灯规则v1）"
PORT = PageEntry(
    TrendSeries(
        "港口货物吞吐量",
        "亿吨",
        MONTHS,
        year(0.06, 0.13, 0.24, 0.31, 0.42, 0.56),
        (0.05, 0.12, 0.22, 0.32, 0.43, 0.56, 0.74, 0.8, 0.93, 1.01, 1.07, 1.12),
        target=1.116,
        target_words="超1.116亿吨",
        source="数据来源 县交通运输局 · 次月12日发布",
    ),
    Reading(Light.GREEN, REASON),
)
WORDS = PageEntry(
    TrendSeries("托育服务供给", "", MONTHS, year(), target_words="愿托尽托"),
    Reading(Light.NONE, "定性目标：愿托尽托"),
)


def page(*entries: PageEntry, multiples: bool = False, family: str = FAMILY, dpi: float = 72.0) -> object:
    return page_figure(
        entries, title="2023年指标趋势", unit_name="县文广旅体局", day=date(2023, 7, 30), family=family,
        multiples=multiples, percent_of_target=True, dpi=dpi,
    )  # fmt: skip


def test_the_page_says_target_light_with_its_reason_source_unit_and_day() -> None:
    figure = draw(page(PORT))
    shown = words(figure)
    assert {
        "超1.116亿吨",
        "● 绿灯",
        "单位：县文广旅体局",
        "数据截至2023年6月",
        "打印日期：2023年7月30日",
    } <= set(shown)
    whole = "".join(shown)
    assert REASON in whole
    assert "县交通运输局" in whole
    # all numbers of an indicator have as many decimals
    assert {"0.56", "0.80", "1.12"} <= set(shown)
    assert covering(figure) == []
    assert cut_off(figure) == []


@pytest.mark.parametrize("count", [3, MOST])
def test_several_indicators_keep_their_figure_and_their_table_on_one_page(count: int) -> None:
    figure = draw(page(*[PORT] * (count - 1), WORDS, multiples=True))
    assert cut_off(figure) == []
    assert words(figure).count("● 绿灯") == count - 1
    lowest = min(axes.get_window_extent().y0 for axes in figure.axes)
    assert lowest > 0.3 * figure.bbox.height


@pytest.mark.parametrize("count", [1, 2, MOST])
def test_paper_tells_names_and_targets_whole(count: int) -> None:
    name, target = (
        "每万老年人口拥有持证养老护理员数和近岸海域一、二类海水水质比例",
        "10%左右，高于全省平均，" * 3,
    )
    long = PageEntry(
        TrendSeries(name, "%", MONTHS, year(8.7, 9.4), target_words=target), Reading(Light.YELLOW, REASON)
    )
    figure = draw(page(*[long] * count, multiples=True, dpi=150.0))
    size = 8.5 if count < MOST else 7.5
    small = "".join(text.get_text() for text in texts(figure) if text.get_fontsize() == size)
    assert small.count(f"{name}（%）{target}▲ 黄灯") == count
    assert covering(figure) == []
    assert cut_off(figure) == []


def test_more_than_a_page_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="13 indicators"):
        page(*[PORT] * 13)


def test_a_png_of_the_page_is_a4() -> None:
    header = png_bytes(page(PORT, dpi=144.0))[:24]
    width, height = (int.from_bytes(header[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (1684, 1191)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.pdf"
    figure = page(PORT)
    before = [text.get_fontproperties() for text in figure.texts]
    path.write_bytes(pdf_bytes(figure))
    # the figure is as it was, for the next picture of it
    assert [text.get_fontproperties() for text in figure.texts] == before
    return path


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not there")
def test_the_text_of_a_pdf_can_be_searched_and_copied(printed: Path) -> None:
    run = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True)
    assert REASON in run.stdout
    assert re.search(r"港口货物吞吐量（亿吨）\s+超1.116亿吨\s+● 绿灯\s+0.06", run.stdout)
    assert not run.stderr


def test_a_pdf_carries_its_fonts_as_truetype(printed: Path) -> None:
    content = printed.read_bytes()
    assert b"/FontFile2" in content
    assert b"/FontFile3" not in content
    assert len(content) < 200_000


def test_the_font_that_comes_with_the_program_is_embedded_alike(tmp_path: Path) -> None:
    from matplotlib import font_manager

    ours = assets.resource("fonts/NotoSansSC-Regular.otf")
    font_manager.fontManager.addfont(ours)
    content = pdf_bytes(page(PORT, family="Noto Sans SC"))
    assert b"/FontFile2" in content
    assert b"/FontFile3" not in content

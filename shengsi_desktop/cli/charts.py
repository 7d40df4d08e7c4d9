"""`chart`: one or several indicators as a picture or a printed page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shengsi_desktop.cli.app import StoreOption, app, opened, say

NamesArgument = Annotated[list[str], typer.Argument(help="指标名称或序号，或细项编号，如 4-2.5；可写几个")]
OutputOption = Annotated[
    Path | None, typer.Option("-o", "--output", help="文件名（.png、.svg或.pdf），或放进哪个文件夹")
]
YearOption = Annotated[
    int | None, typer.Option("--year", min=1900, max=2999, help="哪一年（默认方案的年度）")
]
YearsOption = Annotated[int, typer.Option("--years", min=1, max=10, help="连同以前共几年，最多10")]
PercentOption = Annotated[bool, typer.Option("--percent", help="几个指标都按占年度目标的百分比画")]
MultiplesOption = Annotated[bool, typer.Option("--multiples", help="一个指标一张小图")]
PageOption = Annotated[bool, typer.Option("--page", help="A4横向一页：图、各月数值、目标、亮灯依据")]
DarkOption = Annotated[bool, typer.Option("--dark", help="深色底")]
ScaleOption = Annotated[int, typer.Option("--scale", min=50, max=400, help="大小，100或150（百分比）")]


@app.command()
def chart(
    names: NamesArgument,
    output: OutputOption = None,
    year: YearOption = None,
    years: YearsOption = 1,
    *,
    percent: PercentOption = False,
    multiples: MultiplesOption = False,
    page: PageOption = False,
    dark: DarkOption = False,
    scale: ScaleOption = 100,
    store: StoreOption = None,
) -> None:
    """画指标趋势图。"""
    from shengsi_desktop.services.charting import ChartWish, write_chart

    if page and dark:
        raise typer.BadParameter("打印页总是浅色的，不能与 --dark 一起写。", param_hint="选项--page")
    wish = ChartWish(tuple(names), year, years, percent, multiples, page, dark, scale)
    with opened(store) as found:
        path = write_chart(found, wish, output, found.today())
    say(f"已保存：{path}")

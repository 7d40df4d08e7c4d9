"""`search`: what the header's search field finds, without a window."""

from __future__ import annotations

from typing import Annotated

import typer

from shengsi_desktop.cli.app import (
    JsonOption,
    StoreOption,
    UnitOption,
    app,
    opened,
    say,
    show_json,
    unit_id_of,
)

_KINDS = {
    "item": "事项",
    "report": "填报",
    "meeting": "会商记录",
    "topic": "议题",
    "directive": "交办事项",
    "appeal": "争取事项",
    "brief": "材料",
    "attachment": "附件",
    "unit": "单位",
    "return": "退回",
}


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="要找的词，可多个（须都有）")],
    unit: UnitOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="每类最多列出几条")] = 20,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """在事项、填报、会商、交办等全部文字里搜索。"""
    from shengsi_desktop.services import searching

    with opened(store) as found:
        unit_id = unit_id_of(found, unit)
        searching.build_whole(found)
        findings = searching.find(found, " ".join(words), unit_id, most=most)
    if as_json:
        show_json(
            {
                "hits": [
                    {
                        "kind": hit.kind,
                        "id": hit.target,
                        "title": hit.title,
                        "week": hit.week,
                        "excerpt": hit.excerpt,
                    }
                    for hit in findings.hits
                ],
                "more": sorted(findings.more),
                "share": round(findings.share, 4),
            }
        )
        return
    for hit in findings.hits:
        say("\t".join((_KINDS[hit.kind], hit.week, hit.title, hit.excerpt)))
    if not findings.hits:
        say("没有找到。")
    if findings.more:
        say(
            f"{'、'.join(_KINDS[kind] for kind in sorted(findings.more))}还有更多，可加 --most 或多写几个词。"
        )
    if findings.share < 1:
        say(f"索引建立中（已完成{findings.share:.0%}），结果可能不全。")

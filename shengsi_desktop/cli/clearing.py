"""`purge`: words that must not be in the store, cleared for good."""

from __future__ import annotations

from typing import Annotated

import typer

from shengsi_desktop.cli.app import JsonOption, StoreOption, app, opened, say, show_json
from shengsi_desktop.cli.usage import written
from shengsi_desktop.domain.problems import Refusal


@app.command("purge")
def purge(
    item: Annotated[str, typer.Argument(help="事项（编号或 4-2 这样的序号）", callback=written)],
    text: Annotated[str, typer.Option("--text", help="要清除的文字；含有它的整段内容都会清除")],
    store: StoreOption = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="确实清除；不带时只列出会清除什么")] = False,
    as_json: JsonOption = False,
) -> None:
    """清除内容：误写的涉密文字从台账、修改记录和备份里彻底清除，不能撤销。"""
    from shengsi_desktop.services import clearing, facts

    with opened(store, writing=yes) as found:
        with found.reading() as session:
            item_id = facts.find_item(session, item).id
        lines = clearing.lines_holding(found, item_id, text)
        if not lines:
            raise Refusal("这个事项的修改记录里没有这段文字，台账未动。")
        # one and the same value is cleared at once, wherever it was written
        chosen = {(one.key, one.new): one for one in lines}.values()
        previews = [clearing.preview(found, one.key, one.change) for one in chosen if one.key and one.change]
        said = []
        if yes:
            said = [
                clearing.clear(found, one.key, one.change).words for one in chosen if one.key and one.change
            ]
    if as_json:
        fields = [
            {"what": line.what, "records": one.records, "documents": list(one.documents)}
            for line, one in zip(chosen, previews, strict=True)
        ]
        show_json({"cleared": yes, "fields": fields})
        return
    for line, one in zip(chosen, previews, strict=True):
        say(f"{line.what}：{one.records}处记录")
        for name in one.documents:
            say(f"    这份文件里也有，不会清除：{name}")
    for words in said or ["（只列出，台账未动；确实要清除请加 --yes，清除后不能撤销）"]:
        say(words)

"""Made-up 附件 for pictures of the window: photographs, a screenshot, a document. Marked 演示数据 in their names."""

from __future__ import annotations

import struct
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import attachments, facts, setting_up

if TYPE_CHECKING:
    from shengsi_desktop.store.sessions import Store


def fill(store: Store, number: str = "4-2", week: str = "2023-W30") -> None:
    """Attach them to an item of the desk's unit, two to its week."""
    desk = setting_up.settings(store)
    with store.reading() as session:
        item_id = facts.find_item(session, number).id
    chosen = parse_week(week, desk.rhythm)
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        quay, road = room / "码头现场（演示数据）.png", room / "游步道铺装完成（演示数据）.png"
        quay.write_bytes(_png(640, 400, (70, 140, 190), (200, 180, 140)))
        road.write_bytes(_png(400, 560, (120, 170, 110), (180, 170, 160)))
        plan = room / "渔旅融合项目实施方案和分月进度安排（演示数据，定稿）.docx"
        plan.write_bytes(b"PK\x03\x04" + b"demo" * 30_000)
        sums = room / "资金拨付明细（演示数据）.xlsx"
        sums.write_bytes(b"PK\x03\x04" + b"rows" * 9_000)
        attachments.add(store, item_id, desk.unit.id, [plan, sums])
        attachments.add(store, item_id, desk.unit.id, [quay, road], chosen)
    attachments.add_picture(
        store, item_id, desk.unit.id, _png(900, 300, (250, 250, 250), (60, 110, 160)), chosen
    )


def _png(width: int, height: int, upper: tuple[int, int, int], lower: tuple[int, int, int]) -> bytes:
    """A picture of two fields, which fade."""
    lines = bytearray()
    for y in range(height):
        colour = upper if y < height * 0.6 else lower
        shade = 1 - 0.35 * y / height
        lines += b"\0" + bytes(round(part * shade) for part in colour) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(bytes(lines))), (b"IEND", b"")
    made = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + made

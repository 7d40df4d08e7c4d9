"""A workbook as bytes that depend on its content alone: no clock, no machine in them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, time
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from shengsi_desktop.sheets.heights import UNIT_FONT, UNIT_SIZE

if TYPE_CHECKING:
    from datetime import date

    from openpyxl import Workbook

_CORE = "docProps/core.xml"
_STYLES = "xl/styles.xml"


def pack(workbook: Workbook, as_of: date) -> bytes:
    """The .xlsx file, dated `as_of` throughout."""
    moment = datetime.combine(as_of, time())
    workbook.properties.created = moment
    written = io.BytesIO()
    workbook.save(written)
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _CORE:
                content = _dated(content, moment)
            elif name == _STYLES:
                content = _with_default_font(content)
            entry = zipfile.ZipInfo(name, (as_of.year, as_of.month, as_of.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, content)
    return packed.getvalue()


def _dated(core: bytes, moment: datetime) -> bytes:
    """The document properties with `moment` where saving has put the clock."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, core)


def _with_default_font(styles: bytes) -> bytes:
    """The styles with another first font: openpyxl always writes its own, which few offices here have."""
    font = f'<font><name val={quoteattr(UNIT_FONT)}/><sz val="{UNIT_SIZE}"/></font>'.encode()
    return re.sub(
        rb"(<fonts[^>]*>)<font>.*?</font>", lambda found: found[1] + font, styles, count=1, flags=re.DOTALL
    )

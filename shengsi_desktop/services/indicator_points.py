"""Values of indicators by period: entered by cell, by block and by paste, each with its history."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.indicators import POINT_FIELDS, GoalState, PointCell, PointChange, PointStatus
from shengsi_desktop.domain.periods import next_month, read_period
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.rhythm.typed_numbers import parse_number
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store import keys, log
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Indicator, IndicatorPoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shengsi_desktop.domain.changes import Change, FieldKey
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_UNSET: Any = object()
_DECIMALS = frozenset({"value", "province", "planned"})
_WORDS: dict[str, type[PointStatus | GoalState]] = {"status": PointStatus, "state": GoalState}
#: what a pasted cell says that has nothing to say
_BLANK = frozenset({"", "-", "—", "－", "/"})
_LOWEST_PLACE = 9999


def set_point(
    store: Store,
    indicator_id: str,
    period: str,
    *,
    value: Decimal | None = _UNSET,
    province: Decimal | None = _UNSET,
    rank: int | None = _UNSET,
    planned: Decimal | None = _UNSET,
    status: PointStatus | None = _UNSET,
    state: GoalState | None = _UNSET,
) -> frozenset[FieldKey]:
    """One period of an indicator; None empties a field, what is not given stays."""
    given = {
        "value": value,
        "province": province,
        "rank": rank,
        "planned": planned,
        "status": status,
        "state": state,
    }
    cells = [
        PointCell(indicator_id, period, name, cell) for name, cell in given.items() if cell is not _UNSET
    ]
    return set_cells(store, cells, "录入指标数据")


def set_points(
    store: Store, indicator_id: str, period: str, cells: Mapping[str, Decimal]
) -> frozenset[FieldKey]:
    """Several fields of one period at once: value, planned, province."""
    return set_cells(
        store, [PointCell(indicator_id, period, name, cell) for name, cell in cells.items()], "录入指标数据"
    )


def set_cells(store: Store, cells: Sequence[PointCell], name: str = "粘贴指标数据") -> frozenset[FieldKey]:
    """Any cells of any indicators in one command, all of them or none. Refused in words for one that cannot be."""
    with signed(store, name) as command:
        put_cells(command, cells)
    return command.changed


def put_cells(command: Command, cells: Iterable[PointCell]) -> None:
    """As `set_cells`, inside a command that is under way."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for cell in cells:
        kept = _kept(cell)
        rows.setdefault((cell.indicator_id, read_period(cell.period)), {})[cell.field] = kept
    for indicator_id in dict.fromkeys(indicator_id for indicator_id, _ in rows):
        indicator = command.session.get(Indicator, indicator_id)
        if indicator is None or indicator.dead:
            raise Refusal("有的指标已不在了，一格都没有存入。请刷新后再录入。")
    for (indicator_id, period), fields in rows.items():
        _put(command, indicator_id, period, fields)


def _put(command: Command, indicator_id: str, period: str, fields: Mapping[str, Any]) -> None:
    there = command.session.get(IndicatorPoint, keys.indicator_point_id(indicator_id, period))
    if (there is None or there.dead) and not any(kept is not None and kept != "" for kept in fields.values()):
        return  # emptying what is empty makes no row
    row = command.keyed(IndicatorPoint, indicator_id=indicator_id, period=period)
    if "value" in fields and not _alike(row.value, fields["value"]):
        row.status = ""  # 核定数 was said of the figure that goes
    for name, kept in fields.items():
        setattr(row, name, kept)
    if row.value is None:
        row.status = ""


def _alike(held: str | None, kept: str | None) -> bool:
    return held == kept or (held is not None and kept is not None and Decimal(held) == Decimal(kept))


def _kept(cell: PointCell) -> Any:
    """The cell as its column holds it. Refused where the field cannot have such a value."""
    if cell.field not in POINT_FIELDS:
        message = f"a point has no field {cell.field!r}"
        raise ValueError(message)
    if cell.field in _WORDS:
        return "" if cell.value is None else _WORDS[cell.field](str(cell.value)).value
    if cell.value is None:
        return None
    number = cell.value if isinstance(cell.value, Decimal) else Decimal(cell.value)
    label = POINT_FIELDS[cell.field]
    if not number.is_finite():
        raise Refusal(f"{label}应是数，没有存入。")
    if cell.field in _DECIMALS:
        return format(number, "f")
    if number != number.to_integral_value() or not 1 <= number <= _LOWEST_PLACE:
        raise Refusal(f"{label}应是1、2、3这样的名次，“{plain(number)}”不是，没有存入。")
    return int(number)


def paste_points(
    store: Store, indicator_id: str, kind: str, first_period: str, text: str
) -> frozenset[FieldKey]:
    """Cells pasted from WPS, along a row or down a column, from `first_period` on. All of them or none.

    «—», «-» and blank cells are passed over; anything else that is no number refuses the whole paste.
    """
    if kind not in _DECIMALS | {"rank"}:
        raise Refusal(f"不能粘贴到“{POINT_FIELDS.get(kind, kind)}”一栏。")
    period = read_period(first_period)
    cells: list[PointCell] = []
    for typed in (one.strip() for line in text.strip("\r\n").splitlines() for one in line.split("\t")):
        if typed not in _BLANK:
            number = parse_number(typed)
            if number is None:
                raise Refusal(f"粘贴的内容里“{typed[:20]}”不是数，一格都没有存入。请检查后再粘贴。")
            cells.append(PointCell(indicator_id, period, kind, number))
        period = next_month(period)
    if not cells:
        raise Refusal("粘贴的内容里没有数，一格都没有存入。")
    if cells[-1].period[:4] != first_period[:4]:
        raise Refusal("粘贴的格数超出了本年12月，一格都没有存入。请从较早的月份开始粘贴。")
    return set_cells(store, cells, f"粘贴{POINT_FIELDS[kind]}{len(cells)}格")


def point_history(store: Store, indicator_id: str, period: str) -> tuple[PointChange, ...]:
    """Every change of one point, newest first: when, by whom, by which command, which field, what value."""
    row_id = keys.indicator_point_id(indicator_id, read_period(period))
    with store.reading() as session:
        changes = log.changes_of_row(raw_connection(session), "indicator_point", row_id)
    return tuple(line for change in reversed(changes) for line in _told(change))


def _told(change: Change) -> Iterator[PointChange]:
    at = change.at[:16].replace("T", " ")
    written = change.value
    if isinstance(written, dict):
        if written.get("op") == "create":
            for field, value in written["fields"].items():
                if field in POINT_FIELDS and value not in (None, ""):
                    yield PointChange(
                        at, change.person, change.batch_name, POINT_FIELDS[field], _shown(field, value)
                    )
        elif written.get("op") == "delete":
            yield PointChange(at, change.person, change.batch_name, "整行", "")
    elif change.field in POINT_FIELDS:
        yield PointChange(
            at, change.person, change.batch_name, POINT_FIELDS[change.field], _shown(change.field, written)
        )


def _shown(field: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if field in _WORDS:
        return _WORDS[field](value).label
    return plain(Decimal(value)) if field in _DECIMALS else f"第{value}位"

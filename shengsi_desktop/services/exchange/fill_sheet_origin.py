"""Whose 填报表 it is and of which week: one rule for who judges a file and who takes it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.services import facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.fill_sheets import FillBook
    from shengsi_desktop.domain.units import Unit

_KEPT = "没有收入任何内容，台账未动。"


def belonging(session: Session, unit: str, week: str, issued: FillBook | None, name: str) -> tuple[str, str]:
    """The id of the unit and the week of the file called `name`: as issued, else as its title says.

    `unit` and `week` («2023-W30») stand in the title, empty where it says none. Refused where the unit is not known
    here, and where title and hidden sheet tell different units or weeks: a sheet of last week whose title was set to
    this one says nothing of this week's rows.
    """
    units = facts.units(session)
    titled = _named(units, unit)
    if issued is None:
        if titled is None or not week:
            raise Refusal(
                f"“{name}”的校验页不在了，标题里也看不出是哪个单位哪一周的，{_KEPT}"
                "请把标题改回“××局2023年第30周填报表”再收。"
            )
        return titled.id, week
    if all(one.id != issued.unit_id for one in units):
        raise Refusal(f"本台账的名录里没有“{issued.unit}”，{_KEPT}请核对单位。")
    other_unit = titled is not None and titled.id != issued.unit_id and not unit.endswith(issued.unit)
    if other_unit or (week and week != issued.week):
        asked = f"{unit}{week_label(week)}" if week else unit
        made = f"{issued.unit}{week_label(issued.week)}"
        raise Refusal(
            f"标题写的是“{asked}”，表却是给“{made}”下发的，{_KEPT}"
            f"要报标题上的，请用那一份填报表重填；只是标题改错了的，把标题改回“{made}填报表”再收。"
        )
    return issued.unit_id, issued.week


def _named(units: Sequence[Unit], words: str) -> Unit | None:
    """The one unit of that name; other words may stand before it («附件：县农业农村局»)."""
    found = [one for one in units if words and words in (one.name, one.full_name, *one.aliases)]
    found = found or [one for one in units if words.endswith(one.name)]
    return found[0] if len(found) == 1 else None

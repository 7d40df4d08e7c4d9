"""Every text and table at the county counts the same units and the same items."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from shengsi_desktop.domain.gathering import Filled, GatherState
from shengsi_desktop.rhythm import gathering_texts
from shengsi_desktop.services.exchange import gathering, intake_words, letters
from shengsi_desktop.store.tables import Report
from tests.handed_in import write
from tests.services.exchange.conftest import CULTURE, TRANSPORT, WEEK, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.gathering import UnitState

FRIDAY = datetime(2023, 7, 28, 14, 0)  # noqa: DTZ001 - the local time, as a wall clock shows it


def _culture(county: Place) -> UnitState:
    found = gathering.gathering(county.store, county.week())
    return next(one for one in found.units if one.unit.name == CULTURE)


def test_the_texts_tell_every_unit_that_is_due_so_that_the_sums_add_up(
    county: Place, came: Callable[..., str]
) -> None:
    came(CULTURE, {"4-2": {"words": {"progress": "已开工"}}})
    returned = came(TRANSPORT, {"4-1": {"words": {"progress": "已启动"}}})
    letters.return_week(county.store, returned, WEEK, reason="请补数")
    write(county.store, "县民政局", county.week(), {"8-4": {"words": {"progress": "电话里说的"}}})
    found = gathering.gathering(county.store, county.week())
    group = gathering_texts.urge_group(found, FRIDAY)
    counted = (r"已报(\d+)家", r"尚未报送(\d+)家", r"已退回待重报(\d+)家", r"代录待确认(\d+)家")
    numbers = [int(one[1]) for pattern in counted if (one := re.search(pattern, group))]
    assert (numbers, sum(numbers)) == ([1, 41, 1, 1], 44)
    assert "代录待确认1家：县民政局。" in group
    typed = next(one for one in found.units if one.state is GatherState.TYPED)
    assert gathering_texts.since_words(typed) == f"电话代录{typed.said}项，待对方确认"
    missing = gathering_texts.missing_list(found)
    assert "\n41．县委社建委（本单位）" in missing
    assert "代录待确认1家：县民政局" in missing
    assert missing.endswith("以上和已报1家，合计应报44家")


def test_what_is_taken_in_counts_the_items_filled_that_week_as_the_countys_table_does(
    county: Place, came: Callable[..., str]
) -> None:
    came(CULTURE, {"4-2": {"words": {"progress": "已开工"}, "values": {"4-2.5": "14"}}}, "2023-W29")
    came(CULTURE, {"8-3": {"words": {"progress": "已开工"}}})
    (line,) = intake_words.received(county.store, WEEK)
    assert line.filled == _culture(county).filled == Filled(1, 13)


def test_what_is_told_besides_what_is_due_is_counted_for_itself(county: Place) -> None:
    write(county.store, CULTURE, county.week(), {"4-2": {"words": {"progress": "已开工"}}})
    assert _culture(county).filled.words == "1/13"
    with county.store.command("别的事项") as command:
        key = {"item_id": county.item("4-1"), "unit_id": _culture(county).unit.id, "week": WEEK}
        command.keyed(Report, **key).progress = "已启动"
    assert _culture(county).filled.words == "1/13，另有清单以外1项"
    assert _culture(county).filled.short == "1/13+1"

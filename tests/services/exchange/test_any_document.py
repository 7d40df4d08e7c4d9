"""Whatever is changed in a submission's JSON, it is refused or every reader can read what it says."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from shengsi_desktop.domain.exchange import Verdict
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.exchange.documents import submission_of, to_bytes
from shengsi_desktop.services import (
    directives,
    exporting,
    facts,
    final_content,
    finalising,
    indicators,
    version_words,
    week_states,
)
from shengsi_desktop.services.exchange import receiving, submissions
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.tables import Directive
from tests.services.exchange.conftest import COUNTY, CULTURE, WEEK, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ODD: list[Any] = [
    *(None, True, 0, -1, 10**30, 1.5, "", " ", "x", "NaN", "-0", "1e400", "2023-W99", "9999-12-31", "\u0000"),
    *([], {}, [1], {"a": 1}, "red", "lead", "完成", "2023-07-28T09:00:00", "0001-01-01T00:00:00+23:59"),
    "=1+1",
]


@dataclass(frozen=True, repr=False)
class Desks:
    """The county, and what a unit handed in."""

    county: Place
    whole: dict[str, Any]


@pytest.fixture(scope="module")
def desks(founded: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    """The county's open store, and a whole document of a unit with something in every part."""
    import shutil

    room = tmp_path_factory.mktemp("desks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(room / "config"))
        unit_folder = shutil.copytree(founded(CULTURE), room / "unit")
        county_folder = shutil.copytree(founded(COUNTY), room / "county")
        with opened(unit_folder, writing=True) as store:
            document = _document(Place(store))
        with opened(county_folder, writing=True) as store:
            yield Desks(Place(store), document)


def _document(place: Place) -> dict[str, Any]:
    place.write("4-2", "已完工14个", values={"4-2.1": "14"}, request="请协调用地")
    place.sign()
    found = json.loads(
        to_bytes(submissions.document_of(place.store, place.unit_id, place.week(), receiving.Way.TEXT))
    )
    with place.store.reading() as session:
        (indicator, *_) = session.exec(select(indicators.Indicator.id)).all()
        found["along"] = {
            "points": [
                {"indicator_id": indicator, "period": "2023-06", "value": "5", "rank": 2, "status": "final"}
            ],
            "appeals": [{"item_id": place.item("4-2"), "area": "policy", "stage": "contact", "amount": "3"}],
            "steps": [],
            "meeting": {"held_at": "7月28日", "topics": [{"title": "甲", "notes": "乙", "conclusion": ""}]},
        }
    return dict(found)


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where in the JSON anything stands; of the items the ones that say something, and a few more."""
    yield at
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in children:
        yield from _places(child, (*at, key))


def _changed(value: Any, at: tuple[Any, ...], new: Any, *, gone: bool) -> Any:
    if not at:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(at) == 1 and gone:
        del copy[at[0]]
    else:
        copy[at[0]] = _changed(value[at[0]], at[1:], new, gone=gone)
    return copy


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_changed_document_is_refused_or_can_be_read_everywhere(desks: Desks, data: st.DataObject) -> None:
    county, whole = desks.county, desks.whole
    content = json.loads(whole["final"]["content"])
    content["items"] = sorted(content["items"], key=lambda one: not one["reported"])[:2]
    inside = data.draw(st.booleans(), label="inside the content")
    target = content if inside else {**whole, "final": {**whole["final"], "content": ""}}
    at = data.draw(st.sampled_from(list(_places(target))[1:]), label="at")
    new = data.draw(st.sampled_from(ODD) | st.text(max_size=3), label="new")
    target = _changed(target, at, new, gone=data.draw(st.booleans(), label="gone"))
    mutant = dict(whole) if inside else dict(target)
    if inside:
        words = json.dumps(target, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        try:
            digest = hashlib.sha256(words.encode()).hexdigest()
        except UnicodeEncodeError:
            return
        mutant["final"] = {**whole["final"], "content": words, "id": digest}
    elif isinstance(mutant.get("final"), dict) and mutant["final"].get("content") == "":
        mutant["final"] = {**mutant["final"], "content": whole["final"]["content"]}
    try:
        document = submission_of(json.dumps(mutant).encode(), "某文件")
    except Refusal as problem:
        assert "台账未动" in str(problem)  # noqa: PT017 - one of two ends
        return
    _take_and_read(county, document)


def _take_and_read(county: Place, document: Any) -> None:
    found = receiving.Found("某文件", document, receiving.Way.TEXT)
    with county.store.reading() as session:
        row = receiving.Judge(session, county.unit_id, WEEK).row("0", found)
    if not row.takeable:
        assert row.verdict in (Verdict.DOUBLE, Verdict.REFUSED)
        return
    taken = receiving.take_in(county.store, receiving.Intake((row,), {"0": document}), {"0"})
    assert taken.changed
    try:
        _read_all(county, document)
    finally:
        county.store.undo()


def _read_all(county: Place, document: Any) -> None:
    """Every reader of a unit's week."""
    content = json.loads(document.final.content)
    version_words.items_of(content)
    version_words.differences(content, content)
    final_content.said(content)
    final_content.standings(document.final.content)
    week = county.week(document.week)
    with county.store.reading() as session:
        if document.unit_id in {unit.id for unit in facts.units(session)}:
            facts.read_week(session, document.unit_id, week)
            week_states.standing(session, document.unit_id, week)
        for one in session.exec(select(Directive.unit_id).distinct()).all():
            directives.directive_views(session, one, week.last)
    finalising.version_list(county.store, document.unit_id, week)
    exporting.week_book(county.store, document.unit_id, week)
    indicators.week_standings(county.store, week)

"""What a 定稿 of another machine may say, in depth: every light, level, role, figure and date of it is judged.

Readers take the content as it is; so nothing passes here that any of them would stumble over. What is not known is
let through unread: a newer sender may say more.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from shengsi_desktop.domain.appeals import AppealArea, AppealLevel, AppealStage
from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.indicators import GoalState, PointStatus
from shengsi_desktop.domain.periods import last_day
from shengsi_desktop.domain.words import DirectiveState, Light, RequestLevel, Role, Word

#: the newest content that is understood here
CONTENT_SCHEMA = 2
_FIRST_YEAR, _LAST_YEAR = 1970, 2999
_LONGEST_ID, _LONGEST_WORDS = 80, 1_000_000
_MOST = 1_000_000


def _week(text: str) -> str:
    year, mark, number = text.partition("-W")
    if not (mark and len(text) == len("2023-W30") and text.isascii() and (year + number).isdigit()):
        raise ValueError(text)
    date.fromisocalendar(_possible(int(year)), int(number), 1)
    return text


def _day(text: str) -> str:
    if text:
        _possible(date.fromisoformat(text).year)
    return text


def _period(text: str) -> str:
    _possible(last_day(text).year)
    return text


def _moment(text: str) -> str:
    _possible(datetime.fromisoformat(text).year)
    return text


def _possible(year: int) -> int:
    """A clock may be wrong, but not so wrong that no other place on earth has that day."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(year)
    return year


def one_of(words: type[Word], text: str, *, empty: bool = False) -> str:
    """The text, which is a value of that enumeration; ValueError else."""
    if not (empty and not text):
        words(text)
    return text


Id = Annotated[str, Field(min_length=1, max_length=_LONGEST_ID)]
Words = Annotated[str, Field(max_length=_LONGEST_WORDS)]
WeekText = Annotated[str, AfterValidator(_week)]
Day = Annotated[str, AfterValidator(_day)]
Moment = Annotated[str, AfterValidator(_moment)]
# more digits before the point than 20 are more than readers can round
Number = Annotated[str, Field(pattern=r"^-?[0-9]{1,20}(\.[0-9]{1,40})?$")]
Count = Annotated[int, Field(ge=0, le=_MOST)]
_LightValue = Annotated[str, AfterValidator(lambda text: one_of(Light, text))]
_Level = Annotated[str, AfterValidator(lambda text: one_of(RequestLevel, text))]
_Role = Annotated[str, AfterValidator(lambda text: one_of(Role, text))]


class Part(BaseModel):
    """Strict: a number is no text; what is not known is left out, so that a newer sender may say more."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class _Deliverable(Part):
    id: Id
    number: Words
    name: Words
    value: Number | None
    stage: Annotated[int, Field(ge=0, le=1000)] | None
    done: bool
    light: _LightValue
    week: WeekText | None = None
    stages: tuple[Words, ...] | None = None
    words: Words = ""


class _Request(Part):
    id: Id
    text: Words
    level: _Level
    raised_on: Day | None


class _Item(Part):
    id: Id
    number: Words
    title: Words
    role: _Role | None
    reported: bool
    no_news: bool
    progress: Words
    problems: Words
    catch_up: Words
    expected: Words
    next_plan: Words
    override_reason: Words
    remark: Words
    override_percent: Number | None
    light: _LightValue
    light_reason: Words
    adjusted: _LightValue = Light.NONE.value
    adjusted_reason: Words = ""
    tally: tuple[Count, Count, Count, Count]
    computed: Number | None
    deliverables: tuple[_Deliverable, ...]
    requests: tuple[_Request, ...]


class Content(Part):
    """The content of a 定稿 (`services/final_content`), with what its hash binds it to."""

    schema_: Annotated[int, Field(alias="schema", ge=1, le=CONTENT_SCHEMA)]
    unit: Words
    week: WeekText
    rule: Words
    parent: str | None
    reviewer: Words
    items: Annotated[tuple[_Item, ...], Field(max_length=5000)]


class _Point(Part):
    indicator_id: Id
    period: Annotated[str, Field(min_length=4, max_length=10), AfterValidator(_period)]
    value: Number | None = None
    province: Number | None = None
    planned: Number | None = None
    rank: Count | None = None
    status: Annotated[str, AfterValidator(lambda text: one_of(PointStatus, text, empty=True))] = ""
    state: Annotated[str, AfterValidator(lambda text: one_of(GoalState, text, empty=True))] = ""


class _Appeal(Part):
    item_id: Id
    area: Annotated[str, AfterValidator(lambda text: one_of(AppealArea, text, empty=True))] = ""
    level: Annotated[str, AfterValidator(lambda text: one_of(AppealLevel, text, empty=True))] = ""
    stage: Annotated[str, AfterValidator(lambda text: one_of(AppealStage, text, empty=True))] = ""
    amount: Number | Literal[""] = ""
    office: Words = ""
    last_contact: Day = ""


class _Step(Part):
    id: Id
    kind: Annotated[str, AfterValidator(lambda text: one_of(StepKind, text))]
    day: Day = ""
    person: Words = ""
    words: Words = ""
    due_from: Day | None = None
    due_to: Day | None = None
    gone: bool = False


class _Directive(Part):
    directive_id: Id
    state: Annotated[str, AfterValidator(lambda text: one_of(DirectiveState, text, empty=True))] = ""
    done_on: Day | None = None
    signed_on: Day | None = None
    signed_by: Words = ""
    result: Words = ""
    steps: tuple[_Step, ...] = ()


class _Topic(Part):
    title: Words
    notes: Words
    conclusion: Words


class _Meeting(Part):
    held_at: Words = ""
    place: Words = ""
    chair: Words = ""
    attendees: Words = ""
    recorder: Words = ""
    conclusion: Words = ""
    notes: Words = ""
    topics: tuple[_Topic, ...]


class Along(Part):
    """What comes along with a 定稿 (`services/exchange/along`)."""

    points: tuple[_Point, ...] = ()
    appeals: tuple[_Appeal, ...] = ()
    steps: tuple[_Directive, ...] = ()
    removed: Annotated[tuple[Id, ...], Field(max_length=5000)] = ()
    answers: tuple[Id, ...] = ()
    meeting: _Meeting | None = None


def judged_content(text: str) -> Content:
    """The content of a 定稿; pydantic's ValidationError, a ValueError, where any of it is not as readers take it."""
    found = Content.model_validate_json(text)
    ids = [item.id for item in found.items]
    if len(set(ids)) != len(ids):
        message = "an item stands twice"
        raise ValueError(message)
    return found


def judge_along(along: dict[str, Any]) -> None:
    """ValueError where what came along is not as readers take it."""
    import json

    Along.model_validate_json(json.dumps(along))

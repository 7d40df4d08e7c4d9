"""What a unit says of its week, wherever it came from: typed here, or taken in as its 定稿.

Once a 定稿 of another unit was taken in, it alone speaks for that week; what was typed here for the unit (代录)
stays in its tables and is not read. The views are read like the tables they stand for.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel

from shengsi_desktop.store.columns import flag, table_name

_NOT_RECEIVED = (
    "dead = 0 AND NOT EXISTS (SELECT 1 FROM received_week w WHERE w.unit_id = t.unit_id AND w.week = t.week)"
)
_REPORT = (
    "id, item_id, unit_id, week, progress, problems, catch_up, expected, next_plan, no_news, override_percent,"
    " override_reason, section, contact, remark"
)
_VALUE = "id, deliverable_id, unit_id, week, value, stage, done, words"
_REQUEST = "id, item_id, unit_id, week, text, level, raised_on"
_ANSWER = "answer, answered_on, answered_by"


def _view(name: str, table: str, received: str, columns: str) -> str:
    return (
        f"CREATE VIEW {name} AS SELECT {columns} FROM {table} t WHERE {_NOT_RECEIVED}"
        f" UNION ALL SELECT {columns} FROM {received}"
    )


#: the statements that make the views
VIEWS = (
    _view("said_report", "report", "received_report", _REPORT),
    # a value that a later 定稿 tells of a week that no document speaks for goes before what was typed
    (
        f"CREATE VIEW said_value AS SELECT {_VALUE} FROM deliverable_value t WHERE {_NOT_RECEIVED}"
        " AND NOT EXISTS (SELECT 1 FROM received_value v WHERE v.id = t.id)"
        f" UNION ALL SELECT {_VALUE} FROM received_value"
    ),
    # what the county answered stands in a row of the county's own, under the request's id
    (
        f"CREATE VIEW said_request AS SELECT {_REQUEST}, {_ANSWER} FROM coordination_request t WHERE {_NOT_RECEIVED}"
        " UNION ALL SELECT r.id, r.item_id, r.unit_id, r.week, r.text, r.level, r.raised_on,"
        " coalesce(a.answer, ''), a.answered_on, coalesce(a.answered_by, '')"
        " FROM received_request r LEFT JOIN coordination_request a ON a.id = r.id AND a.dead = 0"
    ),
)


class Said(SQLModel):
    """A row of a view; to be read alone. No `dead` rows are in it."""

    metadata: ClassVar[MetaData] = MetaData()


class SaidReport(Said, table=True):
    """As `Report`."""

    __tablename__ = table_name("SaidReport")

    id: str = Field(primary_key=True)
    item_id: str
    unit_id: str
    week: str
    progress: str
    problems: str
    catch_up: str
    expected: str
    next_plan: str
    no_news: bool = flag()
    override_percent: str | None
    override_reason: str
    section: str
    contact: str
    remark: str


class SaidValue(Said, table=True):
    """As `DeliverableValue`."""

    __tablename__ = table_name("SaidValue")

    id: str = Field(primary_key=True)
    deliverable_id: str
    unit_id: str
    week: str
    value: str | None
    stage: int | None
    done: bool = flag()
    words: str


class SaidRequest(Said, table=True):
    """As `CoordinationRequest`."""

    __tablename__ = table_name("SaidRequest")

    id: str = Field(primary_key=True)
    item_id: str
    unit_id: str
    week: str
    text: str = ""
    level: str = "departments"
    raised_on: str | None = None
    answer: str = ""
    answered_on: str | None = None
    answered_by: str = ""

"""How a column is kept on every database: flags as integers, references checked at commit, the synced row.

Decimals are strings, dates ISO strings; a synced row's field value is therefore plain JSON as it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel
from typing_extensions import override

from shengsi_desktop.store.keys import new_id

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect


class Flag(TypeDecorator[bool]):
    """A truth value kept as 0 or 1."""

    impl = Integer
    cache_ok = True

    @override
    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """To the database."""
        return None if value is None else int(value)

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> bool | None:
        """From the database."""
        return None if value is None else bool(value)


def reference(target: str, *, index: bool = True) -> Any:
    """A required reference to `table.column`, checked at commit."""
    return Field(index=index, sa_column_args=[ForeignKey(target, deferrable=True, initially="DEFERRED")])


def reference_or_none(target: str, *, index: bool = True) -> Any:
    """An optional reference to `table.column`, checked at commit."""
    return Field(
        default=None, index=index, sa_column_args=[ForeignKey(target, deferrable=True, initially="DEFERRED")]
    )


def flag(*, default: bool = False) -> Any:
    """A truth value."""
    return Field(default=default, sa_type=Flag)


def table_name(class_name: str) -> str:
    """DeliverableValue → deliverable_value."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", class_name).lower()


class Row(SQLModel):
    """Any row of ours; the table is called as the class, in small letters."""

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805
        return table_name(cls.__name__)


class Synced(Row):
    """A row that every machine of the unit knows. Its changes are recorded; it is never removed, only `dead`.

    `KEY` names the fields that make the id of a keyed row; they never change. Other rows have none and get a
    UUIDv7. `PARENT` is the field that names the row it is a part of, and that row's table: a part dies with
    it, and a part that lives revives it.
    """

    KEY: ClassVar[tuple[str, ...]] = ()
    PARENT: ClassVar[tuple[str, str] | None] = None

    id: str = Field(default_factory=new_id, primary_key=True)
    dead: bool = flag()

"""What the wizard asks of the services, each as one operation on the writer's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.ui.file_content import content_of
from shengsi_desktop.ui.plan_import.choices import Read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.services.plan_import import Corrections, PlanEntry, PlanPreview
    from shengsi_desktop.services.plan_years import YearComparison
    from shengsi_desktop.store.sessions import Store


def read_file(path: Path, *, with_store: bool) -> Callable[[Store], Read]:
    """Read and compare a file; without the store (at the first run) with the shipped directory alone."""

    def read(store: Store) -> Read:
        from shengsi_desktop.services import plan_import

        compared = store if with_store else None
        return _beside(plan_import.preview(content_of(path), path.name, compared), compared)

    return read


def read_text(text: str, *, with_store: bool) -> Callable[[Store], Read]:
    """Read and compare what was pasted."""

    def read(store: Store) -> Read:
        from shengsi_desktop.services import plan_import

        compared = store if with_store else None
        return _beside(plan_import.preview_text(text, compared), compared)

    return read


def read_as_edition(preview: PlanPreview, plan_id: str) -> Callable[[Store], Read]:
    """The same text as another edition of a stored plan, or (without an id) as a plan of its own."""

    def read(store: Store) -> Read:
        from shengsi_desktop.services import plan_import

        return _beside(plan_import.preview_source(preview.source, store, edition_of=plan_id), store)

    return read


def read_corrected(preview: PlanPreview, corrections: Corrections) -> Callable[[Store], PlanPreview]:
    """The preview with another title, year or other matches."""

    def read(store: Store) -> PlanPreview:
        from shengsi_desktop.services import plan_import

        return plan_import.corrected(preview, store, corrections)

    return read


def store_plan(
    preview: PlanPreview, corrections: Corrections, *, by_time: bool
) -> Callable[[Store], frozenset[FieldKey]]:
    """Store it whole, in one transaction."""

    def act(store: Store) -> frozenset[FieldKey]:
        from shengsi_desktop.services import plan_import

        return plan_import.import_plan(store, preview, corrections, by_time=by_time)

    return act


def stored_plans(store: Store) -> tuple[PlanEntry, ...]:
    """Every stored plan, the newest year first."""
    from shengsi_desktop.services import plan_import

    return plan_import.plans(store)


def choose_plan(plan_id: str) -> Callable[[Store], PlanEntry]:
    """Let this machine work on that plan."""

    def act(store: Store) -> PlanEntry:
        from shengsi_desktop.services import plan_import

        return plan_import.choose_plan(store, plan_id)

    return act


def compare_years(before: str, after: str) -> Callable[[Store], YearComparison]:
    """Two stored plans side by side."""

    def read(store: Store) -> YearComparison:
        from shengsi_desktop.services import plan_years

        return plan_years.compare_years(store, before, after)

    return read


def confirm_years(pairs: Mapping[str, str]) -> Callable[[Store], frozenset[FieldKey]]:
    """Keep which item goes on with which, in one command."""

    def act(store: Store) -> frozenset[FieldKey]:
        from shengsi_desktop.services import plan_years

        return plan_years.confirm_years(store, pairs)

    return act


def _beside(preview: PlanPreview, store: Store | None) -> Read:
    from shengsi_desktop.services import plan_import

    units, groups = plan_import.known_owners(store)
    stored = plan_import.plans(store) if store is not None else ()
    return Read(preview, units, groups, stored, plan_import.default_corrections(preview).units)

"""重大项目: the door to what is shown of them, added, set right and entered week by week."""

from __future__ import annotations

from shengsi_desktop.services.project_editing import (
    add_milestone,
    add_project,
    drop_project,
    edit_project,
    set_milestone_due,
)
from shengsi_desktop.services.project_figures import s_curve, set_progress, words_field
from shengsi_desktop.services.project_rows import project_rows, session_rows

__all__ = [
    "add_milestone",
    "add_project",
    "drop_project",
    "edit_project",
    "project_rows",
    "s_curve",
    "session_rows",
    "set_milestone_due",
    "set_progress",
    "words_field",
]

"""Words in a line that only Enter takes: kept on this machine by what they are about, over restarts and a dead battery.

They are nobody's change yet and go to no other machine.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QLineEdit

#: as long after the last key as any other typing waits (ms)
_WAIT = 400


class WaitingWords(QObject):
    """Sits below the line; `name` is the line's own. Without a memory they last as long as the line."""

    def __init__(self, field: QLineEdit, name: str) -> None:
        super().__init__(field)
        self._field = field
        self._name = f"waiting/{name}"
        self._memory: QSettings | None = None
        self._words: dict[str, str] = {}
        self._about = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT)
        self._soon.timeout.connect(self.keep)
        field.textChanged.connect(lambda _text: self._soon.start())

    def use(self, memory: QSettings | None) -> None:
        """Keep them there; what was kept before is known from now on."""
        if memory is None or memory is self._memory:
            return
        self._memory = memory
        try:
            kept = json.loads(str(memory.value(self._name, "{}")))
        except ValueError:
            kept = {}
        if isinstance(kept, dict):
            self._words = {**kept, **self._words}

    def turn_to(self, about: str) -> None:
        """The line is about something else now: its words of then come back."""
        if about == self._about:
            return
        self.keep()
        self._about = about
        self._field.setText(self._words.get(about, ""))
        self._soon.stop()

    def put_back(self, about: str, text: str) -> bool:
        """Words that could not be taken wait again; False where the line shows something else, or other words."""
        if about == self._about and not self._field.text():
            self._field.setText(text)
            return True
        self._words[about] = text
        self._write()
        return False

    def keep(self) -> str:
        """Keep what stands there now; what would be lost with the program, as there is no memory, is returned."""
        self._soon.stop()
        text = self._field.text()
        if text.strip() and self._about:
            self._words[self._about] = text
        else:
            self._words.pop(self._about, None)
        self._write()
        return "" if self._memory is not None else "\n".join(self._words.values())

    def _write(self) -> None:
        if self._memory is not None:
            self._memory.setValue(self._name, json.dumps(self._words, ensure_ascii=False))
            self._memory.sync()

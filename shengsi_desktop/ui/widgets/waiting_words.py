"""Words that stand in a field and are nobody's change yet: kept on this machine, over restarts and a dead battery.

`WaitingWords` are those of a line that only Enter takes, `OpenWords` those of a field that hands on what is typed when
it is left. They go to no other machine.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit

#: at most so long after a key, also while others follow (ms)
_WAIT = 400


def _read(memory: QSettings, name: str) -> dict[str, str]:
    try:
        kept = json.loads(str(memory.value(name, "{}")))
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _put(memory: QSettings, name: str, about: str, text: str) -> bool:
    """Keep the words, or forget them where there are none; False where the disk would not take them."""
    kept = _read(memory, name)
    if kept.get(about, "") == text:
        return True
    if text:
        kept[about] = text
    else:
        kept.pop(about, None)
    memory.setValue(name, json.dumps(kept, ensure_ascii=False))
    memory.sync()
    return memory.status() == QSettings.Status.NoError


_OPEN = "open/fields"


def put_open_words(memory: QSettings | None, about: str, text: str) -> None:
    """Keep words of a field that is not on the screen, to be offered when it is opened again."""
    if memory is not None and about:
        _put(memory, _OPEN, about, text)


class _Soon(QTimer):
    """Rings soon after a key, and while others follow."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(_WAIT)

    def ask(self) -> None:
        """A key was pressed."""
        if not self.isActive():
            self.start()


class WaitingWords(QObject):
    """Sits below the line; `name` is the line's own. Without a memory they last as long as the line.

    Two lines of one name, on two pages, have the same words.
    """

    def __init__(self, field: QLineEdit, name: str) -> None:
        super().__init__(field)
        self._field = field
        self._name = f"waiting/{name}"
        self._memory: QSettings | None = None
        self._words: dict[str, str] = {}
        self._about = ""
        #: what the line held when it was last kept or shown
        self._kept = ""
        self._soon = _Soon(self)
        self._soon.timeout.connect(self.keep)
        field.textChanged.connect(lambda _text: self._soon.ask())

    def use(self, memory: QSettings | None) -> None:
        """Keep them there; what was kept before is known from now on."""
        if memory is None or memory is self._memory:
            return
        self._memory = memory
        for about, text in self._words.items():
            _put(memory, self._name, about, text)
        self._words = {}

    def turn_to(self, about: str) -> None:
        """The line is about something else now: its words of then come back.

        The same again: words typed meanwhile into the other line of its name are shown.
        """
        if about == self._about and self._field.text() != self._kept:
            return
        if about != self._about:
            self.keep()
        self._about = about
        self._kept = self._of(about)
        if self._field.text() != self._kept:
            self._field.setText(self._kept)
        self._soon.stop()

    def put_back(self, about: str, text: str) -> bool:
        """Words that could not be taken wait again; False where the line shows something else, or other words.

        Other words about the same thing stay behind them.
        """
        if about != self._about:
            self._store(about, text)
            return False
        now = self._field.text().strip()
        self._field.setText(f"{text} {now}" if now else text)
        self.keep()
        return not now

    def keep(self) -> str:
        """Keep what stands there now; what would be lost with the program is returned."""
        self._soon.stop()
        text = self._field.text()
        now = text if text.strip() else ""
        # what was not touched here may have been entered in the other line of the name
        if self._about and now != self._kept:
            if not self._store(self._about, now):
                return text
            self._kept = now
        return "" if self._memory is not None else "\n".join(self._words.values())

    def _of(self, about: str) -> str:
        words = self._words if self._memory is None else _read(self._memory, self._name)
        return words.get(about, "")

    def _store(self, about: str, text: str) -> bool:
        if self._memory is not None:
            return _put(self._memory, self._name, about, text)
        if text:
            self._words[about] = text
        else:
            self._words.pop(about, None)
        return True


class OpenWords(QObject):
    """Sits below a field that is handed on when it is left: what is typed is kept until then.

    Whoever owns the field says `begin` as typing may begin and `end` when the words are handed on or given up. Words
    that a dead program left are `left` until then. Nothing is kept before `be_about`.
    """

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self._field = field
        self._memory: QSettings | None = None
        self._about = ""
        self._begun = False
        self._soon = _Soon(self)
        self._soon.timeout.connect(self._keep)
        field.textChanged.connect(self._typed)

    def be_about(self, memory: QSettings | None, about: str) -> None:
        """Whose words these are: «directive|id|what»."""
        if about != self._about:
            self._soon.stop()
            self._begun = False
        self._memory, self._about = memory, about

    @property
    def left(self) -> str:
        """Words typed here before that were never handed on."""
        return _read(self._memory, _OPEN).get(self._about, "") if self._memory and self._about else ""

    def begin(self) -> None:
        """From now on what is typed is kept."""
        self._begun = True

    def end(self) -> None:
        """The words are handed on, or given up."""
        self._begun = False
        self._soon.stop()
        put_open_words(self._memory, self._about, "")

    def put(self, text: str, about: str = "") -> None:
        """Keep words that could not be handed on, of another thing where `about` says so."""
        put_open_words(self._memory, about or self._about, text)

    def _typed(self) -> None:
        if self._begun and self._memory is not None and self._about:
            self._soon.ask()

    def _keep(self) -> None:
        field = self._field
        self.put(field.text() if isinstance(field, QLineEdit) else field.toPlainText())

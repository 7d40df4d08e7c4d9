"""Words on the screen: labels in the sizes of the type scale, tags, labels that shorten themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent, QResizeEvent


_BRACKET = re.compile(r"（[^（）]{1,12}）")
#: longer than any word; Chinese breaks anywhere by itself
_RUN = re.compile(r"[!-~]{16,}")
#: no line ends where it stands
_JOINER = "\u2060"


def label(text: str = "", kind: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label; `kind` is title, heading, strong, second, third, section, danger, alarm, accent, warned, doubt,
    tag, outline, pill or ''.
    """
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    if kind in ("tag", "outline", "pill"):
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def moment_words(moment: datetime | None) -> str:
    """«7月28日 14:05»; empty for none."""
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}" if moment else ""


def well_broken(text: str) -> str:
    """The same words, of which no line begins with a dot, and a short bracket («（默认亮灯规则v1）») goes whole."""
    kept = _BRACKET.sub(lambda found: _JOINER.join(found.group()), text)
    return kept.replace(" · ", "\u00a0· ")


def breakable(text: str) -> str:
    """The same words, of which a run without a blank (an address) may end its line: no label grows as wide as it."""
    return _RUN.sub(lambda found: "\u200b".join(found.group()), text)


class SectionLabel(QLabel):
    """The small grey name above a field or a group («本周进展»)."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "section")


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the whole text is its tool tip then."""

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show `text`, whole or shortened."""
        self._whole = text
        self._fit()

    @property
    def whole(self) -> str:
        """The text, whether or not all of it can be seen."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        """A few characters at least."""
        return QSize(self.fontMetrics().horizontalAdvance("一二…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten again."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shorten again where the font has changed since."""
        self._fit()
        super().paintEvent(event)

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        if shown != self.text():
            self.setText(shown)
            self.setToolTip(self._whole if shown != self._whole else "")


class FittingLabel(ElidedLabel):
    """The longest of several wordings that fits whole; nothing where none does."""

    def __init__(self, kind: str = "", parent: QWidget | None = None) -> None:
        self._choices: tuple[str, ...] = ("",)
        super().__init__("", kind, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_choices(self, *choices: str) -> None:
        """The wordings, the longest first."""
        self._choices = choices
        self.set_text(choices[0])
        self.updateGeometry()

    @property
    def choices(self) -> tuple[str, ...]:
        """The wordings, the longest first."""
        return self._choices

    def keep_room_for(self, wording: str) -> None:
        """From now on it is never narrower than that wording."""
        self.ensurePolished()
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(wording) + 2 if wording else 0)

    @property
    def least_width(self) -> int:
        """What the shortest wording takes (px)."""
        said = self._choices[-1]
        return self.fontMetrics().horizontalAdvance(said) + 2 if said else 0

    def minimumSizeHint(self) -> QSize:
        """Gives way to everything else."""
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), self.width()
        shown = next((one for one in self._choices if metrics.horizontalAdvance(one) <= room), "")
        if shown != self.text():
            self.setText(shown)
        tip = self._whole if shown != self._whole else ""
        if tip != self.toolTip():
            self.setToolTip(tip)

"""What a person is told before two rows that mean the same are made one. Only words and figures."""

from __future__ import annotations

from dataclasses import dataclass

#: how many conflicts are shown whole
_MOST = 8
_LONG = 40


@dataclass(frozen=True, slots=True)
class Double:
    """A row that may be another's double: what it is called, and beside it what tells it from others."""

    id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class JoinClash:
    """A field in which the rows say different things, the one that is shown first."""

    what: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JoinPreview:
    """What a join would do: which row stays, which go into it, how many parts go along, what stays in conflict."""

    kept: Double
    going: tuple[Double, ...]
    moves: tuple[tuple[str, int], ...]
    clashes: tuple[JoinClash, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The same in words, a line each."""
        going = "、".join(f"“{one.name}”" for one in self.going)
        lines = [f"保留“{self.kept.name}”，{going}并入它。"]
        if self.moves:
            moved = "、".join(f"{what}{count}条" for what, count in self.moves)
            lines.append(f"一并转过来：{moved}。")
        if self.clashes:
            lines.append(f"有{len(self.clashes)}处两边写得不一样，两边的话都留着，等你选定：")
            lines += [
                f"· {one.what}：{' ／ '.join(f'“{_short(text)}”' for text in one.texts)}"
                for one in self.clashes[:_MOST]
            ]
            if len(self.clashes) > _MOST:
                lines.append(f"· 等{len(self.clashes)}处")
        else:
            lines.append("两边没有写得不一样的地方。")
        return tuple(lines)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[:_LONG]}…"

"""The words of a board for whoever shows it: page, workbook, picture and command line say the same. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.boards import BoardKind, LineKind, ScoreMethod, WeekFact
from shengsi_desktop.domain.light_reasons import parted
from shengsi_desktop.domain.periods import period_words
from shengsi_desktop.rhythm.board_scores import counting_light
from shengsi_desktop.rhythm.figures import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.board_moves import Move
    from shengsi_desktop.domain.boards import Board, Line, Published, Score
    from shengsi_desktop.domain.words import Light

NONE = "—"
_ZERO = Decimal(0)
_OF_KIND = {BoardKind.APPRAISAL: "考评", BoardKind.CUSTOM: ""}


def title(board: Board) -> str:
    """«2023年7月重点工作晾晒», «2023年三季度考评»."""
    when = period_words(board.period)
    if board.kind is BoardKind.APPRAISAL:
        return f"{when}考评"
    return f"{when}{board.name}{_OF_KIND.get(board.kind, '晾晒')}"


def status(published: Published | None, *, over: Published | None = None) -> str:
    """«已公布（第2版，2023年8月2日，李某）», the day by the office's own clock; or that it is none.

    `over`: what was published of the period, where the board of this moment is shown all the same.
    """
    if published is None and over is not None:
        return f"按现在的数据计算，不是公布的内容（已公布第{over.n}版）"
    if published is None:
        return "预演，未公布"
    who = f"，{published.person}" if published.person else ""
    day = datetime.fromisoformat(published.at).astimezone()
    return f"已公布（第{published.n}版，{day.year}年{day.month}月{day.day}日{who}）"


def points(value: Decimal | None) -> str:
    """«97.5», without needless zeros; — where there is none."""
    return NONE if value is None else plain(value)


def signed_points(value: Decimal) -> str:
    """«−0.5», «+2»; empty for nothing."""
    if not value:
        return ""
    return f"+{plain(value)}" if value > 0 else f"−{plain(-value)}"


def who(board: Board) -> str:
    """What the entrants are called: 单位, or 对象 where some of them are none (villages)."""
    return "单位" if all(one.entrant.is_unit for one in board.scores) else "对象"


def missing_points(score: Score) -> Decimal:
    """What weeks without a 定稿 took."""
    return sum((line.points for line in score.lines if line.kind is LineKind.WEEK), _ZERO)


def given_points(score: Score) -> Decimal:
    """What people gave and took."""
    return sum((line.points for line in score.lines if line.kind is LineKind.ADJUSTMENT), _ZERO)


def given(score: Score) -> str:
    """«缺报−10，人工+2»: what no light tells of the score; empty where there is nothing such."""
    parts = (("缺报", missing_points(score)), ("人工", given_points(score)))
    return "，".join(f"{said}{signed_points(value)}" for said, value in parts if value)


def shows_given(board: Board) -> bool:
    """Whether anybody's score has to do with more than lights or figures."""
    return any(given(one) for one in board.scores)


def weeks_count(board: Board) -> bool:
    """Whether weeks without a 定稿 take points on it."""
    return has_lights(board) and board.rule.spec.method is ScoreMethod.FAULT


def measure(board: Board, score: Score) -> str:
    """«66.67%», «3.5千克»."""
    return NONE if score.measure is None else f"{plain(score.measure)}{board.unit}"


def measure_head(board: Board) -> str:
    """The head of the column of measures; empty where the board has none to show."""
    return "" if board.kind is BoardKind.APPRAISAL else board.measure or "数据"


def shows_measure(board: Board) -> bool:
    """Whether the places of a board with lights go by its measure, so that it has to be seen beside them."""
    return has_lights(board) and board.rule.spec.method is ScoreMethod.PLACE


def adjustments(board: Board) -> tuple[str, ...]:
    """«人工加减分：甲镇+2分，理由（李某）», one for each; a reader of the board sees who gave what for which reason."""
    found = []
    for one in board.scores:
        for line in one.lines:
            if line.kind is LineKind.ADJUSTMENT:
                given = signed_points(line.points)
                name = f"{one.entrant.name}{f'{given}分' if given else ''}"
                found.append(f"人工加减分：{name}，{line.title}，{line_words(board, line)}")
    return tuple(found)


def group_note(board: Board, scores: Sequence[Score]) -> str:
    """What a reader of a group must know: «组内仅1个单位，…», where a place says nothing; else empty."""
    spec, ranked = board.rule.spec, sum(one.place is not None for one in scores)
    if spec.method is not ScoreMethod.PLACE or board.kind is BoardKind.APPRAISAL or not ranked:
        return ""
    if board.kind is not BoardKind.CUSTOM and ranked < spec.least:
        return f"组内仅{ranked}个单位，不按名次，按{board.measure or '比例'}计分"
    who = "个" if board.kind is BoardKind.CUSTOM else "个单位"
    return f"组内仅1{who}，按名次得满分" if ranked == 1 else ""


def headed_groups(board: Board) -> tuple[tuple[str, tuple[Score, ...]], ...]:
    """The groups under «经济（1）　组内仅1个单位，…»: how many are ranked, and what must be known."""
    found = []
    for name, scores in board.groups:
        note, ranked = group_note(board, scores), sum(one.place is not None for one in scores)
        found.append((f"{name}（{ranked}）{f'　{note}' if note else ''}", scores))
    return tuple(found)


def has_lights(board: Board) -> bool:
    """Whether its lines have lights to count."""
    return board.kind not in {BoardKind.APPRAISAL, BoardKind.CUSTOM}


def shown_light(board: Board, line: Line) -> Light | None:
    """The light that counts there."""
    return counting_light(line, board.rule.spec)


def why_light(line: Line) -> str:
    """The light's reason, with the adjusted one behind it."""
    if line.adjusted is None:
        return line.reason
    words, _ = parted(line.reason)
    return f"{words}；调整后{line.adjusted.light.label}：{line.adjusted.reason}"


def line_kind(line: Line) -> str:
    """What a line is about, in a word."""
    return "定稿" if line.kind is LineKind.WEEK else line.kind.label


def line_words(board: Board, line: Line) -> str:
    """What a line of evidence says of itself, without its title."""
    if line.kind is LineKind.WEEK:
        return line.reason if line.fact is not WeekFact.EXCUSED else f"{line.fact.label}：{line.reason}"
    if line.kind is LineKind.BOARD:
        return f"平均{points(line.done)}分，权重{points(line.planned)}：{line.reason}"
    if line.kind is LineKind.FIGURE:
        figure = NONE if line.done is None else f"{plain(line.done)}{board.unit}"
        return f"{figure}{f'（{line.reason}）' if line.reason else ''}"
    if line.kind is LineKind.ADJUSTMENT:
        note = f"；{line.note}" if line.note else ""
        return f"{line.reason}{f'（{line.words}）' if line.words else ''}{note}"
    return "；".join(part for part in (money(line), _why_and_note(line)) if part)


def _why_and_note(line: Line) -> str:
    """The light's reason, and why it does not count: «未填报，不计入», what both say once."""
    why, (head, _, rest) = why_light(line), line.note.partition("，")
    if why and head and why.partition("，")[0] == head:
        return f"{why}，{rest}" if rest else why
    return "；".join(part for part in (why, line.note) if part)


def evidence_lines(score: Score) -> tuple[Line, ...]:
    """The lines as they are listed: the weeks that have their 定稿 together, «2023年第27—30周 均已定稿»."""
    signed = [line for line in score.lines if line.fact is WeekFact.FINAL]
    if len(signed) < 2:
        return score.lines
    first, numbers = signed[0], [int(line.week[-2:]) for line in signed]
    year = first.title.partition("第")[0]
    together = replace(first, title=f"{year}第{_runs(numbers)}周", reason=f"均{first.fact.label}")
    left = [together if line is first else line for line in score.lines]
    return tuple(line for line in left if line.fact is not WeekFact.FINAL or line is together)


def _runs(numbers: Sequence[int]) -> str:
    """«27、29—30»."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs)


def money(line: Line) -> str:
    """«累计1300万元，计划2601.37万元»; empty for what is no project."""
    if line.kind is not LineKind.PROJECT:
        return ""
    done = "累计未填报" if line.done is None else f"累计{_wan(line.done)}"
    return f"{done}，计划{_wan(line.planned)}" if line.planned is not None else done


def _wan(value: Decimal) -> str:
    return f"{plain(round(value, 2))}万元"


def counts(score: Score) -> str:
    """«绿3 黄1 红0 办结2»."""
    found = score.counts
    return f"绿{found.green} 黄{found.yellow} 红{found.red} 办结{found.done}"


def place_change(now: int | None, before: int | None) -> str:
    """«升2», «降1», «持平»; empty where one is unknown."""
    if now is None or before is None:
        return ""
    if now == before:
        return "持平"
    return f"升{before - now}" if now < before else f"降{now - before}"


def move_words(move: Move) -> str:
    """«花鸟乡：第3名→第1名，95分→100分», with «（经济→民生）» behind the name of who changed group."""
    before = NONE if move.place_before is None else f"第{move.place_before}名"
    after = NONE if move.place_after is None else f"第{move.place_after}名"
    group = f"（{move.group_before}→{move.entrant.group}）" if move.regrouped else ""
    scores = f"{points(move.points_before)}分→{points(move.points_after)}分"
    return f"{move.entrant.name}{group}：{before}→{after}，{scores}"


def rehearsed_words(board: Board) -> str:
    """«8月、9月重大项目还未公布，按预演计入»; empty where all that counts was published."""
    return f"{'、'.join(board.rehearsed)}还未公布，按预演计入" if board.rehearsed else ""


def until_words(board: Board) -> str:
    """«7月还没有结束，内容截至第28周»; empty for what is over."""
    if not board.unfinished:
        return ""
    when = period_words(board.period, with_year=False)
    return f"{when}还没有结束，内容截至第{int(board.as_of[-2:])}周"


def correction(published: Published | None) -> str:
    """«第2版更正：某项亮灯有误»; empty where nothing was corrected."""
    return f"第{published.n}版更正：{published.reason}" if published and published.reason else ""


def unranked(scores: Sequence[Score]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Why entrants without any evidence are not ranked, with their names, so that they take a line together."""
    found: dict[str, list[str]] = {}
    for one in scores:
        if one.place is None and not has_evidence(one):
            found.setdefault(one.why, []).append(one.entrant.name)
    return tuple((why, tuple(names)) for why, names in found.items())


def has_evidence(score: Score) -> bool:
    """Whether there is anything of its own to show: more than weeks, or an empty figure."""
    return any(
        line.kind is not LineKind.WEEK and not (line.kind is LineKind.FIGURE and line.done is None)
        for line in score.lines
    )


def method_words(board: Board) -> str:
    """How the board scores, in a few words, with the rule's name."""
    if board.kind is BoardKind.APPRAISAL:
        return f"加权平均 · {board.rule.name}"
    label = ScoreMethod(board.rule.spec.method).label
    return f"{label} · {board.rule.name}"

"""The day that a cell of an office's table says: «2023年12月底», «2023.6», «2023/6/30», «6月-9月», «一季度».

The plan's own words of time are read by `plan.dates`; here are the forms that only tables have.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from shengsi_desktop.plan.dates import due_day
from shengsi_desktop.plan.quantities import han_value
from shengsi_desktop.sheets.lists.cells import half_width

_OPEN = re.compile(
    r"长期|持续|常年|每年|每月|每季|每周|即时|适时|常态|贯穿|按.{0,6}(?:要求|计划|进度|时序)|另行|按时|及时"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?(?:年|[.\-/])\s?(?P<month>\d{1,2})(?:(?:\s?月|[.\-/])\s?(?P<day>\d{1,2})[日号]?)?(?!\d)"
)
_COMPACT = re.compile(r"(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)?")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?(?:度|内|前|底前|底|末|全年)?")
_MONTH_DAY = re.compile(r"(?P<month>\d{1,2})[.\-/](?P<day>\d{1,2})")
_QUARTER = re.compile(
    r"(?:(?P<year>20\d\d)年?)?(?:第?(?P<han>[一二三四1-4])季度?|[Qq](?P<digit>[1-4]))(?:末|底|前)*"
)
_HALF_YEAR = re.compile(r"(?:(?P<year>20\d\d)年?)?(?P<half>上|下)半年(?:末|底|前)*")
_SERIAL = re.compile(r"[34]\d{4}(?:\.0+)?")
#: between two times: 2023年3月—2024年6月, 2023.3-2024.6, 3月至6月
_RANGE = re.compile(r"\s?(?:—+|–|--|~|～|至|到)\s?")
_DASHED = re.compile(r"(?P<first>.*(?:月|年|日|\d{4}[./]\d{1,2})|20\d\d)\s?-\s?(?P<last>.{2,})")
_EPOCH = date(1899, 12, 30)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_LONGEST = 60
_HAN_DIGITS = "〇一二三四五六七八九零"
_HAN_YEAR = re.compile(r"(二[〇零一二三四五六七八九]{3})年")
_HAN_PART = re.compile(
    r"(?<![每个第数几一二三四五六七八九十])([一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])([月日])"
)


class Days(NamedTuple):
    """The first and the last day that the words mean; `open_ended` where no end is set (长期坚持)."""

    first: date | None
    last: date | None
    open_ended: bool = False


NONE = Days(None, None)


@lru_cache(maxsize=4096)
def days(text: str, year: int | None) -> Days:
    """Return what a cell says of time; both days are None where nothing can be read. `year` is the list's."""
    words = _han_in_digits("".join(half_width(text).split()))
    if not words or len(words) > _LONGEST:
        return NONE
    parts = _parts(words)
    if parts is not None:
        first, last = _single(parts[0], year), _single(parts[1], year)
        carried = re.match(r"20\d\d", parts[0])
        if carried and not re.match(r"\d{4}", parts[1]):
            # 2023年3月—6月: the year speaks for both
            last = (
                _single(f"{carried[0]}年{parts[1]}", year)
                if "月" in parts[1]
                else _single(parts[1], int(carried[0]))
            )
        if first.first is not None and last.last is not None:
            return Days(first.first, last.last)
    found = _single(words, year)
    if found.last is None and _OPEN.search(words):
        return Days(None, None, open_ended=True)
    return found


def _han_in_digits(words: str) -> str:
    """«二〇二三年十月底» in digits: 2023年10月底."""
    words = _HAN_YEAR.sub(
        lambda hit: "".join(str(_HAN_DIGITS.index(one) % 10) for one in hit[1]) + "年", words
    )
    return _HAN_PART.sub(lambda hit: f"{han_value(hit[1])}{hit[2]}", words)


def _parts(words: str) -> tuple[str, str] | None:
    parts = _RANGE.split(words, maxsplit=1)
    if len(parts) == 2 and parts[0]:
        first, last = parts
    elif (hit := _DASHED.fullmatch(words)) and not _NUMERIC.fullmatch(words):
        first, last = hit["first"], hit["last"]
    else:
        hit = re.fullmatch(r"(?P<first>(?:20\d\d年)?\d{1,2})-(?P<last>\d{1,2}月.{0,3})", words)
        if hit is None:
            return None
        first, last = hit["first"], hit["last"]
    if re.fullmatch(r"(?:20\d\d年)?\d{1,2}", first) and re.match(r"\d{1,2}月", last):
        first += "月"
    return first, last


def _single(words: str, year: int | None) -> Days:
    hit = _NUMERIC.search(words)
    # 2023年12月底 and 2023年12月上旬 are the plan's words: its reader knows how far they reach
    if hit and not re.match(r"月?(?:份)?(?:上旬|中旬|下旬|底|末)", words[hit.end() :]):
        return _span(int(hit["year"]), int(hit["month"]), int(hit["day"]) if hit["day"] else None)
    for pattern in (_COMPACT, _MONTH_DAY):
        hit = pattern.fullmatch(words)
        if hit:
            own = hit.groupdict().get("year")
            if own is None and year is None:
                return NONE
            return _span(int(own or year or 0), int(hit["month"]), int(hit["day"]) if hit["day"] else None)
    quarter, half = _QUARTER.fullmatch(words), _HALF_YEAR.fullmatch(words)
    if quarter or half:
        return _part_of_year(quarter, half, year)
    if _SERIAL.fullmatch(words):
        day = _EPOCH + timedelta(days=int(words[:5]))
        return Days(day, day) if 1990 <= day.year <= 2060 else NONE
    whole = _YEAR.fullmatch(words)
    if whole:
        own_year = int(whole["year"])
        return Days(date(own_year, 1, 1), date(own_year, 12, 31))
    if words in ("年底", "年末", "年内", "年底前", "年末前", "全年", "全年度", "当年", "本年"):
        return Days(date(year, 1, 1), date(year, 12, 31)) if year else NONE
    last = due_day(words, year)
    return Days(last.replace(day=1) if "月" in words and "日" not in words else last, last) if last else NONE


def _part_of_year(quarter: re.Match[str] | None, half: re.Match[str] | None, year: int | None) -> Days:
    hit = quarter or half
    own = int(hit["year"]) if hit and hit["year"] else year
    if own is None:
        return NONE
    if quarter:
        number = int(quarter["digit"] or _QUARTERS.get(quarter["han"], 0) or quarter["han"])
        first, last = 3 * number - 2, 3 * number
    else:
        first, last = (1, 6) if half and half["half"] == "上" else (7, 12)
    return Days(date(own, first, 1), date(own, last, monthrange(own, last)[1]))


def _span(year: int, month: int, day: int | None) -> Days:
    if not 1 <= month <= 12:
        return NONE
    longest = monthrange(year, month)[1]
    if day is None:
        return Days(date(year, month, 1), date(year, month, longest))
    if not 1 <= day <= longest:
        return NONE
    return Days(date(year, month, day), date(year, month, day))

"""争取事项: what is asked of the levels above, how far it has come, and who was spoken to when. Only shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.identity import key
from shengsi_desktop.domain.words import Word

if TYPE_CHECKING:
    from datetime import date

    from shengsi_desktop.domain.item_detail import ItemText
    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.domain.tracking import ItemRow


class AppealArea(Word):
    """What is asked for; the fields are those of section 四(三) of the 2023 plan, its 改革试点 among them."""

    LAYOUT = "layout", "产业布局"
    PROJECT = "project", "项目"
    TECHNOLOGY = "technology", "科技"
    LAND = "land", "土地"
    ENERGY = "energy", "能耗"
    MONEY = "money", "资金"
    PEOPLE = "people", "人才"
    PILOT = "pilot", "改革试点"


class AppealLevel(Word):
    """对接层级. The 2023 plan asks one thing of the city, too (21-1: 市委组织部)."""

    NATION = "nation", "国家"
    PROVINCE = "province", "省"
    CITY = "city", "市"


class AppealStage(Word):
    """How far it has come; each is a stage of the item's milestone, in this order."""

    CONTACT = "contact", "对接"
    APPLICATION = "application", "申报"
    APPROVAL = "approval", "批复"
    GRANTED = "granted", "到位"


class AppealSense(Word):
    """What a 争取 in the plan's text means; the word alone may be no more than «strive»."""

    UPWARD = "upward", "向上争取"
    STRIVE = "strive", "多为力争之意"
    HEADING = "heading", "标题"


#: the stages of the milestone, in the words that it stores
STAGES = tuple(stage.label for stage in AppealStage)
#: what the milestone is called
PROCESS = "争取进程"


def process_id(item_id: str) -> str:
    """The id of an appeal's milestone 对接→申报→批复→到位."""
    return key("deliverable", item_id, "appeal")


@dataclass(frozen=True, slots=True)
class AppealContact:
    """One contact: the day, with whom, what was said, the stage that it reached (None: it moved nothing)."""

    id: str
    day: date
    with_whom: str
    words: str
    stage: AppealStage | None = None


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One 争取事项 as a unit sees it in one week.

    `stage` None: nothing has been done yet. `last_contact` is the newest contact's day up to the week's end;
    `silent_weeks` whole weeks since (None: never spoken, or nothing is left to ask). `contacts` newest first.
    `sentence` are the plan's words that it began with, `source` their place where they still stand there.
    """

    item: ItemRow
    content: str
    area: AppealArea | None
    level: AppealLevel | None
    stage: AppealStage | None
    amount: Money | None
    office: str
    remark: str
    due_words: str
    last_contact: date | None
    silent_weeks: int | None
    contacts: tuple[AppealContact, ...] = ()
    from_item_id: str = ""
    from_number: str = ""
    sentence: str = ""
    source: ItemText | None = None
    source_item: ItemText | None = None
    progress: str = ""
    progress_week: str = ""

    @property
    def settled(self) -> bool:
        """Whether what was asked for has come."""
        return self.stage is AppealStage.GRANTED


@dataclass(frozen=True, slots=True)
class StageSum:
    """How many appeals stand at a stage (None: not begun), and what they come to where an amount is known."""

    stage: AppealStage | None
    count: int
    amount: Money | None


@dataclass(frozen=True, slots=True)
class AppealSentence:
    """A sentence of the plan that holds 争取, [start, end) in code points of its text.

    `place` is the key of the item it stands in, empty outside of any. `sense`, `area` and `level` are guesses from
    the words, `why` says what the sense rests on; `name` is what an item made of it would be called.
    """

    start: int
    end: int
    text: str
    place: str
    sense: AppealSense
    why: str
    area: AppealArea | None
    level: AppealLevel | None
    name: str


@dataclass(frozen=True, slots=True)
class AppealOffer:
    """A sentence of the plan as a start for an item. `taken` is the number of the item made of it, else empty.

    `mine`: the unit answers for the item that the sentence stands in.
    """

    sentence: AppealSentence
    item_id: str
    item_number: str
    owners: tuple[str, ...]
    mine: bool
    taken: str = ""


@dataclass(frozen=True, slots=True)
class ChosenOffer:
    """An offer as the user takes it, the guesses confirmed or changed."""

    name: str
    sentence: str
    item_id: str = ""
    area: AppealArea | None = None
    level: AppealLevel | None = None
    lead: str = ""

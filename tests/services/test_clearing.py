"""清除内容: what it would do is told first; then the words are gone, and the documents that hold them are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import clearing
from tests.services.exchange.conftest import culture, founded, place
from tests.services.exchange.test_syncing import own_item, progress

if TYPE_CHECKING:
    from tests.services.exchange.conftest import Place

__all__ = ["culture", "founded", "own_item", "place"]
SLIP = "误写的涉密内容甲乙丙"


def test_the_words_go_and_the_signed_version_that_holds_them_is_named(culture: Place, own_item: str) -> None:
    culture.write(own_item, SLIP)
    culture.sign()
    culture.write(own_item, "改好的")
    (line,) = clearing.lines_holding(culture.store, culture.item(own_item), "涉密")
    assert line.key is not None
    assert line.change is not None
    told = clearing.preview(culture.store, line.key, line.change)
    assert told.records == 1
    assert told.documents == ("县文广旅体局2023年第30周定稿",)

    done = clearing.clear(culture.store, line.key, line.change)
    assert "县文广旅体局2023年第30周定稿" in done.words
    assert progress(culture, own_item) == "改好的"
    assert clearing.lines_holding(culture.store, culture.item(own_item), "涉密") == ()
    with pytest.raises(Refusal, match="已经清除"):
        clearing.clear(culture.store, line.key, line.change)

"""Chinese in figures, on a machine with a Chinese font and on one without."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib import font_manager
from matplotlib.font_manager import FontEntry

from shengsi_desktop import assets
from shengsi_desktop.charts.fonts import displayable, ensure_chinese, families

OURS = assets.resource("fonts/NotoSansSC-Regular.otf")


@pytest.fixture
def fonts(monkeypatch: pytest.MonkeyPatch) -> list[FontEntry]:
    """The list of fonts that matplotlib knows: that of a machine without any Chinese font."""
    manager = font_manager.FontManager.__new__(font_manager.FontManager)
    manager.__dict__.update(font_manager.fontManager.__dict__)
    manager.ttflist = [entry for entry in font_manager.fontManager.ttflist if entry.name.startswith("DejaVu")]
    monkeypatch.setattr(font_manager, "fontManager", manager)
    monkeypatch.setattr(font_manager, "findfont", manager.findfont)
    return manager.ttflist


def test_without_a_chinese_font_ours_is_registered_in_both_weights(fonts: list[FontEntry]) -> None:
    assert ensure_chinese(OURS) == "Noto Sans SC"
    ours = [entry for entry in fonts if entry.name == "Noto Sans SC"]
    assert {(Path(entry.fname).name, entry.weight) for entry in ours} == {
        ("NotoSansSC-Regular.otf", 400),
        ("NotoSansSC-Bold.otf", 700),
    }


def test_asking_again_registers_nothing_more(fonts: list[FontEntry]) -> None:
    ensure_chinese(OURS)
    count = len(fonts)
    assert ensure_chinese(OURS) == "Noto Sans SC"
    assert len(fonts) == count


def test_a_chinese_font_of_the_system_is_taken_and_ours_left_alone(fonts: list[FontEntry]) -> None:
    fonts.append(FontEntry(fname=str(OURS), name="Microsoft YaHei", weight=400))
    assert ensure_chinese(OURS) == "Microsoft YaHei"
    assert "Noto Sans SC" not in {entry.name for entry in fonts}


def test_a_font_removed_since_matplotlib_listed_it_does_not_count(
    fonts: list[FontEntry], tmp_path: Path
) -> None:
    fonts.append(FontEntry(fname=str(tmp_path / "gone.ttf"), name="SimHei", weight=400))
    assert ensure_chinese(OURS) == "Noto Sans SC"


def test_a_font_that_only_bears_a_chinese_name_does_not_count(fonts: list[FontEntry]) -> None:
    fonts.append(FontEntry(fname=fonts[0].fname, name="SimSun", weight=400))
    assert ensure_chinese(OURS) == "Noto Sans SC"


def test_a_sign_that_no_font_has_is_shown_as_a_box(fonts: list[FontEntry]) -> None:
    family = ensure_chinese(OURS)
    assert displayable("突破143亿元\N{GRINNING FACE}\U0002f9f4", family) == "突破143亿元\N{GRINNING FACE}□"
    assert families(family) == ["Noto Sans SC", "DejaVu Sans"]

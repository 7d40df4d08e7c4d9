"""The two sets of colours, light and dark, as named tokens. Only values: applying them is `theme.current`."""

from __future__ import annotations

from dataclasses import dataclass

from shengsi_desktop.domain.words import Light


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LightColours:
    """One lamp: `shape` for the sign, `ground` behind it, `text` for the word."""

    shape: str
    ground: str
    text: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Palette:
    """One set of colours; every value is #RRGGBB.

    `sea` is the accent as a surface (buttons) with `on_sea` on it, `accent` the accent as text;
    `deep…` belong to the sidebar.
    """

    name: str
    sea: str
    sea_hover: str
    sea_pressed: str
    on_sea: str
    accent: str
    soft: str
    soft_hover: str
    deep: str
    deep_hover: str
    deep_chosen: str
    deep_edge: str
    deep_text: str
    deep_quiet: str
    deep_second: str
    ink: str
    second: str
    third: str
    line: str
    line_strong: str
    ground: str
    card: str
    field: str
    hover: str
    pressed: str
    selected: str
    highlight: str
    danger: str
    danger_ground: str
    on_danger: str
    warn: str
    warn_ground: str
    ok: str
    ok_ground: str
    track: str
    scroll: str
    scroll_hover: str
    tip: str
    tip_text: str
    green: LightColours
    yellow: LightColours
    red: LightColours
    grey: LightColours
    done: LightColours

    def light(self, light: Light) -> LightColours:
        """The colours of one lamp; every kind of «not said» is grey."""
        return {
            Light.GREEN: self.green,
            Light.YELLOW: self.yellow,
            Light.RED: self.red,
            Light.DONE: self.done,
        }.get(light, self.grey)


LIGHT = Palette(
    name="light",
    sea="#0F5C8C",
    sea_hover="#0C4E78",
    sea_pressed="#0A4265",
    on_sea="#FFFFFF",
    accent="#0F5C8C",
    soft="#E6F0F6",
    soft_hover="#D8E7F0",
    deep="#0B3F63",
    deep_hover="#114A72",
    deep_chosen="#174F78",
    deep_edge="#55C1F5",
    deep_text="#FFFFFF",
    deep_quiet="#DCE8F0",
    deep_second="#B4CBDB",
    ink="#1B2733",
    second="#5A6875",
    third="#8C98A4",
    line="#E1E7EC",
    line_strong="#C9D3DB",
    ground="#F4F7F9",
    card="#FFFFFF",
    field="#FFFFFF",
    hover="#F1F5F8",
    pressed="#E4EBF0",
    selected="#E6F0F6",
    highlight="#FFF0B8",
    danger="#B3261E",
    danger_ground="#FBE3E0",
    on_danger="#FFFFFF",
    warn="#7A5200",
    warn_ground="#FBF0D5",
    ok="#1E6B41",
    ok_ground="#E4F3EA",
    track="#DFE6EB",
    scroll="#C5CFD7",
    scroll_hover="#9FADB8",
    tip="#1B2733",
    tip_text="#FFFFFF",
    green=LightColours("#2E8B57", "#E4F3EA", "#1E6B41"),
    yellow=LightColours("#C98A00", "#FBF0D5", "#7A5200"),
    red=LightColours("#C8372D", "#FBE3E0", "#A3231B"),
    grey=LightColours("#5A6875", "#ECEFF2", "#52606C"),
    done=LightColours("#5A7A94", "#E7EEF3", "#3E5F7A"),
)

DARK = Palette(
    name="dark",
    sea="#1C6FA5",
    sea_hover="#2179B3",
    sea_pressed="#185F8E",
    on_sea="#FFFFFF",
    accent="#6BB8E6",
    soft="#1A3547",
    soft_hover="#214258",
    deep="#0A1D2B",
    deep_hover="#11293B",
    deep_chosen="#16344A",
    deep_edge="#55C1F5",
    deep_text="#F2F7FA",
    deep_quiet="#CFDCE5",
    deep_second="#9DB3C2",
    ink="#E4EBF1",
    second="#A5B3BF",
    third="#8494A1",
    line="#2A3843",
    line_strong="#3C4C59",
    ground="#111A21",
    card="#18232C",
    field="#131D25",
    hover="#1F2C36",
    pressed="#263541",
    selected="#1A3547",
    highlight="#5A4A12",
    danger="#F08A80",
    danger_ground="#46211E",
    on_danger="#2A0E0B",
    warn="#EFC064",
    warn_ground="#3F3215",
    ok="#7CCB9D",
    ok_ground="#17382A",
    track="#2C3A45",
    scroll="#3E4E5B",
    scroll_hover="#566876",
    tip="#E4EBF1",
    tip_text="#18232C",
    green=LightColours("#4DB27C", "#17382A", "#8AD4A9"),
    yellow=LightColours("#E0A52E", "#3F3215", "#F2C876"),
    red=LightColours("#E8685D", "#46211E", "#F7A49C"),
    grey=LightColours("#93A1AD", "#26323C", "#B4C0CA"),
    done=LightColours("#86A9C4", "#20313F", "#A9C6DC"),
)

"""The style: colours that can be read, one column on a phone."""

import re
from pathlib import Path

import pytest

from knowledge.report.marks import KINDS, Kind
from knowledge.report.words import words

CSS = (Path(__file__).parents[3] / "knowledge" / "report" / "style.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
)
schemes = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb"."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@schemes
def test_text_can_be_read(colours: dict[str, str]) -> None:
    """Text has at least the contrast 4.5 on whatever it stands on, highlights included."""
    for kind in Kind:
        assert contrast(colours["ink"], colours[f"{kind}-tint"]) >= 7, kind
        assert contrast(colours[kind], colours[f"{kind}-tint"]) >= 4.5, kind
        assert contrast(colours[kind], colours["paper"]) >= 4.5, kind
        assert contrast(colours[kind], colours["sheet"]) >= 4.5, kind
    for text in ("ink", "soft", "link"):
        for ground in ("paper", "sheet"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


@schemes
def test_the_palette_is_whole(colours: dict[str, str]) -> None:
    """Each scheme gives a value to each colour."""
    assert set(colours) == set(LIGHT)
    assert {str(kind) for kind in Kind} <= set(colours)


def test_a_phone_has_one_column() -> None:
    """What stands side by side does so on wide windows only, and long words break."""
    narrow, _, wide = CSS.partition("@media (min-width")
    assert set(re.findall(r"grid-template-columns: ([^;]+);", narrow)) == {"minmax(0, 1fr)"}
    assert "grid-template-columns" in wide
    assert "overflow-wrap: anywhere" in narrow


def test_each_field_has_a_name_and_a_colour() -> None:
    """What can be highlighted is named in words.toml, as is each colour of the legend."""
    assert set(KINDS) <= set(words()["field"])
    assert {str(kind) for kind in Kind} == set(words()["kind"])

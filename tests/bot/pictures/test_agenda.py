"""The agenda as a picture: what has a day in the months shown is there, in its place, and fits."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.agenda import MARGIN, MOST_ROWS, WIDTH, Item, Kind, Window, draw, window, words
from bot.pictures.lettering import fitted, width
from bot.pictures.png import png

TODAY = dt.date(2021, 2, 15)
SVG = "{http://www.w3.org/2000/svg}"
days = st.dates(dt.date(2020, 6, 1), dt.date(2021, 12, 31))


def item(name: str = "Forum", first: dt.date = TODAY, last: dt.date | None = None, kind: Kind = Kind.EVENT) -> Item:
    """Return something of the agenda."""
    return Item(kind=kind, name=name, told="ses dates", first=first, last=last or first)


def texts(svg: str) -> list[str]:
    """Return the lines that a picture holds."""
    return [each.text or "" for each in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own picture


@given(days, days)
def test_a_day_has_its_place_in_order(one: dt.date, other: dt.date) -> None:
    """A later day never stands left of an earlier one, and none stands outside."""
    shown = Window(first=dt.date(2021, 2, 1), last=dt.date(2021, 4, 30))
    early, late = sorted((one, other))
    assert MARGIN <= shown.x(early) <= shown.x(late) <= WIDTH - MARGIN
    assert shown.x(early) <= shown.x(early, after=True)


@given(st.lists(st.builds(item, first=days), max_size=12))
def test_the_months_begin_with_this_one(items: list[Item]) -> None:
    """The picture begins in the present month, and shows one to three whole ones."""
    shown = window(items, TODAY)
    assert shown.first == TODAY.replace(day=1)
    assert len(list(shown.months)) in (1, 2, 3)
    assert (shown.last + dt.timedelta(days=1)).day == 1


@given(st.lists(st.builds(item, name=st.text(min_size=1, max_size=300), first=days), max_size=12), st.booleans())
def test_any_names_make_a_picture(items: list[Item], dark: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """Whatever letters hold, the picture is well formed, and as many rows as fit are drawn."""
    shown = window(items, TODAY)
    lines = texts(draw(items, shown, TODAY, dark=dark))
    touching = sum(map(shown.touches, items))
    assert lines.count("ses dates") >= min(touching, MOST_ROWS)
    assert (words().more.format(count=touching - MOST_ROWS) in lines) is (touching > MOST_ROWS)


def test_what_is_elsewhere_is_not_drawn() -> None:
    """A day outside the months shown has no row."""
    shown = Window(first=dt.date(2021, 2, 1), last=dt.date(2021, 2, 28))
    lines = texts(draw([item("Ici"), item("Plus tard", dt.date(2021, 6, 1))], shown, TODAY))
    assert "Ici" in lines
    assert "Plus tard" not in lines


@given(st.text(max_size=400), st.integers(10, 60), st.integers(100, 1000), st.integers(1, 3))
def test_cut_lines_fit(text: str, size: int, room: int, lines: int) -> None:
    """No line is wider than its room, and there are no more than asked for."""
    made = fitted(text, size, room, lines=lines)
    assert len(made) <= lines
    assert all(width(line, size) <= room or len(line) == 1 for line in made)


@pytest.mark.parametrize("dark", [False, True])
def test_the_picture_is_a_png_in_its_colours(dark: bool) -> None:  # noqa: FBT001 - parametrised
    """Both themes are rendered, and differ."""
    shown = window([item()], TODAY)
    made = png(draw([item()], shown, TODAY, dark=dark))
    assert made.startswith(b"\x89PNG")
    assert made != png(draw([item()], shown, TODAY, dark=not dark))

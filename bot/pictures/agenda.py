"""The agenda of some months, drawn: events as bars, limits as marks, today as a line. Pure: facts in, SVG out."""

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from bot import sentences
from bot.pictures.lettering import MEDIUM, REGULAR, fitted, width
from bot.sentences import slots
from knowledge.temporal.moment import Grain, Moment
from knowledge.temporal.wording import say_moment

MOST_ROWS = 9  # a phone shows no more at once
MOST_MONTHS = 3
WIDTH, MARGIN = 1080, 56  # pixels
FULL = WIDTH - 2 * MARGIN
TITLE, NAME, SMALL = 50, 33, 28  # sizes of letters, pixels
LINE, TRACK, GAP = 41, 34, 26  # heights of a line of a name, of a row's stretch of time, and between rows
BAR, MARK, TICK = 16, 13, 15  # thickness of a bar, half the width of a mark, half the height of a tick


class Kind(StrEnum):
    """What a row of the agenda is."""

    EVENT = "event"
    LIMIT = "limit"
    GONE = "gone"  # an event that was cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that has its days."""

    kind: Kind
    name: str
    told: str  # its days in words: "du 17 au 21 mai", "avant le 1er mars"
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The months drawn."""

    first: dt.date
    last: dt.date

    def touches(self, item: Item) -> bool:
        """Tell whether something has a day in these months."""
        return item.first <= self.last and item.last >= self.first

    def x(self, day: dt.date, *, after: bool = False) -> float:
        """Return where a day begins, or ends, in pixels from the left; what is outside stands at the edge."""
        held = min(max(day, self.first), self.last + dt.timedelta(days=1))
        share = ((held - self.first).days + after) / ((self.last - self.first).days + 1)
        return MARGIN + FULL * min(share, 1)

    @property
    def months(self) -> Iterator[dt.date]:
        """Yield the first day of each month."""
        day = self.first
        while day <= self.last:
            yield day
            day = _next_month(day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours, as SVG writes them."""

    paper: str
    ink: str
    faded: str
    grid: str
    event: str
    limit: str
    gone: str
    today: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the picture says, and its colours."""

    title: str
    event: str
    limit: str
    today: str
    light: Theme
    dark: Theme
    more: str = slots("count")


@cache
def words() -> Words:
    """Return the words of pictures. Raises ConfigurationError or BadPhrases."""
    return sentences.load(Words, Path(__file__).with_name("words.toml"))


def window(items: Sequence[Item], today: dt.date) -> Window:
    """Return the month of today, or up to three from it, until most of what is to come has its place."""
    first = last = today.replace(day=1)
    chosen = Window(first=first, last=_month_end(last))
    coming = [item for item in items if item.last >= today]
    for _ in range(MOST_MONTHS - 1):
        if sum(map(chosen.touches, coming)) >= min(len(coming), MOST_ROWS // 2):
            break
        last = _next_month(last)
        chosen = Window(first=first, last=_month_end(last))
    return chosen


def draw(items: Sequence[Item], shown: Window, today: dt.date, *, dark: bool = False) -> str:
    """Return the agenda as SVG: what has a day in the window, the soonest first."""
    theme = words().dark if dark else words().light
    found = sorted(filter(shown.touches, items), key=lambda item: (item.last, item.first, item.name))
    page = _Page(theme, shown, today)
    page.head()
    for item in found[:MOST_ROWS]:
        page.row(item)
    if len(found) > MOST_ROWS:
        page.line(words().more.format(count=len(found) - MOST_ROWS), SMALL, theme.faded)
    page.foot()
    return page.svg()


class _Page:
    """A picture while it is drawn, from the top."""

    def __init__(self, theme: Theme, shown: Window, today: dt.date) -> None:
        self.theme, self.shown, self.today, self.y = theme, shown, today, MARGIN - SMALL
        self.root = ET.Element("g")

    def head(self) -> None:
        """Write the title and the scale of months."""
        self.line(words().title, TITLE, self.theme.ink, family=MEDIUM)
        self.y += 20 + SMALL
        for month in self.shown.months:
            name = say_moment(Moment(month, Grain.MONTH))
            room = self.shown.x(_month_end(month), after=True) - self.shown.x(month) - 16
            name = name if width(name, SMALL) <= room else name.partition(" ")[0]
            self._text(self.shown.x(month) + (0 if month == self.shown.first else 10), name, SMALL, self.theme.faded)
        self.y += GAP

    def row(self, item: Item) -> None:
        """Write a name and its days, and draw where they lie."""
        colour = getattr(self.theme, item.kind)
        for text in fitted(item.name, NAME, FULL, lines=2):
            self.line(text, NAME, self.theme.faded if item.kind is Kind.GONE else self.theme.ink, family=MEDIUM)
        self.line(item.told, SMALL, self.theme.faded if item.kind is Kind.GONE else colour)
        middle = self.y + TRACK / 2 + 10
        self._track(middle)
        self._span(item, middle, colour)
        if self.shown.first <= self.today <= self.shown.last:
            self._tick(self._noon(self.today), middle, self.theme.today)
        self.y += TRACK + GAP + 6

    def _track(self, middle: float) -> None:
        """Draw the months as a thin line, with a tick where each begins."""
        self._rule(MARGIN, middle, WIDTH - MARGIN, middle, self.theme.grid, 3)
        for month in self.shown.months:
            self._tick(self.shown.x(month), middle, self.theme.grid)
        self._tick(WIDTH - MARGIN, middle, self.theme.grid)

    def _span(self, item: Item, middle: float, colour: str) -> None:
        """Draw a stretch of days; one that goes on beyond the months shown runs to the edge of the picture."""
        if item.kind is Kind.LIMIT:
            self._mark(self._noon(item.last), middle)
            return
        start = self.shown.x(item.first) if item.first >= self.shown.first else -BAR
        end = self.shown.x(item.last, after=True) if item.last <= self.shown.last else WIDTH + BAR
        self._bar(start, max(end, start + BAR), middle, colour)

    def _noon(self, day: dt.date) -> float:
        return (self.shown.x(day) + self.shown.x(day, after=True)) / 2

    def foot(self) -> None:
        """Write the legend."""
        self.y += 24
        x, middle = float(MARGIN), self.y - SMALL / 3
        for name in ("event", "limit", "today"):
            match name:
                case "event":
                    self._bar(x, x + 36, middle, self.theme.event)
                case "limit":
                    self._mark(x + 18, middle)
                case _:
                    self._tick(x + 18, middle, self.theme.today)
            told = getattr(words(), name)
            self._text(x + 50, told, SMALL, self.theme.faded)
            x += 50 + width(told, SMALL) + 48
        self.y += MARGIN - 10

    def svg(self) -> str:
        """Return the whole picture."""
        size = {"width": str(WIDTH), "height": f"{self.y:.0f}"}
        picture = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size})
        ET.SubElement(picture, "rect", {**size, "fill": self.theme.paper})
        picture.append(self.root)
        return ET.tostring(picture, encoding="unicode")

    def line(self, text: str, size: int, colour: str, *, family: str = REGULAR) -> None:
        """Write a line at the left margin, and go below it."""
        self.y += LINE if size == NAME else size + 8
        self._text(MARGIN, text, size, colour, family=family)

    def _text(self, x: float, text: str, size: int, colour: str, *, family: str = REGULAR) -> None:
        told = {"x": f"{x:.1f}", "y": f"{self.y:.1f}", "font-size": str(size), "font-family": family}
        ET.SubElement(self.root, "text", {**told, "fill": colour}).text = "".join(filter(str.isprintable, text))

    def _rule(self, x: float, y: float, x2: float, y2: float, colour: str, thick: int) -> None:
        ends = {"x1": f"{x:.1f}", "y1": f"{y:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
        ET.SubElement(self.root, "line", {**ends, "stroke": colour, "stroke-width": str(thick)})

    def _tick(self, x: float, middle: float, colour: str) -> None:
        self._rule(x, middle - TICK, x, middle + TICK, colour, 3)

    def _bar(self, x: float, end: float, middle: float, colour: str) -> None:
        place = {"x": f"{x:.1f}", "y": f"{middle - BAR / 2:.1f}", "width": f"{end - x:.1f}", "height": str(BAR)}
        ET.SubElement(self.root, "rect", {**place, "rx": str(BAR // 2), "fill": colour})

    def _mark(self, x: float, middle: float) -> None:
        corners = ((x, middle - MARK), (x + MARK, middle), (x, middle + MARK), (x - MARK, middle))
        points = " ".join(f"{one:.1f},{two:.1f}" for one, two in corners)
        ET.SubElement(self.root, "polygon", {"points": points, "fill": self.theme.limit})


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])

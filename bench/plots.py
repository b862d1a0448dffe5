"""The one door to pygal: a figure that grows, drawn in one shape for all, readable on light and on dark."""

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

_LIGHT = {"ink": "#57606a", "faint": "#d0d7de", "first": "#0969da", "second": "#bf3989", "third": "#1a7f37"}
_DARK = {"ink": "#9198a1", "faint": "#3d444d", "first": "#4493f8", "second": "#f778ba", "third": "#3fb950"}
_SERIES = ("first", "second", "third")
_WIDTH, _HEIGHT = 640, 320
_COMMENT = re.compile(r"<!--.*?-->|<\?xml.*?\?>", re.DOTALL)  # holds the day of the drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Some figures over one that grows, each step of it as wide as the next."""

    title: str
    over: str  # what grows
    steps: tuple[str, ...]
    unit: str
    series: Mapping[str, Sequence[float | None]]


def drawn(plot: Plot) -> str:
    """Return the plot as SVG, the same for the same figures; the scale of what is measured is logarithmic."""
    pygal, style = _loaded()
    chart = pygal.Line(
        style=style,
        css=("file://style.css", "file://graph.css", f"inline:{_colours()}"),
        js=(),
        no_prefix=True,
        logarithmic=True,
        width=_WIDTH,
        height=_HEIGHT,
        legend_at_bottom=True,
        legend_at_bottom_columns=len(plot.series),
        x_title=plot.over,
        y_title=plot.unit,
        value_formatter=lambda value: f"{value:,.10g}",
        dots_size=4,
        truncate_legend=-1,
        y_labels=_marks(plot),
    )
    chart.title, chart.x_labels = plot.title, plot.steps
    for name, values in plot.series.items():
        chart.add(name, values)
    return _COMMENT.sub("", chart.render(is_unicode=True)).strip().replace('id=""', "") + "\n"


def _loaded() -> tuple[Any, Any]:
    """Return pygal, without the finder that it leaves and at which later imports warn, and the style of all plots."""
    import pygal
    from pygal.style import Style

    sys.meta_path[:] = [each for each in sys.meta_path if not isinstance(each, pygal.PluginImportFixer)]
    style = Style(
        background="transparent",
        plot_background="transparent",
        foreground=_LIGHT["ink"],
        foreground_strong=_LIGHT["ink"],
        foreground_subtle=_LIGHT["faint"],
        colors=tuple(_LIGHT[name] for name in _SERIES),
        font_family="sans-serif",
        label_font_size=12,
        major_label_font_size=12,
        title_font_size=16,
        legend_font_size=13,
    )
    return pygal, style


def _colours() -> str:
    """Return the style of all, then that of those whose pages are dark."""
    return f"{_coloured(_LIGHT)}@media (prefers-color-scheme:dark){{{_coloured(_DARK)}}}"


def _coloured(with_: Mapping[str, str]) -> str:
    series = "".join(f".color-{place}{{stroke:{with_[name]};fill:{with_[name]}}}" for place, name in enumerate(_SERIES))
    ink = f".graph,.title,.axis text,.axis text.major,.legends .legend text{{fill:{with_['ink']}}}"
    lines = f".axis .line,.axis .major.line{{stroke:{with_['ink']}}}.axis .guide.line{{stroke:{with_['faint']}}}"
    return series + ink + lines


def _marks(plot: Plot) -> tuple[float, ...]:
    """Return the marks of the scale: one and three of each power of ten, from below the least to above the most."""
    values = [value for several in plot.series.values() for value in several if value]
    powers = range(floor(log10(min(values))), ceil(log10(max(values))) + 1)
    marks = [float(f"{digit}e{power}") for power in powers for digit in (1, 3)]
    low = max((mark for mark in marks if mark <= min(values)), default=marks[0])
    high = min((mark for mark in marks if mark >= max(values)), default=marks[-1])
    return tuple(mark for mark in marks if low <= mark <= high)

"""docs/performance.md and its plots are what bench/results.json gives, and what it holds itself to is held."""

import json
from typing import Any

import pytest

from bench.performance import RESULTS
from bench.performance_page import FIGURES, PAGE, limits, plots, render
from bench.plots import drawn

FOUND: dict[str, Any] = json.loads(RESULTS.read_text("utf-8"))
ELSEWHERE = ("clone", "wheel")  # what serves the packages decides the one, too; tests/aide_memoire weighs the other


def test_the_page_is_what_the_figures_give() -> None:
    """Nothing was put in by hand: the figures, written again, give the same page."""
    assert render(FOUND) == PAGE.read_text("utf-8")


@pytest.mark.parametrize("name", list(plots(FOUND)))
def test_each_plot_is_drawn_from_the_figures(name: str) -> None:
    """A plot is of the figures, small, has a title, changes its colours in the dark, and the page shows it."""
    plot = plots(FOUND)[name]
    kept = (FIGURES / f"{name}.svg").read_text("utf-8")
    assert kept == drawn(plot)
    assert len(kept) < 20_000
    assert plot.title in kept
    assert "prefers-color-scheme:dark" in kept
    assert f"({FIGURES.name}/{name}.svg)" in PAGE.read_text("utf-8")


def test_no_plot_is_left_over() -> None:
    """The folder holds the plots of the page alone."""
    assert {file.stem for file in FIGURES.iterdir()} == set(plots(FOUND))


@pytest.mark.parametrize(
    "held", [each for each in limits(FOUND) if not any(word in each[0] for word in ELSEWHERE)], ids=str
)
def test_what_is_promised_is_held(held: tuple[str, float, float, str]) -> None:
    """A question among many letters, a start and an environment cost no more than they may."""
    _, found, most, _ = held
    assert found <= most

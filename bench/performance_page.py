"""The figures of bench/results.json as a page and its plots: nothing is told that is not among them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.plots import Plot

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
FIGURES = PAGE.with_name("performance")
TEXT = Path(__file__).with_name("performance.md.txt")
Results = Mapping[str, Any]
_A_SECOND = 30  # messages that Telegram takes


def plots(results: Results) -> dict[str, Plot]:
    """Return the plots, by the names of their files."""
    letters, chats, lengths = results["growth"], results["chats"], results["lengths"]
    counts, many, long = (_steps(each) for each in (letters["letters"], chats["chats"], lengths["characters"]))
    questions = {
        "about the five, median": letters["median"],
        "about the five, p99": letters["p99"],
        "about the others, p99": letters["others_p99"],
    }
    building = {"build, processor": letters["build_processor"], "load": letters["ready_seconds"]}
    memory = {"while building, one process": letters["build_memory"], "while answering": letters["memory"]}
    planning = {"a month of reminders": chats["seconds"], "the longest tick": chats["longest"]}
    replies = {"median": lengths["median"], "longest": lengths["longest"]}
    return {
        "questions": Plot(
            title="One question among many letters", over="letters", steps=counts, unit="ms", series=questions
        ),
        "building": Plot(title="Reading and loading letters", over="letters", steps=counts, unit="s", series=building),
        "memory": Plot(title="Memory held", over="letters", steps=counts, unit="MB", series=memory),
        "chats": Plot(title="Planning reminders", over="chats", steps=many, unit="s", series=planning),
        "lengths": Plot(
            title="One reply by the length of its question", over="characters", steps=long, unit="ms", series=replies
        ),
    }


def _steps(counts: list[int]) -> tuple[str, ...]:
    return tuple(f"{count:,}" for count in counts)


def render(results: Results) -> str:
    """Return the page."""
    letters, chats, lengths = results["growth"], results["chats"], results["lengths"]
    rows = zip(*(letters[key] for key in _LETTERS), strict=True)
    planned = zip(*(chats[key] for key in ("chats", "reminders", "seconds", "longest", "memory")), strict=True)
    asked = zip(*(lengths[key] for key in ("characters", "median", "longest")), strict=True)
    return TEXT.read_text("utf-8").format(
        **results["machine"],
        held="\n".join(_row(held) for held in limits(results)),
        letters="\n".join(_line(row) for row in rows),
        chats="\n".join(_line(row) for row in planned),
        hours=chats["reminders"][-1] / _A_SECOND / 3600,
        lengths="\n".join(_line(row) for row in asked),
        each=1000 * letters["build_processor"][-1] / letters["letters"][-1],
        cold_processor=results["fresh"]["cold_processor"],
        warm_processor=results["fresh"]["warm_processor"],
        **{f"{name}_{key}": value for name in ("compiled", "anew") for key, value in results["startup"][name].items()},
    )


_LETTERS = (
    "letters",
    "build_processor",
    "build_seconds",
    "build_memory",
    "ready_seconds",
    "memory",
    "median",
    "p99",
    "others_median",
    "others_p99",
)


def limits(results: Results) -> tuple[tuple[str, float, float, str], ...]:
    """Return each figure that is held to something, what it is held to, and its unit; a ratio has none."""
    letters, start, fresh = results["growth"], results["startup"], results["fresh"]
    return (
        (
            f"question about the five letters, p99 among {letters['letters'][-1]:,} beside five alone",
            letters["p99_beside_five"][-1],
            4,
            "",
        ),
        (
            f"question about the others of {letters['letters'][-1]:,}, p99 beside five alone",
            letters["others_beside_five"][-1],
            4,
            "",
        ),
        ("`bot ask` beside `import telegram.ext`, compiled", start["compiled"]["ratio"], 1, ""),
        ("`bot ask` beside `import telegram.ext`, nothing compiled", start["anew"]["ratio"], 1, ""),
        ("fresh clone to first answer, pip's cache cold", fresh["cold"], 20, " s"),
        ("fresh clone to first answer, pip's cache warm", fresh["warm"], 20, " s"),
        ("wheel", fresh["wheel"], 1000, " kB"),
        ("environment of `make run`", fresh["environment"], 180, " MB"),
    )


def _row(held: tuple[str, float, float, str]) -> str:
    name, found, most, unit = held
    return f"| {name} | {found:.4g}{unit} | {most:g}{unit} | {'yes' if found <= most else 'no'} |"


def _line(cells: tuple[float | None, ...]) -> str:
    return (
        "| "
        + " | ".join("" if cell is None else f"{cell:,.4g}" if cell < 1000 else f"{cell:,.0f}" for cell in cells)
        + " |"
    )

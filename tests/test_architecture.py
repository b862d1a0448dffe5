"""ARCHITECTURE.md is true: its tree, its layers and its doors are those of the code."""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
PACKAGES = ("bot", "knowledge")


def blocks(kind: str) -> list[list[str]]:
    """Return the lines of each fenced block of a kind."""
    found = re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return [block.splitlines() for block in found]


def tree() -> Iterator[str]:
    """Yield the paths of the map, folders with their slash."""
    above: list[str] = []
    for line in blocks("tree")[0]:
        name = line.split()[0]
        depth = (len(line) - len(line.lstrip())) // 2
        above[depth:] = [name]
        yield "".join(above)


def modules() -> Iterator[Path]:
    """Yield the modules of both packages."""
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Return the top-level names that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


@cache
def doors() -> dict[str, tuple[str, ...]]:
    """Return the doors of each library, as the page tells them."""
    rows = re.findall(r"^\| `(\w+)` \| ((?:`[\w.]+`(?:, )?)+) \|$", PAGE, re.MULTILINE)
    return {library: tuple(re.findall(r"`([\w.]+)`", told)) for library, told in rows}


def test_each_path_of_the_map_exists() -> None:
    """Nobody looks for a file that is not there."""
    assert [path for path in tree() if not (ROOT / path).exists()] == []
    assert [path for path in tree() if (ROOT / path).is_dir() != path.endswith("/")] == []


def test_each_folder_and_each_module_at_the_top_is_on_the_map() -> None:
    """Whoever reads the map has seen every package, and every module that stands in no other folder."""
    told = {path.rstrip("/") for path in tree()}
    folders = {path.parent for path in modules()}
    tops = {path for path in modules() if path.parent.parent == ROOT and path.name != "__init__.py"}
    missing = {path.relative_to(ROOT).as_posix() for path in folders | tops} - told
    assert missing == set()


def test_each_path_named_in_the_page_exists() -> None:
    """The tables name files that one can open; <topic> stands for any topic."""
    named = {each.replace("<topic>", "event") for each in re.findall(r"`([\w.<>-]+/[\w./<>-]*)`", PAGE)}
    assert named
    assert [path for path in sorted(named) if not path.startswith("var/") and not (ROOT / path).exists()] == []


def test_the_layers_are_those_that_are_checked() -> None:
    """The page and pyproject.toml list the same layers in the same order."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    checked = {
        each["containers"][0]: list(dict.fromkeys(each["layers"])) for each in contracts if each.get("containers")
    }
    assert {block[0]: block[1:] for block in blocks("layers")} == checked


def test_each_library_is_imported_through_its_doors_only() -> None:
    """What is not of the standard library nor ours has its doors on the page, and no other."""
    ours = {*PACKAGES, *sys.stdlib_module_names}
    found: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for library in imported(path) - ours:
            found[library].add(name)
    strays = {
        (library, name)
        for library, names in found.items()
        for name in names
        if not any(f"{name}.".startswith(f"{door}.") for door in doors().get(library, ()))
    }
    assert strays == set()
    assert set(doors()) == set(found)

"""Modules and functions stay small enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("aide_memoire", "bench", "bot", "knowledge", "tests")
LONGEST_MODULE = 350  # lines
LONGEST_FUNCTION = 40  # lines, its docstring and decorators not counted apart
SETS = ROOT / "tests" / "data"  # what came with the sets is not ours


def modules() -> Iterator[tuple[Path, str]]:
    """Yield the modules of the project with their text."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not path.is_relative_to(SETS):
                yield path.relative_to(ROOT), path.read_text("utf-8")


def functions(text: str) -> Iterator[tuple[str, int]]:
    """Yield the functions of a module with their length."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_module_is_long() -> None:
    """When a module overflows, a concept is missing."""
    assert {path: length for path, text in modules() if (length := text.count("\n")) > LONGEST_MODULE} == {}


def test_no_function_is_long() -> None:
    """When a function overflows, it does two things."""
    long = [(path, name, length) for path, text in modules() for name, length in functions(text)]
    assert [each for each in long if each[2] > LONGEST_FUNCTION] == []

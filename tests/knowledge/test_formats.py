"""A letter says the same in every format: what its document tells is what reading needs."""

import re
from pathlib import Path
from typing import Any

import pytest

from knowledge.documents.file import Limits, read
from knowledge.export import letter_json
from knowledge.extraction.reader import read_letter

DATA = Path(__file__).parents[1] / "data"
FILES = tuple(sorted((DATA / "formats").iterdir()))
PAGES = ("circ-tsb-214-atelier-5g", "cl-24-33-sommet-jeunesse", "bdt-063-deux-reunions", "cl-25-22-deux-contacts")
SURETY = ("confidence", "doubtful", "quote")  # they may differ: a format shows more or less


def facts(file: Path) -> dict[str, Any]:
    """Return the facts of a file, without how sure they are."""
    told = letter_json(read_letter(read(file, Limits()), doubtful_below=0.6)[0])
    for kind in ("events", "deadlines"):
        told[kind] = [{key: value for key, value in each.items() if key not in SURETY} for each in told[kind]]
        for each in told[kind]:
            each["parts"] = [{key: part[key] for key in ("name", "start", "end")} for part in each.get("parts", ())]
    return told


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_same_facts_as_in_text(file: Path) -> None:
    """As a Word document or a PDF, a letter says what it says as text."""
    assert facts(file) == facts(DATA / "letters" / f"{file.stem}.md")


def as_page(source: str) -> str:
    """Return a letter in Markdown as the page that a web site would make of it."""
    out = []
    for block in re.split(r"\n\s*\n", source):
        lines = re.sub(r"\*\*|[<>]", "", block).replace("&", "&amp;").split("\n")
        rows = [line for line in lines if line.startswith("|") and not re.fullmatch(r"[|\s:-]+", line)]
        if rows:
            cells = ["".join(f"<td>{cell.strip()}</td>" for cell in row.strip("| ").split("|")) for row in rows]
            out.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
        elif all(line.startswith("- ") for line in lines):
            out.append(f"<ul>{''.join(f'<li>{line[2:]}</li>' for line in lines)}</ul>")
        else:
            out.append(f"<p>{'<br>'.join(lines)}</p>")
    return f"<!doctype html><html><head><meta charset=utf-8><title>UIT</title></head><body>{''.join(out)}</body></html>"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_gives_the_facts_of_the_letter(name: str, tmp_path: Path) -> None:
    """As a page of the web, a letter says what it says as text."""
    source = DATA / "letters" / f"{name}.md"
    page = tmp_path / f"{name}.html"
    page.write_text(as_page(source.read_text("utf-8")), "utf-8")
    assert facts(page) == facts(source)

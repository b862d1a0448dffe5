"""Letters as people hold them: what users of other programs reported, tried on each kind of file."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.building import Options, build
from knowledge.documents.file import Limits
from knowledge.errors import NoLetters
from knowledge.export import letter_json
from knowledge.french.text import fold
from knowledge.store import load

DATA = Path(__file__).parents[1] / "data" / "field"
CASES = json.loads((DATA / "expected.json").read_text("utf-8"))


def built(file: Path, folder: Path) -> tuple[str, list[dict[str, Any]]]:
    """Return what the build of a folder with one file tells, and the facts that it reads."""
    letters, base = folder / "letters", folder / "base.db"
    letters.mkdir()
    shutil.copy(file, letters)
    try:
        report = build((letters,), base, Limits(), options=Options())
    except NoLetters as error:
        return repr(error.details["reasons"]), []
    told = " ".join(each.message for each in (*report.refused, *report.doubts))
    library = load(base)
    cut = (letter.cut(problem.span) for letter in library.letters for problem in library.problems if problem.span)
    return f"{told} {' '.join(cut)}", [letter_json(letter) for letter in library.letters]


def key(value: str | None) -> str:
    """Return an address or a code without what everybody leaves out."""
    return re.sub(r"^(https?://|mailto:)|[/.]$", "", (value or "").strip())


def differences(gold: dict[str, Any], facts: dict[str, Any]) -> list[str]:
    """Return what differs of the facts that every case tells: header, contacts, days, deadlines and addresses."""
    found = [name for name in ("reference", "date", "subject") if fold(key(gold[name])) != fold(key(facts[name]))]
    mails = {each["email"] for each in facts["contacts"]}
    found += [each["email"] for each in gold["contacts"] if each["email"] not in mails]
    days = [(each["start"], each["end"]) for each in facts["events"]]
    found += [each["name"] for each in gold["events"] if (each["start"], each["end"]) not in days]
    left = list(facts["deadlines"])
    for place, want in enumerate(gold["deadlines"]):
        dues = {want["due"], *gold.get("_accept", {}).get(f"deadlines.{place}.due", ())}
        addresses = set(map(key, want["reply_to"]))
        same = (
            each
            for each in left
            if each["due"] in dues
            and each["inclusive"] == want["inclusive"]
            and addresses <= set(map(key, each["reply_to"]))
        )
        each = next(same, None)
        if each is None:
            found.append(f"missing {want['due']}")
        else:
            left.remove(each)
    return found + [f"invented {each['due']}" for each in left]


def tried() -> Iterator[Any]:
    """Yield the cases; those that are not right yet are expected to fail, and their list to shrink."""
    known = (DATA / "known_failures.txt").read_text("utf-8").split()
    for case in CASES:
        marks = [pytest.mark.xfail(strict=True, reason="known")] if case["file"] in known else []
        yield pytest.param(case, id=case["file"], marks=marks)


@pytest.mark.parametrize("case", tuple(tried()))
def test_files_as_they_come(case: dict[str, Any], tmp_path: Path) -> None:
    """Each file is read right, or refused in a sentence that says truly why; what it does not show is never said."""
    told, letters = built(DATA / case["file"], tmp_path)
    if case["never"]:
        assert re.search(case["never"], told + json.dumps(letters, ensure_ascii=False), re.IGNORECASE) is None
    assert ("loaded" if letters else "error") in case["outcome"], told
    if case["says"] and ("error" not in case["outcome"] or not letters):
        assert re.search(fold(case["says"]), fold(told)), told
    if letters and case["gold"]:
        assert differences(json.loads((DATA / case["gold"]).read_text("utf-8")), letters[0]) == []

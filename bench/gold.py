"""A base of facts known to be right, put together from the files beside letters: what questions cost, reading apart.

`python -m bench.gold LETTERS DATABASE`: LETTERS holds NAME.md with NAME.json, as the evaluation sets do.
"""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from knowledge import store
from knowledge.documents import markdown
from knowledge.extraction.reader import read_letter
from knowledge.french.text import Span, words
from knowledge.model import (
    Annex,
    Citation,
    Contact,
    Deadline,
    Event,
    Fact,
    Letter,
    Link,
    Mode,
    Part,
    Plan,
    Signatory,
    Status,
)
from knowledge.temporal.moment import Moment

Json = dict[str, Any]


def build(folder: Path, database: Path) -> int:
    """Write the base of a folder of letters; return how many it holds."""
    with store.drafting(database, "gold", afresh=True) as draft:
        for source in sorted(folder.glob("*.md")):
            facts = _facts(source)
            if facts is not None:
                letter = _known(source.read_text("utf-8"), source.name, facts)
                draft.put(store.Origin(path=str(source), digest=source.name), letter)
        count = draft.count()
        draft.finish((), "gold")
    return count


def _facts(source: Path) -> Json | None:
    """Return the facts of a letter: as later letters change them, where a file tells that."""
    for suffix in (".effective.json", ".json"):
        beside = source.with_suffix(suffix)
        if beside.exists():
            found: Json = json.loads(beside.read_text("utf-8"))
            return found
    return None


def _known(text: str, file: str, facts: Json) -> Letter:
    """Return a letter with the facts of its file, each at the sentence that holds most of its words."""
    letter = replace(_read(text, file), reference=facts["reference"], amends=facts.get("amends"))
    events = tuple(_event(each, letter) for each in facts["events"])
    contacts = ({**each, "title": each.get("title")} for each in facts["contacts"])
    return replace(
        letter,
        date=_day(facts["date"]),
        place=facts.get("place"),
        service=facts.get("service"),
        subject=facts.get("subject"),
        addressees=tuple(facts["addressees"]),
        contacts=tuple(Contact(span=_where(letter, *_texts(each)), **_only(each, Contact)) for each in contacts),
        signatories=tuple(
            Signatory(span=_where(letter, each["name"]), **_only(each, Signatory)) for each in facts["signatories"]
        ),
        annexes=tuple(_annex(each, letter) for each in facts["annexes"]),
        links=tuple(
            next((one for one in letter.links if one.url == each), Link(span=_where(letter, each), url=each))
            for each in facts["links"]
        ),
        cited=tuple(Citation(span=_where(letter, each), text=each) for each in facts["cited"]),
        events=events,
        deadlines=tuple(_deadline(each, letter) for each in facts["deadlines"]),
    )


def _read(text: str, file: str) -> Letter:
    """Return what the program reads of a letter: its text, its sentences and addresses are kept."""
    return read_letter(markdown.read(text, file), doubtful_below=0)[0]


def _annex(facts: Json, letter: Letter) -> Annex:
    known = next((each for each in letter.annexes if each.number == facts["number"]), None)
    span = known.span if known else _where(letter, facts.get("title") or f"annexe {facts['number']}")
    return Annex(span=span, number=facts["number"], title=facts.get("title"))


def _event(facts: Json, letter: Letter) -> Event:
    was = facts.get("was")
    known = _only(facts, Event) | {
        "start": _moment(facts.get("start")),
        "end": _moment(facts.get("end")),
        "start_time": _time(facts.get("start_time")),
        "end_time": _time(facts.get("end_time")),
        "mode": Mode(facts["mode"]) if facts.get("mode") else None,
        "organisers": tuple(facts.get("organisers") or ()),
        "status": Status(facts.get("status") or "planned"),
        "parts": tuple(_part(each, letter) for each in facts.get("parts") or ()),
        "was": Plan(place=was.get("place"), start=_moment(was.get("start")), end=_moment(was.get("end")))
        if was
        else None,
    }
    return Event(span=_where(letter, *_texts(facts), *_days(facts)), **known)


def _part(facts: Json, letter: Letter) -> Part:
    span = _where(letter, facts["name"], *_days(facts))
    return Part(span=span, name=facts["name"], start=_moment(facts.get("start")), end=_moment(facts.get("end")))


def _deadline(facts: Json, letter: Letter) -> Deadline:
    read = next((each for each in letter.deadlines if each.due.isoformat() == facts["due"]), None)
    known = _only(facts, Deadline) | {"due": _day(facts["due"]), "reply_to": tuple(facts.get("reply_to") or ())}
    hour = {"time": read.time, "timezone": read.timezone} if read else {}
    return Deadline(span=_where(letter, facts.get("quote") or facts["action"]), **{**known, **hour})


# Where it stands -----------------------------------------------------------------------------------------------------


def _where(letter: Letter, *texts: str) -> Span:
    """Return the sentence that holds most of the words of some texts."""
    wanted = {word for text in texts for word in words(text)}
    scores = [len(wanted & set(words(letter.cut(span)))) for span in letter.sentences]
    return letter.sentences[scores.index(max(scores))] if scores else Span(0, 0)


def _texts(facts: Json) -> Iterator[str]:
    yield from (value for value in facts.values() if isinstance(value, str))


def _days(facts: Json) -> Iterator[str]:
    """Yield the numbers of the days of some facts."""
    yield from (part.lstrip("0") for key in ("start", "end") if facts.get(key) for part in facts[key].split("-"))


# Values --------------------------------------------------------------------------------------------------------------


def _only(facts: Json, kind: type[Fact]) -> Json:
    """Return what a kind of facts holds, of a table that may hold more."""
    names = {each.name for each in fields(kind)}
    return {key: value for key, value in facts.items() if key in names and key != "span"}


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _moment(text: str | None) -> Moment | None:
    return Moment.parse(text) if text else None


def _time(text: str | None) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), Path(sys.argv[2])))

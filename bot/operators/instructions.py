"""What an operator says of a letter in words -> one table of its NAME.toml. Not understanding is a value."""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from bot.operators import values
from knowledge.corrections_writing import HEADER, CorrectionTable
from knowledge.doubtful import NamedFact, named
from knowledge.french.content import stems
from knowledge.french.text import fold
from knowledge.model import Contact, Deadline, Event, Letter, Part, Status


class Why(StrEnum):
    """Why a sentence is no correction."""

    NOTHING = "nothing"  # it names nothing that a letter holds
    WHICH = "which"  # it names several facts
    NO_DATE = "no_date"  # it gives no day
    NO_VALUE = "no_value"  # it gives nothing that could hold instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """A sentence that was not understood."""

    why: Why
    among: tuple[NamedFact, ...] = ()  # which one it may mean


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A sentence, and what it is about."""

    text: str
    low: str  # folded
    letter: Letter
    today: dt.date

    def holds(self, *words: str) -> bool:
        """Tell whether one of some folded words stands in it."""
        return any(re.search(rf"(?<!\w){re.escape(fold(each))}(?!\w)", self.low) for each in words)

    def first(self, table: Mapping[str, Sequence[str]]) -> str:
        """Return the first key of a table of words that it holds; empty when it holds none."""
        return next((key for key, words in table.items() if self.holds(*words)), "")


def understand(text: str, letter: Letter, today: dt.date, key: str = "") -> CorrectionTable | Unclear:
    """Return the correction that a sentence makes of a letter. `key`: the fact that it answers about, if any."""
    said = _Said(text=" ".join(text.split()), low=fold(" ".join(text.split())), letter=letter, today=today)
    facts = named(letter)
    own = next((each for each in facts if each.key == key), None)
    verb = said.first(_words()["verbs"])
    section = own.section if own is not None else _section(said)
    if not section:
        return Unclear(why=Why.NOTHING)
    if section == "header":
        return _header(said)
    if verb == "add" and own is None:
        return _added(said, section)
    target = own or _kin(said, facts, section) or _target(said, [each for each in facts if each.section == section])
    if isinstance(target, Unclear):
        alone = not target.among and section in ("contacts", "deadlines") and verb == ""
        return _added(said, section) if alone else target
    return _changed(said, target, verb)


def _changed(said: _Said, target: NamedFact, verb: str) -> CorrectionTable | Unclear:
    table = CorrectionTable(section=target.section, replaces=target.replaces)
    if verb == "remove":
        return CorrectionTable(section=target.section, replaces=target.replaces, remove=True)
    found = _VALUES[target.section](said, target)
    if isinstance(found, Unclear):
        right = verb == "right" or said.low.strip(" .!") in ("oui", "ok", "juste", "exact", "d'accord")
        return CorrectionTable(section=table.section, replaces=table.replaces, confirmed=True) if right else found
    return CorrectionTable(section=table.section, replaces=table.replaces, values=found)


def _section(said: _Said) -> str:
    """Return what a sentence is about: by its words, else by what it gives, else by the names that it holds."""
    found = said.first(_words()["kinds"])
    if found:
        return found
    if values.person(said.text).get("email"):
        return "contacts"
    scores = sorted(((_shared(said, each), each.section) for each in named(said.letter)), reverse=True)
    clear = bool(scores) and scores[0][0] > 0 and (len(scores) == 1 or scores[0][0] > scores[1][0])
    return scores[0][1] if clear else ""


def _target(said: _Said, among: Sequence[NamedFact]) -> NamedFact | Unclear:
    """Return the fact that a sentence means: by its rank, by its words, or because there is no other."""
    rank: int | None = next((rank for word, rank in _words()["ordinals"].items() if said.holds(word)), None)
    if rank is not None and abs(rank) <= len(among):
        return among[rank - 1 if rank > 0 else rank]
    if len(among) == 1:
        return among[0]
    scores = sorted(((_shared(said, each), -place) for place, each in enumerate(among)), reverse=True)
    if scores and scores[0][0] > 0 and (len(scores) == 1 or scores[0][0] > scores[1][0]):
        return among[-scores[0][1]]
    return Unclear(why=Why.WHICH if among else Why.NOTHING, among=tuple(among))


def _kin(said: _Said, facts: Sequence[NamedFact], section: str) -> NamedFact | None:
    """Return the part of an event, or the event, that a sentence names better than anything of its own kind."""
    kin = {"events": "parts", "parts": "events"}.get(section)
    own = max((_shared(said, each) for each in facts if each.section == section), default=0)
    others = [each for each in facts if each.section == kin and _shared(said, each) > own]
    return others[0] if len(others) == 1 else None


def _shared(said: _Said, each: NamedFact) -> int:
    """Count the words that a sentence shares with the name of a fact; numbers are those of its values."""
    fact = each.fact
    name = fact.action if isinstance(fact, Deadline) else str(getattr(fact, "name", "") or "")
    held = frozenset(each for each in stems(said.text) if not each.isdecimal())
    return len(held & frozenset(stems(name)))


# ------------------------------------------------------------------ what holds instead


def _header(said: _Said) -> CorrectionTable | Unclear:
    field = said.first(_words()["header"])
    if field == "date":
        found = values.limit(said.text, said.letter, said.today)
        return CorrectionTable(section=HEADER, values={"date": found.due}) if found else Unclear(why=Why.NO_DATE)
    told = values.after_join(said.text)
    if not told and field == "amends":
        told = said.text.rpartition(" ")[2]
    return CorrectionTable(section=HEADER, values={field: told}) if field and told else Unclear(why=Why.NO_VALUE)


def _deadline(said: _Said, target: NamedFact | None) -> dict[str, object] | Unclear:
    told = values.limit(said.text, said.letter, said.today)
    to = values.addresses(said.text)
    if told is not None:
        return {"due": told.due, "inclusive": told.inclusive}
    if to:
        return {"reply_to": to}
    action = said.text.partition(":")[2].strip()
    return {"action": action} if action and target is not None else Unclear(why=Why.NO_DATE)


def _event(said: _Said, target: NamedFact | None) -> dict[str, object] | Unclear:
    field = said.first(_words()["fields"])
    if field == "cancelled":
        return {"status": Status.CANCELLED}
    days = values.stretch(said.text, said.letter, said.today)
    if field in ("start", "end") and days:
        return {field: _last(days) if field == "end" else days.get("start", _last(days))}
    where = values.place(said.text) if field == "place" or not days else ""
    if where:
        return {"place": where}
    if days:
        return dict(days)
    del target
    return Unclear(why=Why.NO_VALUE)


def _last(days: Mapping[str, str]) -> str:
    return days.get("end") or days["start"]


def _part(said: _Said, target: NamedFact | None) -> dict[str, object] | Unclear:
    days = values.stretch(said.text, said.letter, said.today)
    return {**days, **({"event": target.of} if target is not None else {})} if days else Unclear(why=Why.NO_DATE)


def _contact(said: _Said, target: NamedFact | None) -> dict[str, object] | Unclear:
    """Return what is told of somebody to ask; of somebody else than before, nothing of the other is kept."""
    found = values.person(said.text)
    old = target.fact if target is not None else None
    if isinstance(old, Contact) and "name" in found and fold(str(found["name"])) != fold(old.name or ""):
        gone = {key: "" for key in ("title", "phone", "fax", "email") if getattr(old, key)}
        return {**gone, **found}
    return found or Unclear(why=Why.NO_VALUE)


_VALUES: Mapping[str, Callable[[_Said, NamedFact | None], dict[str, object] | Unclear]] = {
    "deadlines": _deadline,
    "events": _event,
    "parts": _part,
    "contacts": _contact,
}


# ------------------------------------------------------------------ what is added


def _added(said: _Said, section: str) -> CorrectionTable | Unclear:
    match section:
        case "deadlines":
            return _new_deadline(said)
        case "contacts":
            found = _contact(said, None)
            return found if isinstance(found, Unclear) else CorrectionTable(section=section, values=found)
        case "events":
            return _new_event(said)
        case _:
            return Unclear(why=Why.NOTHING)


def _new_deadline(said: _Said) -> CorrectionTable | Unclear:
    body = said.text.partition(":")[2] or said.text
    told = values.limit(body, said.letter, said.today)
    if told is None:
        return Unclear(why=Why.NO_DATE)
    action = values.deed(body, told)
    if not action or ":" not in said.text:
        return Unclear(why=Why.NO_VALUE)
    to = values.addresses(body)
    made: dict[str, object] = {"due": told.due, "inclusive": told.inclusive, "action": action}
    return CorrectionTable(section="deadlines", values={**made, **({"reply_to": to} if to else {})})


def _new_event(said: _Said) -> CorrectionTable | Unclear:
    body = said.text.partition(":")[2].strip()
    days = values.stretch(body, said.letter, said.today)
    spans = values.times(body, said.letter, said.today)
    name = body[: spans[0].span.start].strip(" ,;:") if spans else body
    name = re.sub(r"\s+(?:a lieu|aura lieu|se tient|se tiendra|le|du|en|les)$", "", name).strip(" ,")
    if not days or not name:
        return Unclear(why=Why.NO_DATE if name else Why.NO_VALUE)
    where = values.place(body[spans[0].span.end :]) if spans else ""
    return CorrectionTable(section="events", values={"name": name, **days, **({"place": where} if where else {})})


def label(each: NamedFact) -> str:
    """Return what a fact is called: the action of a deadline, the name of anything else."""
    match each.fact:
        case Deadline() as deadline:
            return deadline.action
        case Event() | Part() as event:
            return event.name
        case Contact() as contact:
            return contact.name or contact.email or ""
        case _:
            return ""


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("instructions.toml").read_text("utf-8"))

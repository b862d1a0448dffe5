"""Why a letter was read so: the role of each time, what spoke for and against each dated fact, what is unexplained."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from knowledge.documents.file import Limits, read
from knowledge.errors import GoneFile
from knowledge.extraction.confidence import Verdict
from knowledge.extraction.dated import Dated
from knowledge.extraction.features import score, weights
from knowledge.extraction.reader import read_reasoned
from knowledge.extraction.roles import Entry, Role
from knowledge.french.text import Span
from knowledge.model import Deadline, Letter
from knowledge.temporal.moment import Period
from knowledge.temporal.wording import say as say_period
from knowledge.temporal.wording import say_day

_SILENT = frozenset((Role.UNEXPLAINED, Role.SECRETARIAT))  # roles that come from what does not weigh enough


@cache
def signs() -> dict[str, dict[str, str]]:
    """Return the French words for roles, for what is weighed and for each feature."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def explain(path: Path, limits: Limits) -> str:
    """Return why the dated facts of a letter's file are what they are. Raises UnreadableFile."""
    if not path.exists():
        raise GoneFile(file=path.name)
    letter, _, dated = read_reasoned(read(path, limits), doubtful_below=limits.doubtful_below)
    return "\n".join((*_facts(dated, letter), *_times(dated, letter), *_unexplained(dated, letter)))


def _words(key: str, **details: object) -> str:
    return signs()["line"][key].format(**details)


def _quote(letter: Letter, span: Span) -> str:
    return _words("quote", quote=" ".join(letter.cut(span).split()))


# ------------------------------------------------------------------ facts


def _facts(dated: Dated, letter: Letter) -> Iterator[str]:
    yield _words("facts" if dated.verdicts else "no_facts")
    for verdict in dated.verdicts:
        claim = verdict.claim
        yield _words(verdict.kind, what=_told(verdict))
        yield _quote(letter, claim.span if isinstance(claim, Deadline) else claim.where("start"))
        sure = f"{claim.confidence:.2f}".replace(".", ",")
        yield _words("doubted" if claim.doubtful else "asserted", confidence=sure, against=claim.against)
        yield from _for_and_against(verdict.kind, verdict.features)


def _told(verdict: Verdict) -> str:
    claim = verdict.claim
    if isinstance(claim, Deadline):
        return f"{claim.action}, {say_day(claim.due)}"
    known = claim.start or claim.end
    return f"{claim.name}, {say_period(Period(start=claim.start, end=claim.end))}" if known else claim.name


def _for_and_against(kind: str, features: Iterable[str]) -> Iterator[str]:
    """Yield what speaks for and against, the heaviest first; what weighs nothing is left out."""
    table = weights()[kind]
    held = sorted(((table.get(each, 0.0), each) for each in ("bias", *features)), key=lambda each: -abs(each[0]))
    for key, sign in (("for", 1), ("against", -1)):
        told = [_words("sign", sign=_sign(name), weight=_signed(weight)) for weight, name in held if weight * sign > 0]
        if told:
            yield _words(key, signs=" ; ".join(told))


def _sign(name: str) -> str:
    return signs()["sign"][name]


def _signed(weight: float) -> str:
    return f"{weight:+.1f}".replace("-", "\N{MINUS SIGN}").replace(".", ",")


# ------------------------------------------------------------------ times


def _times(dated: Dated, letter: Letter) -> Iterator[str]:
    """Yield each sentence that holds a time, each time with its role, and what was weighed."""
    yield _words("times" if dated.ledger else "no_times")
    last = None
    for entry in sorted(dated.ledger, key=lambda each: each.time.key):
        span = entry.time.sentence.span
        if span != last:
            last = span
            yield _quote(letter, span)
        yield _words("time", time=_printed(entry), role=_role(entry))
        for kind, features in entry.weighed:
            yield _words("weighed", kind=signs()["role"][kind], score=_signed(score(kind, features)))
            yield from _for_and_against(kind, features)


def _printed(entry: Entry) -> str:
    time = entry.time
    return time.sentence.passage.at(time.start, time.end).line


def _role(entry: Entry) -> str:
    role = signs()["role"][entry.role.value]
    if entry.event:
        role = _words("counted", role=role, event=entry.event)
    won = entry.weighed and entry.role not in _SILENT
    return _words("by", role=role, margin=_signed(entry.margin)) if won else role


def _unexplained(dated: Dated, letter: Letter) -> Iterator[str]:
    """Yield what nothing is said of: times without a role, and those of which no fact could be made."""
    none = [each for each in dated.ledger if each.role is Role.UNEXPLAINED]
    bare = [each for each in dated.left if each.role is not Role.UNEXPLAINED]
    if not none and not bare:
        yield _words("all_explained")
    for key, entries in (("unexplained", none), ("bare", bare)):
        for entry in entries:
            yield _words(key, time=_printed(entry))
            yield _quote(letter, entry.time.sentence.span)

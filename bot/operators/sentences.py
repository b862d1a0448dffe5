"""What operators are told, as values."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot import sentences
from bot.sentences import slots

SENTENCES = Path(__file__).with_name("sentences.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfSummary:
    """What a letter that was read says."""

    title: str = slots("date", "reference")
    provisional: str
    undated: str
    subject: str = slots("subject")
    amends: str = slots("reference")
    revision: str
    doubts: str = slots("count")
    doubt: str = slots("fact", "number", "quote")
    against: str = slots("reason")
    remarks: str
    remark: str = slots("message")
    deadlines: str
    events: str
    contacts: str
    entry: str = slots("fact")
    mark: str = slots("fact")
    nothing: str
    elsewhere: str
    letter: str = slots("reference")
    change: str = slots("line")
    more: str = slots("count")
    corrected: str
    footer: str
    refused: str = slots("name")
    reason: str = slots("message")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfFact:
    """How a fact is said."""

    deadline: str = slots("action", "limit")
    deadline_last: str = slots("action", "day", "limit")
    event: str = slots("dates", "edition", "name", "place")
    event_undated: str = slots("edition", "name", "place")
    cancelled: str = slots("edition", "name")
    part: str = slots("dates", "name")
    edition: str = slots("edition")
    place: str = slots("place")
    contact: str = slots("details", "name")
    details: str = slots("details")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfButton:
    """What buttons say."""

    right: str = slots("number")
    correct: str = slots("number")
    none: str = slots("number")
    publish: str
    later: str
    reject: str
    now: str
    undo: str
    back: str
    open: str = slots("number", "reference")
    show: str
    answer: str = slots("number")
    ignore: str = slots("number")
    more: str
    close: str = slots("number")
    put_out: str = slots("number")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfSaid:
    """What is said of what was done, or cannot be."""

    again: str = slots("day", "hour")
    unreadable: str = slots("name", "reason")
    photo: str
    too_large: str = slots("most", "name", "size")
    lost: str
    settled: str = slots("day", "hour", "stage", "who")
    stage_published: str
    stage_rejected: str
    later: str = slots("name")
    rejected: str = slots("name")
    published: str = slots("what")
    held: str = slots("hour")
    free: str
    not_published: str = slots("reason")
    undone: str = slots("what")
    undone_early: str
    undone_late: str
    withdrawn: str = slots("what")
    ask: str = slots("fact")
    understood: str = slots("lines")
    taken_back: str
    nothing_to_take: str
    same: str
    fault: str = slots("reason")
    unclear_nothing: str
    unclear_which: str
    unclear_no_date: str
    unclear_no_value: str
    which: str = slots("fact", "number")
    no_letter: str
    refused_command: str = slots("reason")
    no_waiting: str
    waiting: str = slots("count")
    waiting_row: str = slots("day", "name", "number")
    no_doubts: str
    doubts: str = slots("count")
    doubts_row: str = slots("fact", "number", "reference")
    no_history: str
    history: str
    usage_withdraw: str
    usage_letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPreview:
    """What a publication would send."""

    nobody: str
    first: str
    told_one: str
    told: str = slots("count")
    reminded_one: str
    reminded: str = slots("count")
    more: str = slots("count")
    doubts_one: str
    doubts: str = slots("count")
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfStatus:
    """What /etat says."""

    title: str
    base: str = slots("letters", "version")
    published: str = slots("day", "hour", "what", "who")
    never: str
    held: str = slots("hour")
    doubts: str = slots("count")
    waiting: str = slots("count")
    chats: str = slots("chats", "wishes")
    pushes: str = slots("count")
    gaps: str = slots("count")
    errors: str
    error: str = slots("day", "hour", "times", "what")
    no_errors: str
    backup: str = slots("ago", "day")
    no_backup: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDigest:
    """What the week was."""

    title: str
    letters: str = slots("count")
    letter: str = slots("what")
    limits: str
    limit: str = slots("action", "limit", "reference")
    no_limits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfUnanswered:
    """What is said of questions without an answer."""

    none: str
    title: str = slots("count")
    row: str = slots("day", "number", "question", "times")
    ask: str = slots("question")
    no_reference: str
    noted: str = slots("reference", "text")
    ignored: str = slots("question")
    gone: str
    contested: str = slots("answer", "question")
    thanks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfInviting:
    """What is said of invitations."""

    made: str = slots("address", "day", "number", "uses")
    usage: str
    off: str
    none: str
    title: str
    row: str = slots("day", "number", "uses")
    closed: str = slots("number")
    put_out: str = slots("count", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfReport:
    """What is said of errors."""

    errors: str
    error: str = slots("times", "what")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Everything that operators are told."""

    summary: OfSummary
    fact: OfFact
    button: OfButton
    said: OfSaid
    preview: OfPreview
    status: OfStatus
    digest: OfDigest
    unanswered: OfUnanswered
    inviting: OfInviting
    report: OfReport


@cache
def load_sentences() -> Sentences:
    """Return the sentences. Raises ConfigurationError or BadPhrases."""
    return sentences.load(Sentences, SENTENCES)

"""The sentences, as values."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot import sentences
from bot.sentences import slots

SENTENCES = Path(__file__).with_name("sentences.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPages:
    """What is said of each page on which reminders are set."""

    events: str
    audience: str
    leads: str
    hour: str
    zone: str
    quiet: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfReminders:
    """What /rappels and /fuseau say."""

    on: str
    off: str = slots("leads", "hour", "zone")
    turn_on: str
    turn_off: str
    back: str
    pages: OfPages  # the button of each
    asks: OfPages  # the question that each puts
    deadlines: str = slots("which")
    all: str
    all_but: str = slots("events")
    all_with: str = slots("events")
    with_leads: str = slots("title", "leads")
    heard: str
    no_deadline: str = slots("title")
    none: str
    other_event: str
    audience: str = slots("label")
    everybody: str
    every_deadline: str
    leads: str = slots("leads")
    no_leads: str
    lead: str = slots("days")
    lead_day: str
    at: str = slots("hour", "zone")
    quiet: str = slots("start", "end")
    quiet_hours: str = slots("start", "end")
    no_quiet: str
    working_days: str
    only_working_days: str
    news: str
    tell_news: str
    digest: str = slots("day", "hour")
    no_digest: str
    weekdays: tuple[str, ...]  # Monday first
    following: str = slots("day", "hour")
    letters_zone: str
    moved: str = slots("zone")
    which_zone: str
    several_zones: str = slots("place")
    unknown_zone: str = slots("place")
    days_before: str = slots("days")
    eve: str
    same_day: str
    words_on: tuple[str, ...]  # folded: "/rappels oui"
    words_off: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfActs:
    """What is said to what is asked of the bot in words."""

    which: str
    line: str = slots("number", "action", "day")
    none: str
    too_late: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfAccess:
    """What is said to whoever is not let in, or is too fast."""

    closed: str
    too_fast: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfTables:
    """What the rows of each table of a chat are called."""

    chats: str
    wishes: str
    follows: str
    deliveries: str
    settled: str
    dialogues: str
    heard: str
    guests: str
    delegation_links: str
    members: str
    feeds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPrivacy:
    """What /confidentialite and /oublier say."""

    policy: str = slots("minutes", "gaps", "more")
    guests: str
    sealed: str
    copies: str = slots("count")
    gaps: str = slots("days")
    no_gaps: str
    forgotten: str
    administrators: str
    kept: str = slots("lines")
    kept_nothing: str
    kept_line: str = slots("what", "count")
    kept_file: str
    tables: OfTables


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDelegation:
    """What /delegation says."""

    administrators: str
    in_private: str
    invitation: str = slots("link")
    no_invitation: str
    size: str = slots("count")
    invite: str
    renew: str
    revoke: str
    dissolve: str
    joined: str
    revoked: str
    member: str
    alone: str
    leave: str
    left: str
    settled: str = slots("line", "action", "reference")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfFeed:
    """What /abonnement says."""

    none: str
    administrators: str
    offer: str
    open: str
    address: str = slots("address")
    renew: str
    close: str
    closed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfMedia:
    """What is said to messages that are no text, by kind of attachment."""

    sticker: str
    animation: str
    photo: str
    video: str
    voice: str
    audio: str
    location: str
    contact: str
    document: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """What can be done towards one end."""

    label: str  # of its button
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPages:
    """The ends, in the order of their buttons."""

    ask: HelpPage
    todo: HelpPage
    remind: HelpPage
    reply: HelpPage
    agenda: HelpPage
    letters: HelpPage
    group: HelpPage
    data: HelpPage


@dataclass(frozen=True, slots=True, kw_only=True)
class OfHelp:
    """What /aide says."""

    ask: str
    back: str
    pages: HelpPages


@dataclass(frozen=True, slots=True, kw_only=True)
class OfLimit:
    """What is said of one limit."""

    deed: str = slots("action", "title")
    day: str = slots("limit", "day", "countdown")
    reply_to: str = slots("addresses")
    doubtful: str
    draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfInline:
    """What inline mode says above and under its facts."""

    ask: str
    nothing: str
    open: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCards:
    """What is said beside a card or a letter's own file."""

    card: str = slots("name")
    name: str
    letter: str = slots("reference")
    no_file: str = slots("reference")
    which: str
    gone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfAgenda:
    """What /agenda says beside its picture."""

    caption: str
    words_dark: tuple[str, ...]  # folded: "/agenda sombre"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfReply:
    """What /reponse says beside its drafts."""

    which: str
    none: str
    gone: str
    document: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCalendar:
    """What /calendrier says."""

    caption: str = slots("title", "count")
    hint: str
    dayless: str = slots("titles")
    others: str = slots("count")
    nothing: str = slots("title")
    none_coming: str
    which: str
    not_found: str
    gone: str
    all: str
    words_all: tuple[str, ...]  # folded: "/calendrier tout"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPushes:
    """What the buttons under a push answer."""

    marks: tuple[str, ...]  # dealt with, put off: each begins the line that says so, and no other line
    done: str
    done_by_all: str
    done_by: str = slots("name")
    replied_by: str = slots("name")
    snoozed: str = slots("day", "hour")
    undone: str
    gone: str
    too_late: str
    stale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Everything that the handlers say by themselves."""

    welcome: str = slots("next")
    old_link: str
    joined: str
    description: str  # of the bot, before it is started: 512 characters at most
    short_description: str  # on its page: 120
    no_question: str
    unknown_command: str = slots("command")
    mistyped_command: str = slots("command", "nearest")
    trouble: str
    channel: str
    help: OfHelp
    inline: OfInline
    cards: OfCards
    limit: OfLimit
    reminders: OfReminders
    agenda: OfAgenda
    reply: OfReply
    calendar: OfCalendar
    pushes: OfPushes
    acts: OfActs
    access: OfAccess
    privacy: OfPrivacy
    delegation: OfDelegation
    feed: OfFeed
    media: OfMedia


@cache
def load_sentences() -> Sentences:
    """Return the sentences. Raises ConfigurationError or BadPhrases."""
    return sentences.load(Sentences, SENTENCES)

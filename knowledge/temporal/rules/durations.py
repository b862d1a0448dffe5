"""Days counted from now, from a letter's date, from another day or from an opening: "dans trois semaines"."""

from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Rule
from knowledge.temporal.moment import Hours, Moment, Period
from knowledge.temporal.rules.counting import Length, counted
from knowledge.temporal.values import Settled, of_days, settle

_WORDS = {"heure": "hour", "h": "hour", "j": "day"}
_UNITS = frozenset({"minute", "hour", "day", "week", "month", "quarter", "semester", "year", *_WORDS})
_ONWARD = frozenset({"apres", "suivant", "suivent", "compter", "partir", "dater"})


def _length(context: Context, found: Found) -> Length | None:
    unit = next((node.value for node in found.nodes if node.value in _UNITS), "day")
    count = found.one("n") if found.one("dozen") is None else found.one("dozen")
    unit = _WORDS.get(unit, unit)
    if count is None:
        return None
    if found.has("demi"):
        if unit != "year":
            return None
        count, unit = 12 * count + 6, "month"
    return Length(count=count, unit=unit, working=found.has("ouvre"))


def _long_hours(context: Context, found: Found) -> Length | None:
    """Read "d'ici 48 h" as a delay; "d'ici 14 h" is a time of day."""
    return _length(context, found) if found.one("n") >= 24 else None


def _one_unit(context: Context, found: Found) -> Length:
    return Length(count=1, unit=found.one("unit"))


def _half_hour(context: Context, found: Found) -> Length:
    return Length(count=30, unit="minute")


def _ahead(context: Context, found: Found) -> Settled | None:
    return counted(context, found.one("length"))


def _ago(context: Context, found: Found) -> Settled | None:
    return counted(context, -found.one("length"))


def _within(context: Context, found: Found) -> Settled | None:
    """Read what is to be done in so long: a limit, its last day included."""
    return _limit(counted(context, found.one("length")))


def _within_dozen(context: Context, found: Found) -> Settled | None:
    return _limit(counted(context, Length(count=found.one("dozen"), unit="day")))


def _within_letter(context: Context, found: Found) -> Settled | None:
    value = _within(context, found)
    return replace(value, convention="letter-date") if value else None


def _limit(day: Settled | None) -> Settled | None:
    if day is None:
        return None
    hours = day.period.hours
    hours = replace(hours, start=None, end=hours.start) if hours else None
    return replace(day, period=Period(start=None, end=day.period.end, hours=hours))


def _since(context: Context, found: Found) -> Settled | None:
    day = counted(context, -found.one("length"))
    return replace(day, period=replace(day.period, end=None)) if day else None


def _coming(context: Context, found: Found) -> Settled | None:
    """Read "les 30 prochains jours": from today on, today included."""
    length = found.one("length") or _length(context, found)
    if length is None or length.clock:
        return _hours_coming(context, found, length)
    behind = found.has("dernier") or found.has("passe")
    other = counted(context, -length if behind else length)
    if other is None or other.period.start is None:
        return None
    first, last = sorted((context.today, other.period.start.first))
    return of_days(first, last, convention="coming")


def _hours_coming(context: Context, found: Found, length: Length | None) -> Settled | None:
    """Read "les prochaines 24 heures"."""
    other = counted(context, length) if length else None
    if other is None or other.period.hours is None or found.has("dernier"):
        return None
    hours = Hours(start=context.anchor.time().replace(second=0, microsecond=0), end=other.period.hours.start)
    return replace(other, period=Period(start=Moment(context.today), end=other.period.end, hours=hours))


def _offset(context: Context, found: Found) -> Settled | None:
    """Read "deux semaines avant le 17 mai", "trois jours après Pâques"."""
    length, base = found.one("length"), settle(context, found.one("when"))
    if base is None or base.period.start is None or base.period.end is None or length.clock:
        return None
    after = any(node.value in _ONWARD for node in found.nodes)
    return counted(context, length if after else -length, base.period.end.last if after else base.period.start.first)


def _from_opening(context: Context, found: Found) -> Settled | None:
    length = found.one("length")
    if context.opening is None or length.clock:
        return None
    after = any(node.value in _ONWARD for node in found.nodes)
    day = counted(context, length if after else -length, context.opening)
    return replace(day, convention="opening") if day else None


def _limit_from_opening(context: Context, found: Found) -> Settled | None:
    return _limit(_from_opening(context, found))


def _limit_offset(context: Context, found: Found) -> Settled | None:
    return _limit(_offset(context, found))


def _before_opening(context: Context, found: Found) -> Settled | None:
    if context.opening is None:
        return None
    return Settled(period=Period(start=None, end=Moment(context.opening), end_inclusive=False), convention="opening")


_AFTER = "(apres|suivant|a compter|a partir|a dater|qui suivent|qui suit|qui suivra|qui suivront)"
_DE = "(de|du|d|a|au)?"
_THIS = "(presente|present|ce (<dash>? ci)?)"
_LETTER = f"{_THIS} (lettre|circulaire|courrier|message|notification|invitation|communication|document)?"
_SENDING = "(reception|envoi|expedition|publication|notification|parution|diffusion)"
_FROM_LETTER = (
    f"{_AFTER} {_DE} (la|le|l)? (date|{_SENDING}) (de|d)? {_SENDING}? {_DE} (la|le|l)? ({_LETTER}|lettre|circulaire)"
)
_BARE_LETTER = f"{_AFTER} {_DE} (la|le|l)? {_LETTER}"
_EVENT = f"{_DE} (la|le|l|les|ce)? (date|<unit>)? {_DE} (la|le|l|les)? (<event>|debut)"
_AVANT = "(avant|apres|suivant|precedant)"
_LATEST = "(au plus tard|au moins|au minimum|d ici|jusqu a|jusqua)"
_AT_LATEST = "(<comma>? au plus tard|au moins|au minimum)"
_WITHIN = "(dans|sous|endeans) (un)? (delai|delais) (maximal|maximum|imperatif|de rigueur)? (de|d)"

LENGTHS = (
    Rule(
        "length",
        "((?<=dans le)|(?<=dans la)|(?<=dans l)) <unit> (?=(suivant|apres|qui suit|qui suivra) (la|le|l|votre))",
        "length",
        _one_unit,
    ),
    Rule("length in half hours", "un demi <dash>? heure", "length", _half_hour),
    Rule("length", "(?<=dans) <n> <hour> (?! <digits>)", "length", _length),
    Rule("length", "(?<=sous) <n> <hour>", "length", _length),
    Rule("length", "((?<=ici)|(?<=ici a)) <n> <hour> (?!<digits>)", "length", _long_hours),
    Rule("length", "(?<=il y a) <n> <hour>", "length", _length),
    Rule("length", "(?<=dans les) <n> (prochain)? <hour>", "length", _length),
    Rule("length", "<n> <hour> (?=avant|apres)", "length", _length),
    Rule(
        "coming",
        "(dans|sous|pendant|durant|d ici)? (le|les|ce)? <n> (prochain|dernier) (<hour>|<units>) (?!de|d|du)",
        "period",
        _coming,
    ),
    Rule("coming", "prochain <n> (<hour>|<units>)", "period", _coming),
    Rule("coming", "(dans)? (la|ce) prochain <dozen>", "period", _coming),
    Rule("length", "(?<!combien) <n> (<unit>|j) (ouvre|calendaire|franc)? (et demi)?", "length", _length),
    Rule("length", "(un)? <dozen> ((de|d) (<unit>|j) (ouvre|calendaire)?)", "length", _length),
    Rule("length", "((?<=sous)|(?<=ici)|(?<=ici a)) <one>? <dozen>", "length", _length),
    Rule("length", "(?<=dans) <one> <dozen>", "length", _length),
)
RULES = (
    Rule(
        "coming",
        "(dans|sous|pendant|durant|au <event> (de|desplain)|d ici)? (le|les|ce)? (prochain|dernier) <length>",
        "period",
        _coming,
    ),
    Rule(
        "coming",
        "(dans|sous|pendant|durant|au <event> (de|desplain)|d ici)? (le|les|ce)? <length>"
        " (a venir|qui viennent|prochain|dernier|passe)",
        "period",
        _coming,
    ),
    Rule(
        "from the letter",
        f"(dans|sous|d ici|a)? (le|les|l|la|un)? (delai (de|d))? {_LATEST}? <length> {_AT_LATEST}? {_FROM_LETTER}",
        "bound",
        _within_letter,
    ),
    Rule(
        "from the letter",
        f"(dans|sous|d ici|a)? (le|les|l|la|un)? (delai (de|d))? {_LATEST}? <length> {_AT_LATEST}? {_BARE_LETTER}",
        "bound",
        _within_letter,
    ),
    Rule(
        "limit from a day",
        f"(au plus tard|d ici|jusqu a) <length> {_AVANT} (le|la|l|les)? <when>",
        "bound",
        _limit_offset,
    ),
    Rule("limit from a day", f"<length> {_AT_LATEST} {_AVANT} (le|la|l|les)? <when>", "bound", _limit_offset),
    Rule(
        "limit from the opening",
        f"(au plus tard|d ici|jusqu a|jusqua) (a)? <length> (pleins|franc)? {_AVANT} {_EVENT}",
        "bound",
        _limit_from_opening,
    ),
    Rule("limit from the opening", f"<length> {_AT_LATEST} {_AVANT} {_EVENT}", "bound", _limit_from_opening),
    Rule("from a day", f"<length> {_AVANT} (le|la|l|les)? <when>", "date", _offset),
    Rule("from the opening", f"<length> {_AVANT} {_EVENT}", "date", _from_opening),
    Rule("ahead", "dans (environ)? <length>", "date", _ahead),
    Rule("within", "dans moins (de|d) <length>", "bound", _within),
    Rule("within", "avant <length>", "bound", _within),
    Rule("ago", "(il y a|y a|voici|voila|ca fait) (environ|deja)? <length>", "date", _ago),
    Rule("since", "depuis (environ|deja)? <length>", "bound", _since),
    Rule("within", "(sous|d ici|ici) (a)? (environ|un delai de)? <length>", "bound", _within),
    Rule("within", f"{_WITHIN} <length>", "bound", _within),
    Rule("within", "dans (le|les) <length>", "bound", _within),
    Rule("within", "dans la <dozen>", "bound", _within_dozen),
    Rule("ahead", "<length> plus tard", "date", _ahead),
    Rule("ago", "<length> plus tot", "date", _ago),
    Rule("before the opening", f"(avant|precedant|d ici (a)?) {_EVENT}", "bound", _before_opening),
)

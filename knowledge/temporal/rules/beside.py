"""What stands before or after something: "la veille de Noël", "le jeudi suivant le 3 mai".

What it is counted from is a day said beside it, or the opening in view, whose day the reader of a letter tells.
"""

from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Rule
from knowledge.temporal.moment import Grain, Moment, Period
from knowledge.temporal.rules.counting import Length, counted, counted_from
from knowledge.temporal.rules.units import day_beside, kind_of, unit_at
from knowledge.temporal.values import DAY, Settled, of_days, settle

_ONWARD = frozenset({"apres", "suivant", "suit", "compter", "partir", "dater", "lendemain", "surlendemain"})
_EVES = {"veille": 1, "lendemain": 1, "surlendemain": 2}


def _onward(found: Found) -> bool:
    return any(node.value in _ONWARD for node in found.nodes)


def _base(context: Context, found: Found) -> Settled | None:
    """Return what is counted from: a day, the opening, or today when nothing is said."""
    if found.one("occasion") is not None or found.has("debut"):
        return of_days(context.opening, convention="opening") if context.opening else None
    said = found.all("when")
    return settle(context, said[-1]) if said else of_days(context.today)


def _counted(context: Context, found: Found) -> Settled | None:
    """Read "deux semaines avant le 17 mai", "trois jours après Pâques"."""
    base = _base(context, found)
    value = counted_from(context, found.one("length"), base, onward=_onward(found)) if base else None
    return replace(value, convention="opening") if value and base and base.convention == "opening" else value


def _from_now(context: Context, found: Found) -> Settled | None:
    """Read "deux jours après" and "quarante heures plus tard", said of now."""
    span: Length = found.one("length")
    if span.unit == "year":
        return None  # "150 ans après": of something told
    return counted(context, span if _onward(found) or found.has("tard") else -span)


def _finished(context: Context, found: Found) -> Settled | None:
    """Read "trois semaines à partir de demain", all that is asked: the day on which they are over."""
    base, span = _base(context, found), found.one("length")
    now = base is not None and base.period == of_days(context.today).period  # "à partir de maintenant"
    day = counted(context, span) if now else _counted(context, found)
    return replace(day, convention="counted-on") if day else None


def _lasting(context: Context, found: Found) -> Settled | None:
    """Read "absent trois semaines à partir de demain": as long as they last."""
    base, over = _base(context, found), _counted(context, found)
    first, after = (each.period.start if each else None for each in (base, over))
    if base is None or base.period.hours or first is None or after is None or after.first <= first.first:
        return None
    return of_days(first.first, after.first - DAY, convention="counted-on")


def _limit(context: Context, found: Found) -> Settled | None:
    """Read "au moins une semaine avant le 15 mars": the day counted is the last one."""
    return limit(_counted(context, found))


def _from_letter(context: Context, found: Found) -> Settled | None:
    """Read "dans les trente jours suivant la date de la présente lettre"."""
    value = limit(counted(context, found.one("length")))
    return replace(value, convention="letter-date") if value else None


def limit(day: Settled | None) -> Settled | None:
    """Return the limit that ends on a day, or at a minute of it, included."""
    if day is None:
        return None
    hours = day.period.hours
    hours = replace(hours, start=None, end=hours.start) if hours else None
    return replace(day, period=Period(start=None, end=day.period.end, hours=hours))


def _eve(context: Context, found: Found) -> Settled | None:
    """Read "la veille de Noël", "le surlendemain du 17 mai"."""
    base = _base(context, found)
    if base is None or base.period.first_day is None or base.period.last_day is None:
        return None
    days = next(_EVES[node.value] for node in found.nodes if node.value in _EVES)
    day = base.period.last_day + days * DAY if _onward(found) else base.period.first_day - days * DAY
    return of_days(day - DAY if found.has("avant") else day, convention=base.convention)


def _unit_beside(context: Context, found: Found) -> Settled | None:
    """Read "le dernier jour ouvrable avant le 15 mars", "le huitième jour précédant l'ouverture"."""
    base, kind, rank = _base(context, found), kind_of(found), found.one("ordinal") or 1
    if base is None or base.period.start is None or base.period.end is None:
        return None
    side, day = (rank, base.period.end.last) if _onward(found) else (-rank, base.period.start.first)
    if kind == "week":
        return unit_at(day, kind, side)
    if isinstance(kind, int) or kind in ("day", "workday"):  # "le mois suivant la conférence" is no calendar month
        beside = day_beside(day, kind, side)
        return replace(beside, convention=base.convention or beside.convention)
    return None


def _weekday_of(context: Context, found: Found) -> Settled | None:
    """Read "le jeudi de la semaine précédant l'ouverture"."""
    week, weekday = settle(context, found.one("period")), kind_of(found)
    if week is None or week.grain is not Grain.WEEK or week.period.start is None or not isinstance(weekday, int):
        return None
    return of_days(week.period.start.first + weekday * DAY, convention=week.convention)


def _before_opening(context: Context, found: Found) -> Settled | None:
    if context.opening is None:
        return None
    return Settled(period=Period(start=None, end=Moment(context.opening), end_inclusive=False), convention="opening")


_DE = "(de|du|d|a|au)?"
_OCCASION = f"{_DE} (la|le|l|les|ce)? (date|<unit>)? {_DE} (la|le|l|les)? (<occasion>|debut)"
_WHEN = "(le|la|l|les)? <when>"
_SIDE = "(avant|apres|suivant|precedant|qui (suit|precede))"
_AFTER = "(apres|suivant|a compter|a partir|a dater|qui suit)"
_THIS = "(presente|present|ce (<dash>? ci)?)"
_LETTER = f"{_THIS} (lettre|circulaire|courrier|message|notification|invitation|communication|document)?"
_SENDING = "(reception|envoi|expedition|publication|notification|parution|diffusion)"
_FROM_LETTER = (
    f"{_AFTER} {_DE} (la|le|l)? (date|{_SENDING}) (de|d)? {_SENDING}? {_DE} (la|le|l)? ({_LETTER}|lettre|circulaire)"
)
_BARE_LETTER = f"{_AFTER} {_DE} (la|le|l)? {_LETTER}"
_WITHIN = "(dans|sous|endeans) un? (delai|delais) (maximal|maximum|imperatif|de rigueur)? (de|d)"
_LATEST = "(au plus tard|au moins|au minimum|d? ici (a)?|jusqu a|jusqua)"
_AT_LATEST = "(<comma>? au plus tard|au moins|au minimum)"
_IN = f"({_WITHIN}|sous|dans (le|les|l|la))"
_EVE_WORD = "(avant <dash>? veille|veille|lendemain|surlendemain)"
_EVE = f"(la|le|l)? {_EVE_WORD}"
_THE = "(de|du|d)? (la|le|l|les)?"
_SINCE = "a (compter|partir|dater) (de|du|d)?"
_NOTHING_AFTER = "(?=<stop>|<dot>|<comma>|<close>|<part>|<times>|a <times>|$)"

RULES = (
    Rule("from the letter", f"{_IN}? {_LATEST}? <length> {_AT_LATEST}? {_FROM_LETTER}", "bound", _from_letter),
    Rule("from the letter", f"{_IN}? {_LATEST}? <length> {_AT_LATEST}? {_BARE_LETTER}", "bound", _from_letter),
    *(
        Rule(name, pattern, "bound", _limit)
        for name, base in (("limit from a day", _WHEN), ("limit from the opening", _OCCASION))
        for pattern in (
            f"({_LATEST}|{_IN}) <length> (plein|franc)? {_SIDE} {base}",
            f"<length> {_AT_LATEST} {_SIDE} {base}",
            f"({_LATEST}|{_IN}) <length> (plein|franc)? {_SINCE} {base}",
        )
    ),
    Rule("from a day", f"^ <length> {_SINCE} {_WHEN} (<stop>|<dot>)? $", "date", _finished, chat=True),
    Rule("from a day", f"dans <length> {_SINCE} {_WHEN}", "date", _finished, chat=True),
    Rule("from a day", f"(pendant|durant)? <length> {_SINCE} {_WHEN}", "period", _lasting, chat=True),
    Rule("from a day", f"<length> {_SIDE} {_WHEN}", "date", _counted),
    Rule("from the opening", f"<length> {_SIDE} {_OCCASION}", "date", _counted),
    Rule("from today", f"<length> (plus tard|apres) {_NOTHING_AFTER}", "date", _from_now, chat=True),
    Rule("from today", f"<length> (plus tot|avant|auparavant) {_NOTHING_AFTER}", "date", _from_now, chat=True),
    *(
        Rule(name, f"{unit} {_SIDE} {base}", "period", _unit_beside)
        for name, base in (("unit beside a day", _WHEN), ("unit beside the opening", _OCCASION))
        for unit in ("(dernier|<ordinal>)? <date>", "(le|la|l|au|du|dernier|<ordinal>) <unit> ouvre?")
    ),
    Rule("weekday of a week", "<date> (de|d) (la)? <period>", "date", _weekday_of),
    Rule("beside a day", f"{_EVE} {_THE} <when>", "date", _eve),
    Rule("beside the opening", f"{_EVE} {_THE} <occasion>", "date", _eve),
    Rule("beside today", f"^ {_EVE} {_NOTHING_AFTER}", "date", _eve, chat=True),
    Rule("beside today", f"le (lendemain|surlendemain) {_NOTHING_AFTER}", "date", _eve, chat=True),
    Rule("before the opening", f"(?<!<length>) (avant|precedant|d? ici (a)?) {_OCCASION}", "bound", _before_opening),
)

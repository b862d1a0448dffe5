"""Days counted from now: "dans trois semaines", "il y a 1 an et 2 mois", "sous quinzaine", "les 30 prochains jours"."""

from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Rule
from knowledge.temporal.moment import Hours
from knowledge.temporal.rules.beside import limit
from knowledge.temporal.rules.counting import Length, counted
from knowledge.temporal.rules.lengths import length
from knowledge.temporal.rules.units import kind_of
from knowledge.temporal.values import DAY, Settled, of_days


def _ahead(context: Context, found: Found) -> Settled | None:
    return counted(context, found.one("length"))


def _ago(context: Context, found: Found) -> Settled | None:
    return counted(context, -found.one("length"))


def _within(context: Context, found: Found) -> Settled | None:
    """Read what is to be done in so long: a limit, its last day included."""
    return limit(counted(context, found.one("length")))


def _within_dozen(context: Context, found: Found) -> Settled | None:
    return limit(counted(context, Length(days=found.one("dozen"))))


def _since(context: Context, found: Found) -> Settled | None:
    day = counted(context, -found.one("length"))
    return replace(day, period=replace(day.period, end=None)) if day else None


def _weekday_then(context: Context, found: Found) -> Settled | None:
    """Read "mardi dans deux semaines": the Tuesday of the week that comes so long after now."""
    weekday, span = kind_of(found), found.one("length")
    then = counted(context, -span if found.has("y") else span)
    if not isinstance(weekday, int) or then is None or then.period.start is None or span.clock:
        return None
    day = then.period.start.first
    return of_days(day + (weekday - day.weekday()) * DAY, convention="weekday-then")


def _coming(context: Context, found: Found) -> Settled | None:
    """Read "les 30 prochains jours": from today on, today included; "les 3 dernières minutes": from now back."""
    span = found.one("length") or length(context, found) or Length.of(1, "hour")
    if span is None:
        return None
    behind = found.has("dernier") or found.has("passe")
    other = counted(context, -span if behind else span)
    if other is None or other.period.start is None:
        return None
    first, last = sorted((context.today, other.period.start.first))
    value = of_days(first, last, convention="coming")
    if other.period.hours is None:
        return value
    now = context.anchor.time().replace(second=0, microsecond=0)
    begins, ends = (other.period.hours.start, now) if behind else (now, other.period.hours.start)
    return replace(other, period=replace(value.period, hours=Hours(start=begins, end=ends)), convention="coming")


_AGO = "(il y a|il ya|ilya|y a|voici|voila|ca fait|cela fait)"
_ABOUT = "(environ|a peu pres|presque|deja|quelque)"
_LESS = "moins (de|d)"
_WITHIN = "(dans|sous|endeans) un? (delai|delais) (maximal|maximum|imperatif|de rigueur)? (de|d)"
_OVER = "(dans|sous|pendant|durant|au <occasion> (de|desplain)|d ici)?"
_END = "(?=<stop>|<dot>|<comma>|<close>|$)"

COMING = (  # before lengths are read
    Rule("coming", f"{_OVER} (le|les|ce)? <n> (prochain|dernier) <units> (?!de|d|du)", "period", _coming),
    Rule("coming", "prochain <n> <units>", "period", _coming),
    Rule("coming", f"(le|les)? <n> <hour> suivant {_END}", "period", _coming, chat=True),
    Rule("coming", "(dans)? (la|ce) prochain <dozen>", "period", _coming),
    Rule("coming", "(la|l) (prochain|dernier) heure", "period", _coming, chat=True),
)
RULES = (
    Rule("coming", f"{_OVER} (le|les|ce)? (prochain|dernier) <length>", "period", _coming),
    Rule(
        "coming",
        f"{_OVER} (le|les|ce)? <length> (a venir|qui viennent|prochain|dernier|passe)",
        "period",
        _coming,
    ),
    Rule("coming", f"{_OVER} (le|les|ce)? <length> suivant {_END}", "period", _coming, chat=True),
    Rule("weekday then", "<date> <comma>? (dans|il y a) <length>", "date", _weekday_then),
    Rule("within", f"dans {_LESS} <length>", "bound", _within),
    Rule("ahead", f"dans {_ABOUT}? <length>", "date", _ahead),
    Rule("within", "avant <length>", "bound", _within),
    Rule("ago", f"{_AGO} ({_ABOUT}|{_LESS})? <length> (?!de|d)", "date", _ago),
    Rule("since", f"depuis ({_ABOUT}|{_LESS})? <length>", "bound", _since),
    Rule("within", f"(sous|d ici|ici) (a)? ({_ABOUT}|un delai de)? <length>", "bound", _within),
    Rule("within", f"{_WITHIN} <length>", "bound", _within),
    Rule("within", "dans (le|les) <length>", "bound", _within),
    Rule("within", "dans la <dozen>", "bound", _within_dozen),
)

"""Days told from today or by their weekday: "demain", "lundi prochain", "jeudi en huit", "la veille de Noël"."""

import datetime as dt
from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Production, Rule, led_by
from knowledge.temporal.moment import Grain
from knowledge.temporal.values import DAY, Partial, Settled, of_days, settle

_BEHIND = ("dernier", "passe", "precedent")


def _shifted(days: int) -> Production:
    return lambda context, found: of_days(context.today + days * DAY)


def _ahead(context: Context, weekday: int) -> dt.date:
    return context.today + ((weekday - context.today.weekday() - 1) % 7 + 1) * DAY


def _near(context: Context, found: Found) -> Settled:
    weekday: int = found.one("weekday")
    if any(found.has(word) for word in _BEHIND):
        return of_days(
            context.today - ((context.today.weekday() - weekday - 1) % 7 + 1) * DAY, convention="last-weekday"
        )
    return of_days(_ahead(context, weekday), convention="next-weekday")


def _in_eight(context: Context, found: Found) -> Settled | None:
    further = {8: 7, 15: 14}.get(found.one("n"))
    return (
        of_days(_ahead(context, found.one("weekday")) + further * DAY, convention="weekday-in-eight")
        if further
        else None
    )


def _this(context: Context, found: Found) -> Settled:
    return of_days(
        context.today + (found.one("weekday") - context.today.weekday()) % 7 * DAY, convention="this-weekday"
    )


def _of_week(context: Context, found: Found) -> Settled | None:
    week = settle(context, found.one("period"))
    if week is None or week.grain is not Grain.WEEK or week.period.start is None:
        return None
    return of_days(week.period.start.first + found.one("weekday") * DAY)


def _plain(context: Context, found: Found) -> Partial:
    return Partial(weekday=found.one("weekday"))


def _part_of_today(context: Context, found: Found) -> Settled:
    return of_days(context.today, ending=_late(found))


def _part_of_day(context: Context, found: Found) -> Settled | Partial:
    """Parts of the day are read as the day; what is before its evening holds the day."""
    value: Settled | Partial = found.one("date")
    settled = value if isinstance(value, Settled) or not _late(found) else value.settle(context)
    return replace(settled, ending=True) if isinstance(settled, Settled) and _late(found) else value


def _late(found: Found) -> bool:
    return found.has("midi") or found.one("daypart") not in (None, "morning")


def _beside(context: Context, found: Found) -> Settled | None:
    """Read "la veille de Noël", "le surlendemain du 17 mai"."""
    when = found.one("when")
    if when is None:
        first = last = context.opening if found.one("event") else context.today
    else:
        base = settle(context, when)
        first, last = (base.period.first_day, base.period.last_day) if base else (None, None)
    if first is None or last is None:
        return None
    convention = "opening" if found.one("event") else None
    if found.has("lendemain") or found.has("surlendemain"):
        return of_days(last + (2 if found.has("surlendemain") else 1) * DAY, convention=convention)
    return of_days(first - (2 if found.has("avant") else 1) * DAY, convention=convention)


_EVE = "(la veille|l avant <dash>? veille|le lendemain|le surlendemain|veille|lendemain)"
_PART = "(<daypart>|apres <dash>? midi)"
_THE = "(de|du|d)? (la|le|l|les)?"

RULES = (
    Rule("today", "(aujourd (hui|ui|oui)|aujourdhui|ce <unit> (?!<n>|de|<dash>|la))", "date", _shifted(0)),
    Rule("today", f"{led_by('de', 'des')} maintenant", "date", _shifted(0)),
    Rule("day after tomorrow", "apres <dash>? demain", "date", _shifted(2)),
    Rule("tomorrow", "demain", "date", _shifted(1)),
    Rule("day before yesterday", "avant <dash>? hier", "date", _shifted(-2)),
    Rule("yesterday", "hier", "date", _shifted(-1)),
    Rule("this part of today", f"ce {_PART}", "date", _part_of_today),
    Rule("weekday in eight days", "(ce)? <weekday> en <n>", "date", _in_eight),
    Rule("weekday of a week", "<weekday> <comma>? (de|d)? (la)? <period>", "date", _of_week),
    Rule("near weekday", "(ce)? <weekday> (prochain|suivant|dernier|passe|precedent|qui vient)", "date", _near),
    Rule("near weekday", "(prochain|dernier) <weekday>", "date", _near),
    Rule("this weekday", "ce <weekday>", "date", _this),
    Rule("weekday", "<weekday>", "date", _plain),
    Rule(
        "part of a day",
        f"<date> (au|dans la|dans l|en|le|a la|a l|de)? ((debut|fin|mi) (de|d)? (la|l)?)? {_PART}",
        "date",
        _part_of_day,
    ),
)
BESIDE = (
    Rule("beside a day", f"{_EVE} {_THE} <when>", "date", _beside),
    Rule("beside the opening", f"{_EVE} {_THE} <event>", "date", _beside),
    Rule("beside today", "^ (la veille|le lendemain|le surlendemain) (<stop>|<dot>)? $", "date", _beside),
)

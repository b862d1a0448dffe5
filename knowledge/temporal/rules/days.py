"""Days told from today or by their weekday: "demain", "lundi prochain", "jeudi en huit", "la veille de Noël"."""

import datetime as dt
from dataclasses import replace

from knowledge.temporal.engine import Context, Found, Production, Rule, led_by
from knowledge.temporal.moment import Grain
from knowledge.temporal.rules.counting import at
from knowledge.temporal.values import DAY, Partial, Settled, of_days, settle

_EIGHTS = {8: 7, 15: 14}  # the day on which one speaks is counted
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
    further = _EIGHTS.get(found.one("n"))
    return (
        of_days(_ahead(context, found.one("weekday")) + further * DAY, convention="weekday-in-eight")
        if further
        else None
    )


def _day_in_eight(context: Context, found: Found) -> Settled | None:
    """Read "d'aujourd'hui en huit"."""
    day, further = settle(context, found.one("date")), _EIGHTS.get(found.one("n"))
    if day is None or further is None or day.period.start is None or day.year_given is False:
        return None
    return of_days(day.period.start.first + further * DAY, convention="weekday-in-eight")


def _this(context: Context, found: Found) -> Settled:
    return of_days(
        context.today + (found.one("weekday") - context.today.weekday()) % 7 * DAY, convention="this-weekday"
    )


def _of_week(context: Context, found: Found) -> Settled | None:
    week = settle(context, found.one("period"))
    if week is None or week.grain is not Grain.WEEK or week.period.start is None:
        return None
    return of_days(week.period.start.first + found.one("weekday") * DAY)


def _following(context: Context, found: Found) -> Settled:
    """Read "mercredi suivant": that of the week after this one."""
    monday = context.today + (7 - context.today.weekday()) * DAY
    return of_days(monday + found.one("weekday") * DAY, convention="following-weekday")


def _now(context: Context, found: Found) -> Settled:
    return replace(at(context.anchor), year_given=False)


def _plain(context: Context, found: Found) -> Partial:
    return Partial(weekday=found.one("weekday"))


_ALONE = "(?!le|la|l|les|<date>|<period>|<occasion>)"
_SIDE = "(avant|apres|suivant|precedant|precedent|qui (suit|precede))"

RULES = (
    Rule("today", "(aujourd (hui|ui|oui)|aujourdhui|ce <unit> (?!<n>|de|<dash>|la))", "date", _shifted(0)),
    Rule("today", f"{led_by('de', 'des')} maintenant", "date", _shifted(0)),
    Rule("today", "en ce moment", "date", _shifted(0), chat=True),
    Rule("now", "(maintenant|tout de suite|a l instant|immediatement)", "now", _now, chat=True),
    Rule("day after tomorrow", "(?<!<length>) apres <dash>? demain", "date", _shifted(2)),
    Rule("tomorrow", "demain", "date", _shifted(1)),
    Rule("day before yesterday", "avant <dash>? hier", "date", _shifted(-2)),
    Rule("yesterday", "hier", "date", _shifted(-1)),
    Rule("weekday in eight days", "(ce)? <weekday> en <n>", "date", _in_eight),
    Rule("in eight days", "<date> en <n> (?!<units>|<counted>)", "date", _day_in_eight),
    Rule("weekday of a week", "<weekday> <comma>? (de|d)? (la)? <period>", "date", _of_week),
    Rule("near weekday", "(ce)? <weekday> (prochain|dernier|passe|qui vient)", "date", _near),
    Rule("near weekday", f"(ce)? <weekday> precedent {_ALONE}", "date", _near, chat=True),
    Rule("following weekday", f"<weekday> (suivant|d apres|qui suit) {_ALONE}", "date", _following, chat=True),
    Rule("near weekday", f"(prochain|dernier) <weekday> (?!{_SIDE})", "date", _near),
    Rule("this weekday", "ce <weekday>", "date", _this),
    Rule("weekday", "<weekday>", "date", _plain),
)

"""Number words, and the numbers that are no date."""

from knowledge.temporal.engine import Context, Found, Rule

_TENS = (20, 30, 40, 50, 60, 80, 100)
_ONWARD = (60, 80)  # French counts on from these to 79 and 99


def _sum(context: Context, found: Found) -> int | None:
    left, *rest = [node.value for node in found.nodes if isinstance(node.value, int)]
    right = rest[0] if rest else 7  # "sept" is kept apart: it may be a month
    if (left, right) == (4, 20):
        return 80
    most = 99 if left == 100 else 19 if left in _ONWARD else 9
    made_of_two = left in _TENS or (left == 10 and right >= 7)
    return left + right if made_of_two and right <= most else None


def _year(context: Context, found: Found) -> int | None:
    thousands, rest = found.all("count")
    return 2000 + rest if thousands == 2 and rest < 100 else None


def _september(context: Context, found: Found) -> int:
    return 9


def _seven(context: Context, found: Found) -> int:
    return 7


def _no_date(context: Context, found: Found) -> bool:
    return False


_ADDED = Rule("number words", "<count> <dash>? (et <dash>?)? (<count>|<one>|sept)", "count", _sum)

RULES = (
    Rule("phone number", "<plus> (<n>|<year>) ((<dash>|<dot>|<open>|<close>)? (<n>|<year>)){1,9}", "barrier", _no_date),
    Rule(
        "number list",
        "(?<!<slash>) (?<!<dot>) <digits> <dot>? <digits> <dot>? <digits> (<dot>? <digits>){1,9}",
        "barrier",
        _no_date,
    ),
    Rule("no such day", "<int> <month>", "barrier", _no_date),
    Rule("quantity", "(<n>|<year>) ((<comma>|<dot>)? <n>)? (<counted>|<percent>)", "barrier", _no_date),
    Rule("around the clock", "(<digits> (h|j) <slash> <digits>|<digits> <slash> <digits> h)", "barrier", _no_date),
    _ADDED,
    _ADDED,
    _ADDED,
    Rule("year in words", "<count> mille <count>", "year", _year),
    Rule("september", "((?<=<day>)|(?<=<day> <dash>)|(?<=<day> <slash>)) sept", "month", _september),
    Rule("september", "(?<=en) sept (?! <unit>)", "month", _september),
    Rule("september", "sept (?=<year>)", "month", _september),
    Rule("seven", "sept", "count", _seven),
)

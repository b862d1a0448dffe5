"""Number words, and the numbers that are no date."""

from knowledge.temporal.engine import Context, Found, Rule

NO_SUCH_DAY = "no such day"
_TENS = (20, 30, 40, 50, 60, 70, 80, 90)
_ONWARD = (60, 80)  # French counts on from these to 79 and 99; Switzerland and Belgium do not
_HUNDRED, _THOUSAND = 100, 1000
_FIRST_YEAR, _LAST_YEAR = 1800, 2199


def number(parts: list[int]) -> int | None:
    """Return the number that words add up to: 4, 20, 10, 8 is 98; None when they are several numbers."""
    total, below = 0, 0  # the thousands, and what is said below a thousand so far
    for part in parts:
        if part == _THOUSAND and not total:
            total, below = _THOUSAND * (below or 1), 0
            continue
        more = _hundreds(below) if part == _HUNDRED else _below_hundred(below, part)
        if more is None:
            return None
        below = more
    return total + below


def _hundreds(below: int) -> int | None:
    return _HUNDRED * (below or 1) if below < 20 else None


def _below_hundred(below: int, part: int) -> int | None:
    """Add a number to what was said below a thousand; "quatre vingt" is a product."""
    if below % _HUNDRED == 4 and part == 20:
        return below + 76
    return below + part if _follows(below % _HUNDRED, part) else None


def _follows(tens: int, part: int) -> bool:
    if tens == 0:
        return True
    if tens == 10:
        return 7 <= part <= 9
    return tens in _TENS and part <= (19 if tens in _ONWARD else 9)


def _values(found: Found) -> list[int]:
    """Return the numbers said; "sept" is kept apart, since it may be a month."""
    return [
        7 if node.value == "sept" else node.value
        for node in found.nodes
        if isinstance(node.value, int) or node.value == "sept"
    ]


def _sum(context: Context, found: Found) -> int | None:
    return number(_values(found))


def _year(context: Context, found: Found) -> int | None:
    """Read "deux mille vingt et un", "mil neuf cent nonante-huit"; a round thousand is a number."""
    year = number(_values(found))
    return year if year and _FIRST_YEAR <= year <= _LAST_YEAR and year % _THOUSAND else None


def _twice(context: Context, found: Found) -> int | None:
    """Read "quarante-cinq (45)"."""
    said, again = found.all("n")
    return int(said) if said == again else None


def _september(context: Context, found: Found) -> int:
    return 9


def _seven(context: Context, found: Found) -> int:
    return 7


def _always(context: Context, found: Found) -> bool | None:
    """Read "24/7" as what it is."""
    return False if found.all("digits") == [24, 7] else None


def _no_date(context: Context, found: Found) -> bool:
    return False


_WORDS = "<count> (<dash>? (et <dash>?)? (<count>|<one>|sept)){1,8}"

RULES = (
    Rule("phone number", "<plus> (<n>|<year>) ((<dash>|<dot>|<open>|<close>)? (<n>|<year>)){1,9}", "barrier", _no_date),
    Rule(
        "number list",
        "(?<!<slash>) (?<!<dot>) <digits> <dot>? <digits> <dot>? <digits> (<dot>? <digits>){1,9}",
        "barrier",
        _no_date,
    ),
    Rule(NO_SUCH_DAY, "<int> <month>", "barrier", _no_date),
    Rule("year in words", _WORDS, "year", _year),
    Rule("number words", _WORDS, "count", _sum),
    Rule("number said twice", "<n> <open> <n> <close>", "count", _twice),
    Rule("quantity", "(<n>|<year>) ((<comma>|<dot>)? <n>)? (<counted>|<percent>)", "barrier", _no_date),
    Rule("around the clock", "<digits> <slash> <digits>", "barrier", _always),
    Rule("around the clock", "(<digits> (h|j) <slash> <digits>|<digits> <slash> <digits> h)", "barrier", _no_date),
    Rule("september", "((?<=<day>)|(?<=<day> <dash>)|(?<=<day> <slash>)) sept", "month", _september),
    Rule("september", "(?<=en) sept (?! <unit>)", "month", _september),
    Rule("september", "sept (?=<year>)", "month", _september),
    Rule("seven", "sept", "count", _seven),
)

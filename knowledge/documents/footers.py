"""The lines that a page repeats at its foot: address, switchboard, page number."""

from knowledge.documents.signs import sign
from knowledge.french.text import fold

_LONGEST = 260  # characters


def is_footer(line: str) -> bool:
    """Tell whether a line is printed at the foot or the head of a page and says nothing of its own."""
    if len(line) > _LONGEST:
        return False
    low = fold(line).strip()
    if sign("page_numbers").fullmatch(low):
        return True
    address = sign("addresses").search(low)
    if not address or low.endswith((".", ";")):
        return False
    return len(low) - len(address[0]) < 60 or "•" in low or bool(sign("ways").search(low))

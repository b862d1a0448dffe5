"""Those to ask: of the header, and those whom the body names for that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from knowledge.french.text import Span, fold
from knowledge.model import Contact
from knowledge.reading.cues import cue, cue_map, pattern
from knowledge.reading.labels import Entry
from knowledge.reading.layout import Block
from knowledge.reading.passage import Passage

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?:\+|\b00)\s?\d[\d\s().·/-]{6,18}\d|\b0\d{2}[\s.]\d{3}[\s.]\d{2}[\s.]\d{2}\b")
_SWISS = "+41"
_FAMILY = frozenset(("contact", "phone", "fax", "email"))
_WORD = r"(?!M\.|MM\.|Mme|Mlle)[A-ZÀ-ÖØ-Þ][\w'’-]*\.?"
TITLED = re.compile(
    r"\b(?P<title>S\. ?E\. ?(?:M\.|Mme)|MM?\.|Mmes?|Mlle|Madame|Monsieur|Mr|Dr)\s+"
    rf"(?P<name>(?:{_WORD}|d[eu]\s)(?:[ ](?:{_WORD}|de|du|van|von|bin|ben|el|al|da|dos|di))*)"
)


@cache
def _office() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<name>{cue('contacts', 'offices')} (?:d|pour|ch|inform|financ|jurid|tech)[^,;:(]*?)"
        r"(?=\s*(?:[,;:(]|$|\bpar\b|\bà l'adresse|\bau\b|\bse tient|\best à|\breste))"
    )


@dataclass
class _Card:
    """A contact while it is being read."""

    names: list[Passage]
    phones: list[str]
    faxes: list[str]
    mails: list[str]
    first: Span
    last: Span
    purpose: str | None = None


def phone_number(written: str) -> str | None:
    """Return the first telephone number of a text in E.164, None without one: "+41 22 730 60 36" -> "+41227306036"."""
    for match in PHONE.finditer(written.replace("(0)", "")):
        digits = re.sub(r"\D", "", match[0])
        if match[0].lstrip().startswith("+"):
            number = f"+{digits}"
        else:
            number = f"+{digits[2:]}" if digits.startswith("00") else _SWISS + digits[1:]
        if 8 <= len(number) - 1 <= 15:
            return number
    return None


def mails(text: str) -> list[str]:
    """Return the electronic addresses of a text, in order."""
    return [match[0].rstrip(".") for match in MAIL.finditer(text)]


def header_contacts(entries: Sequence[Entry]) -> Iterator[Contact]:
    """Yield the contacts of the header; details that come before the first name belong to it."""
    cards: list[_Card] = []
    last = 0  # the block of the entry before
    for entry in entries:
        label = entry.label or entry.follows
        named = entry.label is None and bool(cards) and entry.block - last <= 1 and TITLED.match(entry.value.text)
        label = "contact" if named else label
        if label not in _FAMILY or (entry.label is None and pattern("{header.towards}\\b").match(entry.value.low)):
            continue
        last = entry.block
        told = bool(cards) and bool(cards[-1].phones or cards[-1].faxes or cards[-1].mails)
        fresh = label == "contact" and (entry.label is not None or told)
        if not cards or (fresh and cards[-1].names):
            cards.append(_Card([], [], [], [], entry.line.span, entry.line.span))
        card = cards[-1]
        card.last = entry.line.span
        card.purpose = entry.purpose.line if entry.purpose else card.purpose
        _fill(card, label, entry.value)
    for card in cards:
        yield from _contacts(card)


def _fill(card: _Card, label: str, value: Passage) -> None:
    """Put a value where it belongs; a line may hold a name with its number and its address."""
    card.mails.extend(mails(value.text))
    numbers = [number for each in re.split(r"\s+/\s+|\s*;\s*|\s+ou\s+", value.text) if (number := phone_number(each))]
    if label == "fax" or (label == "contact" and pattern(r"\b{labels.fax}\b").search(value.low)):
        card.faxes.extend(numbers)
    else:
        card.phones.extend(numbers)
    if label == "contact":
        card.names.extend(_names(value))


def _names(value: Passage) -> Iterator[Passage]:
    """Yield the people or offices of "Mme A et M. B", "M. A, Conseiller (a@b.int)"."""
    end = re.search(rf"\s*(?:[,;(]?\s*\b{cue('labels', 'phone')}\b|{MAIL.pattern}|\+\d)", value.low)
    text = value.at(0, end.start()) if end else value
    people = list(TITLED.finditer(value.text))
    if people:
        for match in people:
            yield Passage(value.letter, Span(value.span.start + match.start(), value.span.start + match.end()))
        return
    cut = re.match(r"[^,;(\n]+", text.text)
    if cut and re.search(r"[^\W\d]{2}", cut[0]):
        for part in re.split(r"\s+/\s+|\s+et\s+(?=[A-Z][a-z]+ [A-Z])", cut[0]):
            start = text.span.start + text.text.index(part)
            yield Passage(text.letter, Span(start, start + len(part))).trimmed()


def _contacts(card: _Card) -> Iterator[Contact]:
    """Yield one contact a name; numbers and addresses are shared out when there is one for each."""
    span = Span(card.first.start, card.last.end)
    count = max(1, len(card.names))
    for place in range(count):
        title, name = titled(card.names[place].line) if card.names else (None, None)
        yield Contact(
            span=span,
            name=name,
            title=title,
            phone=_share(card.phones, place, count),
            fax=_share(card.faxes, place, count),
            email=_share(card.mails, place, count),
            purpose=card.purpose,
        )


def _share(values: list[str], place: int, count: int) -> str | None:
    if not values:
        return None
    return values[place] if len(values) == count else values[0]


def titled(written: str) -> tuple[str | None, str]:
    """Part a form of address from a name: "Mme Gitanjali Sah" -> ("Mme", "Gitanjali Sah")."""
    titles = cue_map("titles")
    for form in sorted(titles, key=len, reverse=True):
        match = re.match(rf"{re.escape(form)}\.?\s+", fold(written))
        if match:
            return str(titles[form]), plain_name(written[match.end() :])
    return None, plain_name(written)


def plain_name(written: str) -> str:
    """Return a name in normal case: "Houlin ZHAO" -> "Houlin Zhao"."""
    return " ".join(_normal(word) for word in written.strip(" ,.;").split())


def _normal(word: str) -> str:
    if len(word) > 2 and word.isupper() and word.replace("-", "").replace("'", "").isalpha():
        return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), word)
    return word


# ------------------------------------------------------------------ in the body


def body_contacts(body: Sequence[Block], known: Sequence[Contact]) -> Iterator[Contact]:
    """Yield the people and offices that a sentence of the body names as those to ask, unless the header has them."""
    told = {fold(each) for contact in known for each in (contact.name, contact.email) if each}
    asking = pattern(r"\b{contacts.asking}")
    for block in body:
        for sentence in block.sentences:
            if not asking.search(sentence.low):
                continue
            for contact in _asked(sentence):
                if not told & {fold(each) for each in (contact.name, contact.email) if each}:
                    told |= {fold(each) for each in (contact.name, contact.email) if each}
                    yield contact


def _asked(sentence: Passage) -> Iterator[Contact]:
    text = sentence.text
    people = [(match, match["title"]) for match in TITLED.finditer(text)]
    found = people or [(match, "") for match in _office().finditer(text)]
    for place, (match, _) in enumerate(found):
        end = found[place + 1][0].start() if place + 1 < len(found) else len(text)
        details = text[match.end() : end]
        addresses, number = mails(details), phone_number(details)
        if not addresses and number is None:
            continue
        title, name = titled(match[0]) if people else (None, match["name"].strip())
        fax = re.search(r"(?:[Tt]élécopie|[Ff]ax)\W*(\+[\d\s()]+)", details)
        contact = Contact(span=sentence.span, name=name, title=title, phone=number, email=next(iter(addresses), None))
        yield replace(contact, fax=phone_number(fax[1])) if fax else contact

"""Those to ask: of the header, and those whom the body names for that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.documents.evidence import Sign, labels, signs
from knowledge.documents.model import Block, Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.sentences import sentences
from knowledge.documents.values import CUES, MAIL, TITLED, URL, is_name, mails, phone_number, phone_numbers, titled
from knowledge.extraction.fields import Field
from knowledge.extraction.form import FORM
from knowledge.french.text import Span, fold
from knowledge.model import Contact

_FAMILY = frozenset(("contact", "phone", "fax", "email"))


@dataclass
class _Card:
    """A contact while it is being read."""

    first: Span
    last: Span
    block: int
    names: list[Passage] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    faxes: list[str] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    purpose: str | None = None
    told: bool = False  # a label says that it is a contact

    @property
    def reachable(self) -> bool:
        return bool(self.phones or self.faxes or self.mails)


# ------------------------------------------------------------------ of the header


def header_contacts(fields: Sequence[Field], document: Document) -> Iterator[Contact]:
    """Yield the contacts of the header; details that come before the first name belong to it."""
    cards: list[_Card] = []
    for each in fields:
        family = _contact_family(each, cards)
        if family is None or each.zone is Zone.SIGNATURE or _of_switchboard(each.line):
            continue
        fresh = family == "contact" and (each.family is not None or cards[-1].reachable if cards else True)
        if not cards or (fresh and cards[-1].names):
            cards.append(_Card(each.line.span, each.line.span, each.block))
        card = cards[-1]
        card.last, card.block = each.line.span, each.block
        card.purpose = each.purpose or card.purpose
        card.told = card.told or family == "contact" or each.zone is Zone.HEADER
        _fill(card, family, each.value)
    for card in cards:
        postal = any(Sign.ADDRESS in signs(Passage(document.text, line)) for line in document.blocks[card.block].lines)
        if card.names or (card.mails and card.told and not postal):
            yield from _contacts(card)


def _contact_family(each: Field, cards: Sequence[_Card]) -> str | None:
    """Return what a value is of a contact: as its label says, or as it is written."""
    told = each.told
    if told in _FAMILY:
        return None if each.family is None and signs(each.value) & {Sign.TOWARDS, Sign.DAY} else told
    reachable = bool(phone_number(each.value.text) or MAIL.search(each.value.text))
    person = TITLED.match(each.value.text) is not None
    if person and reachable and told in (None, "other", "service"):
        return "contact"
    if told is None and cards and each.block - cards[-1].block <= 1 and person:
        return "contact"
    return None


def _of_switchboard(line: Passage) -> bool:
    """Tell whether a line is the address of the house: a street, or numbers beside the address of its pages."""
    return Sign.ADDRESS in signs(line) or bool(URL.search(line.text) and PHONES(line.text) and not TITLED.search(line.text))


def PHONES(text: str) -> bool:
    return phone_number(text) is not None


def _fill(card: _Card, family: str, value: Passage) -> None:
    """Put a value where it belongs; a line may hold a name with its number and its address."""
    card.mails.extend(mails(value.text))
    numbers = list(phone_numbers(value.text))
    if family == "fax" or (family == "contact" and CUES.pattern(r"\b{labels.fax}\b").search(value.low)):
        card.faxes.extend(numbers)
    else:
        card.phones.extend(numbers)
    if family == "contact":
        card.names.extend(_names(value))


def _names(value: Passage) -> Iterator[Passage]:
    """Yield the people or offices of "Mme A et M. B", "M. A, Conseiller (a@b.int)"."""
    end = re.search(rf"\s*(?:[,;(]?\s*\b{CUES.any_of('labels', 'phone')}\b|{MAIL.pattern}|\+\d)", value.low)
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


# ------------------------------------------------------------------ of the body


def body_contacts(document: Document, known: Sequence[Contact]) -> Iterator[Contact]:
    """Yield the people and offices that the body or an annex names as those to ask, unless the header has them."""
    told = {fold(each) for contact in known for each in (contact.name, contact.email) if each}
    for block in document.blocks:
        if block.zone not in (Zone.BODY, Zone.ANNEX):
            continue
        for contact in _of_block(document, block):
            own = {fold(each) for each in (contact.name, contact.email) if each}
            if not (fold(contact.name or "") in told or (own <= told)):
                told |= own
                yield contact


def _of_block(document: Document, block: Block) -> Iterator[Contact]:
    if block.kind is Kind.ROW:
        yield from _of_row(document, block)
        return
    asking = FORM.pattern(r"\b{contacts.asking}")
    heading = document.blocks[block.path[-1]].span if block.path else Span(0, 0)
    asked_above = asking.search(Passage(document.text, heading).low) is not None
    for sentence in sentences(document, block):
        if asking.search(sentence.low) or (asked_above and sentence):
            yield from _asked(sentence)
        elif labels(sentence) and labels(sentence)[0].start == 0:
            yield from _asked(sentence, people_only=True)


def _of_row(document: Document, block: Block) -> Iterator[Contact]:
    """A row with somebody's name and a way to reach him; an office only where a column is headed by such a word."""
    cells = [Passage(document.text, cell.span) for cell in block.cells]
    row = " ; ".join(cell.line for cell in cells)
    phone, mail = phone_number(row), next(iter(mails(row)), None)
    named = next((cell for cell in cells if TITLED.match(cell.text) or _headed_contact(document, block, cell)), None)
    if named is None or not (phone or mail):
        return
    title, name = titled(re.split(r"[,(]", named.line)[0])
    yield Contact(span=block.span, name=name, title=title, phone=phone, email=mail)


def _headed_contact(document: Document, block: Block, cell: Passage) -> bool:
    header = next((each.header for each in block.cells if each.span == cell.span), None)
    if header is None or not cell or MAIL.search(cell.text) or phone_number(cell.text):
        return False
    low = Passage(document.text, header).low.strip()
    return bool(CUES.pattern("{labels.contact}").fullmatch(low)) or is_name(cell.line)


def _asked(sentence: Passage, *, people_only: bool = False) -> Iterator[Contact]:
    text = sentence.text
    people = [(match.start(), match.end(), match[0]) for match in TITLED.finditer(text)]
    found = people or ([] if people_only else list(_offices(sentence)))
    for place, (_, stop, written) in enumerate(found):
        end = found[place + 1][0] if place + 1 < len(found) else len(text)
        details = text[stop:end]
        addresses, number = mails(details), phone_number(details)
        if not addresses and number is None:
            continue
        title, name = titled(written) if people else (None, written[:1].upper() + written[1:])
        fax = re.search(r"(?:[Tt]élécopie|[Ff]ax)\W*(\+[\d\s()]+)", details)
        faxed = phone_number(fax[1]) if fax else None
        phone = None if faxed and number == faxed else number
        yield Contact(span=sentence.span, name=name, title=title, phone=phone, fax=faxed, email=next(iter(addresses), None))


def _offices(sentence: Passage) -> Iterator[tuple[int, int, str]]:
    named = FORM.pattern(
        r"\b{contacts.offices} (?:[a-z][^,;:(]*?)"
        r"(?=\s*(?:[,;:(]|$|\bpar\b|\ba l'adresse|\bau\b|\bse tien|\best a\b|\breste|\brepond|\best a))"
    )
    for match in named.finditer(sentence.low):
        passage = sentence.group(match)
        yield passage.span.start - sentence.span.start, passage.span.end - sentence.span.start, passage.line

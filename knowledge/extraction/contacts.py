"""Those to ask: of the header, and those whom the body names for that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.documents.evidence import Sign, labels, signs
from knowledge.documents.model import Block, Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.sentences import sentences
from knowledge.documents.values import CUES, MAIL, TITLED, URL, mails, phone_number, phone_numbers, titled
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
        if card.names or (card.mails and card.told and not _postal(card, document)):
            yield from _contacts(card)


def house_contact(document: Document) -> Iterator[Contact]:
    """Yield the ways to reach the house itself, for a letter that names nobody to ask."""
    for block in document.blocks:
        line = Passage(document.text, block.span)
        if block.zone in (Zone.LETTERHEAD, Zone.HEADER, Zone.FOOTER) and MAIL.search(line.text):
            found = _reached(line, line.text)
            if found is not None:
                yield found
                return


def _postal(card: _Card, document: Document) -> bool:
    """Tell whether the ways to reach somebody stand among the lines of a postal address: those of the house."""
    return any(Sign.ADDRESS in signs(Passage(document.text, line)) for line in document.blocks[card.block].lines)


def _contact_family(each: Field, cards: Sequence[_Card]) -> str | None:
    """Return what a value is of a contact: as its label says, or as it is written."""
    told = each.told
    if told in _FAMILY and not (each.family is None and TITLED.match(each.value.text)):
        return None if each.family is None and signs(each.value) & {Sign.TOWARDS, Sign.DAY} else told
    reachable = bool(phone_number(each.value.text) or MAIL.search(each.value.text))
    person = TITLED.match(each.value.text) is not None
    near = bool(cards) and each.block - cards[-1].block <= 1
    if person and (told in _FAMILY or (reachable and told in (None, "other", "service")) or (told is None and near)):
        return "contact"
    return None


def _of_switchboard(line: Passage) -> bool:
    """Tell whether a line is the address of the house: a street, or numbers beside the address of its pages."""
    called = phone_number(line.text) is not None and not TITLED.search(line.text)
    return Sign.ADDRESS in signs(line) or (called and URL.search(line.text) is not None)


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


def body_contacts(document: Document, header: Sequence[Contact]) -> Iterator[Contact]:
    """Yield the people, then the offices that the body or an annex names as those to ask, unless they are known.

    An office under a known address is nobody new.
    """
    names = {fold(contact.name) for contact in header if contact.name}
    boxes = {fold(contact.email) for contact in header if contact.email}
    blocks = [block for block in document.blocks if block.zone in (Zone.BODY, Zone.ANNEX)]
    told = [each for block in blocks for each in _of_block(document, block)]
    for contact in sorted(told, key=lambda each: each.title is None):
        name, box = fold(contact.name or ""), fold(contact.email or "")
        if name not in names and (contact.title or not box or box not in boxes):
            names.add(name)
            boxes.add(box)
            yield contact


def _of_block(document: Document, block: Block) -> Iterator[Contact]:
    if block.kind is Kind.ROW:
        yield from _of_row(document, block)
        return
    asking = FORM.pattern(r"\b{contacts.asking}")
    heading = document.blocks[block.path[-1]].span if block.path else block.run_in or Span(0, 0)
    listed = asking.search(Passage(document.text, heading).low) is not None
    for sentence in sentences(document, block):
        asked = listed or asking.search(sentence.low) is not None
        labelled = bool(labels(sentence)) and labels(sentence)[0].start == 0
        yield from _people(document, sentence, asked=asked or labelled)
        listed = listed or asked  # what goes on in the paragraph tells the others to ask
        if asked and not TITLED.search(sentence.text):
            yield from _of_offices(sentence)


def _of_row(document: Document, block: Block) -> Iterator[Contact]:
    """Yield who is named in a row beside a way to reach him; an office only in a column of those to ask."""
    cells = [Passage(document.text, cell.span) for cell in block.cells]
    row = " ; ".join(cell.line for cell in cells)
    phone, mail = phone_number(row), next(iter(mails(row)), None)
    named = next((cell for cell in cells if TITLED.match(cell.text)), None)
    headed = (Passage(document.text, cell.span) for cell in block.cells if cell.header and _asks(document, cell.header))
    named = named or next((cell for cell in headed if cell and not MAIL.search(cell.text)), None)
    if named is not None and (phone or mail):
        title, name = titled(re.split(r"[,(]", named.line)[0])
        yield Contact(span=block.span, name=name, title=title, phone=phone, email=mail)


def _asks(document: Document, header: Span) -> bool:
    return CUES.pattern("{labels.contact}").fullmatch(Passage(document.text, header).low.strip()) is not None


def _people(document: Document, sentence: Passage, *, asked: bool) -> Iterator[Contact]:
    """Yield the people of a sentence with the ways to reach them; who has a telephone is there to be called."""
    found = list(TITLED.finditer(sentence.text))
    for match, following in zip(found, (*found[1:], None), strict=False):
        details = sentence.text[match.end() : following.start() if following else len(sentence.text)]
        contact = _reached(sentence, details)
        if contact is None and asked and following is None:
            contact = _pointed(document, sentence)
        if contact is not None and (asked or contact.phone):
            title, name = titled(match[0])
            yield replace(contact, name=name, title=title)


def _reached(sentence: Passage, details: str) -> Contact | None:
    """Return the ways to reach somebody that the words after his name give."""
    mail, phone = next(iter(mails(details)), None), phone_number(details)
    fax = re.search(r"(?:[Tt]élécopie|[Ff]ax)(?:\s\w+)?\W*(\+[\d\s()]+)", details)
    faxed = phone_number(fax[1]) if fax else None
    phone = None if faxed and phone == faxed else phone
    return Contact(span=sentence.span, phone=phone, fax=faxed, email=mail) if mail or phone or faxed else None


def _pointed(document: Document, sentence: Passage) -> Contact | None:
    """Return the ways to reach somebody that stand elsewhere: in the header, or in the paragraph that is named."""
    if not FORM.pattern(r"\b{contacts.pointing}").search(sentence.low):
        return None
    named = re.search(r"\b(?:paragraphe|point|section)\s+(\d+)", sentence.low)
    for block in document.blocks:
        marked = named and block.marker and block.marker.strip("().") == named[1]
        if marked or (not named and block.zone in (Zone.LETTERHEAD, Zone.HEADER)):
            found = _reached(sentence, document.text[block.span.start : block.span.end])
            if found is not None:
                return found if marked else _of_the_head(document, sentence)
    return None


def _of_the_head(document: Document, sentence: Passage) -> Contact | None:
    heads = [block.span for block in document.blocks if block.zone in (Zone.LETTERHEAD, Zone.HEADER)]
    lines = (line for line in (Passage(document.text, span) for span in heads) if not _of_switchboard(line))
    return _reached(sentence, "\n".join(line.text for line in lines))


def _of_offices(sentence: Passage) -> Iterator[Contact]:
    """Yield the office that a sentence names with a way to reach it."""
    named = FORM.pattern(
        r"\b(?P<name>{contacts.offices}\b(?: [a-z][^,;:(]*?)??)"
        r"(?=\s*(?:[,;:(]|$|\b(?:par|au|se tien\w+|est|reste\w*|repond\w+)\b|\ba l'adresse))"
    )
    for match in named.finditer(sentence.low):
        name = sentence.group(match, "name")
        contact = _reached(sentence, sentence.text[name.span.end - sentence.span.start :])
        if contact is not None:
            yield replace(contact, name=name.line[:1].upper() + name.line[1:])
            return

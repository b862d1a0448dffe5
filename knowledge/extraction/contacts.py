"""Those to ask: of the header, and those whom the body names for that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.documents.evidence import Sign, labels, signs
from knowledge.documents.model import Block, Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.sentences import sentences
from knowledge.documents.values import CUES, MAIL, TITLED, URL, mails, phone_number, phone_numbers, titled
from knowledge.documents.zones import lines_in
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
    for each in filter(_may_tell, fields):
        family = _contact_family(each, cards)
        if family is None:
            continue
        if not cards or (cards[-1].names and _begins(each, family, cards[-1])):
            cards.append(_Card(each.line.span, each.line.span, each.block))
        _write(cards[-1], each, family)
    for card in cards:
        if card.names or not _postal(card, document):
            yield from _contacts(card)


def _may_tell(each: Field) -> bool:
    return each.zone is not Zone.SIGNATURE and not _of_switchboard(each.line)


def _begins(each: Field, family: str, card: _Card) -> bool:
    """Tell whether a name begins another contact: it has its label, or the one before has been told how to reach."""
    return family == "contact" and (each.family is not None or card.reachable)


def _write(card: _Card, each: Field, family: str) -> None:
    card.last, card.block = each.line.span, each.block
    card.purpose = each.purpose or card.purpose
    card.told = card.told or family == "contact" or each.zone is Zone.HEADER
    _fill(card, family, each.value)


def house_contact(document: Document) -> Iterator[Contact]:
    """Yield the ways to reach the house itself, for a letter that names nobody to ask."""
    lines = lines_in(document, Zone.LETTERHEAD, Zone.HEADER, Zone.FOOTER)
    found = (_reached(line, line.text) for line in lines if MAIL.search(line.text))
    yield from list(filter(None, found))[:1]


def _postal(card: _Card, document: Document) -> bool:
    """Tell whether the ways to reach a nameless one are the house's: without a mailbox, or among a postal address."""
    if not card.mails or not card.told:
        return True
    return any(Sign.ADDRESS in signs(Passage(document.text, line)) for line in document.blocks[card.block].lines)


def _contact_family(each: Field, cards: Sequence[_Card]) -> str | None:
    """Return what a value is of a contact: as its label says, or as it is written; None for what is of none."""
    if each.family is None and TITLED.match(each.value.text):
        return "contact" if _may_name(each, cards) else None
    if each.told in _FAMILY:
        return None if each.family is None and signs(each.value) & {Sign.TOWARDS, Sign.DAY} else each.told
    named = each.family in ("other", "service") and TITLED.match(each.value.text) and _reachable(each.value)
    return "contact" if named else None


def _may_name(each: Field, cards: Sequence[_Card]) -> bool:
    """Tell whether a person whom no label announces is a contact: near others, or with a way to reach him."""
    near = bool(cards) and each.block - cards[-1].block <= 1
    return each.told in _FAMILY or (each.told is None and (near or _reachable(each.value)))


def _reachable(value: Passage) -> bool:
    return phone_number(value.text) is not None or MAIL.search(value.text) is not None


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
    if family == "contact" and not (card.names and signs(value) == {Sign.FUNCTION}):
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
    blocks = (block for block in document.blocks if block.zone in (Zone.BODY, Zone.ANNEX))
    told = [each for block in blocks for each in _of_block(document, block)]
    known = list(header)
    for contact in sorted(told, key=lambda each: each.title is None):
        if not any(_same(contact, each) for each in known):
            known.append(contact)
            yield contact


def _same(contact: Contact, other: Contact) -> bool:
    if contact.name and other.name and fold(contact.name) == fold(other.name):
        return True
    return contact.title is None and contact.email is not None and fold(contact.email) == fold(other.email or "")


def _of_block(document: Document, block: Block) -> Iterator[Contact]:
    if block.kind is Kind.ROW:
        yield from _of_row(document, block)
        return
    listed = any(_invites(each.low) for each in _above(document, block))
    for sentence in sentences(document, block):
        listed = listed or FORM.pattern(r"\b{contacts.asking}").search(sentence.low) is not None  # and what goes on
        labelled = any(label.start == 0 for label in labels(sentence))
        yield from _people(document, sentence, asked=listed or labelled)
        if listed and not TITLED.search(sentence.text):
            yield from _of_offices(sentence)


def _above(document: Document, block: Block) -> Iterator[Passage]:
    """Yield what a block stands under: its heading, the lead-in of its list, its own title."""
    for place in (*block.path[-1:], *([] if block.lead is None else [block.lead])):
        yield Passage(document.text, document.blocks[place].span)
    if block.run_in is not None:
        yield Passage(document.text, block.run_in)


def _invites(low: str) -> bool:
    """Tell whether a heading or a lead-in says that those below are there to be asked."""
    named = CUES.pattern(r"(?:les |vos |nos )?{labels.contact}\s*:?").fullmatch(low.strip())
    return named is not None or FORM.pattern(r"\b{contacts.asking}").search(low) is not None


def _of_row(document: Document, block: Block) -> Iterator[Contact]:
    """Yield who is named in a row beside a way to reach him; an office only in a column of those to ask."""
    row = Passage(document.text, block.span)
    cells = [(Passage(document.text, cell.span), cell.header) for cell in block.cells]
    people = (cell for cell, _ in cells if TITLED.match(cell.text))
    headed = (cell for cell, header in cells if _asks(document, header) and not MAIL.search(cell.text))
    named = next(filter(None, (*people, *headed)), None)
    contact = _reached(row, " ; ".join(cell.line for cell, _ in cells))
    if named is not None and contact is not None:
        title, name = titled(re.split(r"[,(]", named.line)[0])
        yield replace(contact, name=name, title=title)


def _asks(document: Document, header: Span | None) -> bool:
    return (
        header is not None
        and CUES.pattern("{labels.contact}").fullmatch(Passage(document.text, header).low.strip()) is not None
    )


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
    """Return the ways to reach somebody that stand elsewhere: in the paragraph that is named, or in the header."""
    if not FORM.pattern(r"\b{contacts.pointing}").search(sentence.low):
        return None
    named = re.search(r"\b(?:paragraphe|point|section)\s+(\d+)", sentence.low)
    if named is None:
        return _of_the_head(document, sentence)
    spans = (block.span for block in document.blocks if block.marker and block.marker.strip("().") == named[1])
    return next(filter(None, (_reached(sentence, document.text[slice(*span)]) for span in spans)), None)


def _of_the_head(document: Document, sentence: Passage) -> Contact | None:
    lines = (line.text for line in lines_in(document, Zone.LETTERHEAD, Zone.HEADER) if not _of_switchboard(line))
    return _reached(sentence, "\n".join(lines))


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

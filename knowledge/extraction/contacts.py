"""Those to ask: of the header, and those whom the body names for that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.documents.evidence import Sign, labels, of_house, signs
from knowledge.documents.model import Block, Cell, Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.sentences import sentences
from knowledge.documents.values import CUES, MAIL, TITLED, mails, phone_number, phone_numbers, titled
from knowledge.documents.zones import lines_in
from knowledge.extraction.fields import Field
from knowledge.extraction.form import FORM
from knowledge.french.text import Span, fold
from knowledge.model import Contact

_OFFICES = re.compile(r"(?:^|\s/\s|\set\s)\s*(?P<office>\S.*?)(?=\s+/\s|\s+et\s+[A-Z][a-z]+ [A-Z]|\s*$)")
_FAMILY = frozenset(("contact", "phone", "fax", "email"))


@dataclass
class _Card:
    """A contact while it is being read; several names may share it."""

    first: Field
    last: Field
    names: list[Passage] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    faxes: list[str] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    purpose: str | None = None


# ------------------------------------------------------------------ of the header


def read_contacts(document: Document, fields: Sequence[Field]) -> tuple[Contact, ...]:
    """Return the contacts of the header and those whom the body names; the house itself when there is nobody."""
    named = (card for card in _cards(fields) if card.names or not _postal(card, document))
    header = [contact for card in named for contact in _contacts(card)]
    told = (*header, *_of_body(document, header))
    lines = lines_in(document, Zone.LETTERHEAD, Zone.HEADER, Zone.FOOTER)
    return told or tuple(filter(None, (_reached(line, line.text) for line in lines if MAIL.search(line.text))))[:1]


def _cards(fields: Sequence[Field]) -> list[_Card]:
    """Return the contacts of the header; details that come before the first name belong to it."""
    cards: list[_Card] = []
    for each in fields:
        family = None if each.zone is Zone.SIGNATURE or of_house(each.line) else _family(each)
        if family is None:
            continue
        if not cards or (family == "contact" and _begins(each, cards[-1])):
            cards.append(_Card(each, each))
        _write(cards[-1], each, family)
    return cards


def _family(each: Field) -> str | None:
    """Return what a value is of a contact: as its label says, or as it is written; None for what is of none."""
    text = each.value.text
    if TITLED.match(text):
        reached = phone_number(text) is not None or MAIL.search(text) is not None
        return "contact" if each.told in (None, *_FAMILY) or (reached and each.family in ("other", "service")) else None
    labelled = each.family or not signs(each.value) & {Sign.TOWARDS, Sign.DAY}
    return each.told if each.told in _FAMILY and labelled else None


def _begins(each: Field, card: _Card) -> bool:
    """Tell whether a name begins another contact: it has its label, or the one before has been told how to reach."""
    if not card.names:
        return each.family == "contact" and card.last.zone is Zone.LETTERHEAD  # the numbers of the house stand above
    return each.family is not None or bool(card.phones or card.faxes or card.mails)


def _write(card: _Card, each: Field, family: str) -> None:
    """Put a value where it belongs; a line may hold a name with its number and its address."""
    card.last, card.purpose = each, each.purpose or card.purpose
    card.mails += mails(each.value.text)
    faxed = family == "fax" or (family == "contact" and CUES.pattern(r"\b{labels.fax}\b").search(each.value.low))
    (card.faxes if faxed else card.phones).extend(phone_numbers(each.value.text))
    if family == "contact" and not (card.names and signs(each.value) == {Sign.FUNCTION}):
        card.names += _names(each.value)


def _postal(card: _Card, document: Document) -> bool:
    """Tell whether the ways to reach a nameless one are the house's: without a mailbox, or among a postal address."""
    lines = document.blocks[card.last.block].lines
    house = card.last.zone is Zone.LETTERHEAD or not card.mails
    return house or any(Sign.ADDRESS in signs(Passage(document.text, line)) for line in lines)


def _names(value: Passage) -> Iterator[Passage]:
    """Yield the people or offices of "Mme A et M. B", "M. A, Conseiller (a@b.int)"."""
    end = re.search(rf"\s*(?:[,;(]?\s*\b{CUES.any_of('labels', 'phone')}\b|{MAIL.pattern}|\+\d|[,;(])", value.low)
    offices = _OFFICES.finditer((value.at(0, end.start()) if end else value).text)
    for match in list(TITLED.finditer(value.text)) or offices:
        start, stop = match.span(match.lastgroup if match.lastgroup == "office" else 0)
        name = Passage(value.letter, Span(value.span.start + start, value.span.start + stop))
        if re.search(r"[^\W\d]{2}", name.text):
            yield name


def _contacts(card: _Card) -> Iterator[Contact]:
    """Yield one contact a name; numbers and addresses are shared out when there is one for each."""
    count = max(1, len(card.names))
    for place in range(count):
        title, name = titled(card.names[place].line) if card.names else (None, None)
        phone, fax, mail = (
            (each[place] if len(each) == count else next(iter(each), None))
            for each in (card.phones, card.faxes, card.mails)
        )
        span = Span(card.first.line.span.start, card.last.line.span.end)
        yield Contact(span=span, name=name, title=title, phone=phone, fax=fax, email=mail, purpose=card.purpose)


# ------------------------------------------------------------------ of the body


def _of_body(document: Document, header: Sequence[Contact]) -> list[Contact]:
    """Return the people, then the offices that the body or an annex names as those to ask, unless they are known.

    An office under a known address is nobody new.
    """
    blocks = [
        block
        for block in document.blocks
        if block.zone in (Zone.BODY, Zone.ANNEX) or (block.zone is Zone.SIGNATURE and block.kind is Kind.ROW)
    ]
    told = [*_of_columns(document, blocks), *(each for block in blocks for each in _of_block(document, block))]
    found: list[Contact] = []
    for contact in sorted(told, key=_is_office):
        if not any(_same(contact, each) for each in (*header, *found)):
            found.append(contact)
    return found


def _is_office(contact: Contact) -> bool:
    named = FORM.pattern(r"(?:l[ea] |l')?{contacts.offices}\b").match(fold(contact.name or ""))
    return named is not None or (contact.title is None and contact.name is None)


def _same(contact: Contact, other: Contact) -> bool:
    if contact.name and other.name and fold(contact.name) == fold(other.name):
        return True
    return _is_office(contact) and contact.email is not None and fold(contact.email) == fold(other.email or "")


def _of_block(document: Document, block: Block) -> Iterator[Contact]:
    if block.kind is Kind.ROW:
        yield from filter(None, [_of_cells(document, block.cells)])
        return
    asking = FORM.pattern(r"\b{contacts.asking}")
    above = [document.blocks[place].span for place in (*block.path[-1:], block.lead) if place is not None]
    titles = [Passage(document.text, span) for span in (*above, block.run_in) if span is not None]
    listed = any(_heads_contacts(title) or asking.search(title.low) for title in titles)
    for sentence in sentences(document, block):
        listed = listed or asking.search(sentence.low) is not None  # and what goes on
        labelled = any(label.start == 0 for label in labels(sentence))
        yield from _people(document, sentence, asked=listed or labelled)
        if listed and not TITLED.search(sentence.text):
            yield from _of_offices(sentence)


def _heads_contacts(title: Passage) -> bool:
    return CUES.pattern(r"(?:les |vos |nos )?{labels.contact}\s*:?").fullmatch(title.low.strip()) is not None


def _of_columns(document: Document, blocks: Sequence[Block]) -> Iterator[Contact]:
    """Yield those of tables whose first row calls every column a contact: a name with what stands below it."""
    tables: dict[int, list[tuple[Cell, ...]]] = {}
    for block in blocks:
        tables.setdefault(block.table, []).append(block.cells)
    for heads, *rows in tables.values():
        if heads and all(_heads_contacts(Passage(document.text, cell.span)) for cell in heads):
            yield from filter(None, (_of_cells(document, cells) for cells in zip(*rows, strict=False)))


def _of_cells(document: Document, cells: Sequence[Cell]) -> Contact | None:
    """Return who is named in cells beside a way to reach him; an office only in a column of those to ask."""
    texts = [Passage(document.text, cell.span) for cell in cells]
    heads = [cell.header is not None and _heads_contacts(Passage(document.text, cell.header)) for cell in cells]
    people = [text for text in texts if TITLED.match(text.text)]
    offices = [text for text, headed in zip(texts, heads, strict=True) if headed and not MAIL.search(text.text)]
    whole = Passage(document.text, Span(cells[0].span.start, cells[-1].span.end))
    contact = _reached(whole, " ; ".join(text.line for text in texts))
    for named in filter(None, (*people, *offices) if contact else ()):
        title, name = titled(re.split(r"[,(]", named.line)[0])
        return contact and replace(contact, name=name, title=title)
    return None


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
        lines = lines_in(document, Zone.LETTERHEAD, Zone.HEADER)
        return _reached(sentence, "\n".join(line.text for line in lines if not of_house(line)))
    spans = (block.span for block in document.blocks if block.marker and block.marker.strip("().") == named[1])
    return next(filter(None, (_reached(sentence, document.text[slice(*span)]) for span in spans)), None)


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

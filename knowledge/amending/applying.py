"""An amendment applied: words replaced, events and deadlines moved, contacts put in the place of others."""

from collections.abc import Mapping
from dataclasses import replace

from knowledge.amending.amendment import Amendment
from knowledge.amending.deadlines import drop_cancelled, follow_openings, take_deadlines
from knowledge.amending.events import take_events
from knowledge.amending.replacing import make
from knowledge.extraction.amendments import contacts_replaced, mailboxes_replaced, replacements
from knowledge.model import Amending, Contact, Letter


def apply(amendment: Amendment) -> Letter:
    """Return the letter as amended."""
    target, letter = amendment.target, amendment.letter
    for change in replacements(letter):
        make(change, amendment)
    take_events(amendment)
    take_deadlines(amendment)
    follow_openings(amendment)
    drop_cancelled(amendment)
    mail = {old: new for old, new, _ in mailboxes_replaced(letter)}
    deadlines = tuple(
        replace(each, reply_to=tuple(mail.get(address, address) for address in each.reply_to))
        for each in amendment.deadlines
    )
    amending = Amending(reference=letter.reference, date=letter.date, start=len(target.text) + 1)
    return replace(
        target,
        text=f"{target.text}\n{letter.text}",
        sentences=(*target.sentences, *(amendment.moved(span) for span in letter.sentences)),
        events=tuple(amendment.events),
        deadlines=deadlines,
        contacts=_contacts(amendment, mail),
        amendments=(*target.amendments, amending),
    )


def _contacts(amendment: Amendment, mail: Mapping[str, str]) -> tuple[Contact, ...]:
    """Return the contacts that hold: the new ones first, those that go left out, addresses that change changed."""
    target, letter = amendment.target, amendment.letter
    known = tuple(each.name for each in target.contacts if each.name)
    gone = {old: new for old, new, _ in contacts_replaced(letter, known)}
    heirs = [
        replace(each, span=amendment.moved(each.span), evidence=())
        for each in letter.contacts
        if each.name in gone.values()
    ]
    kept = (each for each in target.contacts if each.name not in gone)
    return (*heirs, *(replace(each, email=mail.get(each.email or "", each.email)) for each in kept))

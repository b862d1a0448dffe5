"""A contact as a card, and a letter's own file."""

import asyncio
from pathlib import Path

from bot.cards.offer import CARD, FILE, find
from bot.cards.vcard import LONGEST, names, vcard
from bot.entities.editions import key_of
from bot.handlers.desk import Exchange
from bot.phrasing import Answer
from bot.queries.acts import Act
from knowledge.model import Letter
from knowledge.settings import Settings as Knowledge

MOST = 3  # files sent at once


async def tap(exchange: Exchange, pressed: str) -> None:
    """Send the card that a button stands for: to be kept with one touch where there is a number, else as a file."""
    found = find(pressed, exchange.desk.assistant().library) if pressed.startswith(CARD) else None
    if found is None:
        await exchange.tell(exchange.desk.sentences.cards.gone)
        return
    letter, contact = found
    card = vcard(contact, letter)
    if contact.phone and len(card.encode()) <= LONGEST:
        await exchange.introduce(contact.phone, names(contact, letter), card)
    else:
        said = exchange.desk.sentences.cards.card.format(name=contact.name or contact.email or letter.reference)
        await exchange.hand((exchange.desk.sentences.cards.name, card.encode()), _caption(said))


async def tap_file(exchange: Exchange, pressed: str) -> None:
    """Send the file of the letter that a button stands for."""
    key = pressed.removeprefix(FILE)
    letters = exchange.desk.assistant().library.letters
    letter = next((each for each in letters if key_of(each.reference) == key), None)
    if letter is None:
        await exchange.tell(exchange.desk.sentences.cards.gone)
    else:
        await _send(exchange, letter)


async def send_asked(exchange: Exchange, act: Act) -> None:
    """Send the files of the letters that a message asks for; ask which, when it names none."""
    assistant = exchange.desk.assistant()
    events = [each.letter for key in act.events if (each := assistant.catalogue.occurrence(key))]
    named = [letter for each in act.letters if (letter := assistant.library.letter(each))]
    letters = tuple(dict.fromkeys(each.reference for each in (named or events)))
    if not letters:
        await exchange.tell(exchange.desk.sentences.cards.which)
    for reference in letters[:MOST]:
        letter = assistant.library.letter(reference)
        if letter is not None:
            await _send(exchange, letter)


async def _send(exchange: Exchange, letter: Letter) -> None:
    said, settings = exchange.desk.sentences.cards, exchange.desk.settings.knowledge
    content = await asyncio.to_thread(_content, settings, letter.file)
    if content is None:
        await exchange.tell(said.no_file.format(reference=letter.reference))
    else:
        await exchange.hand((letter.file, content), _caption(said.letter.format(reference=letter.reference)))


def _content(settings: Knowledge, name: str) -> bytes | None:
    """Return a file of the folders of letters; None when it is there no more, or has grown too large."""
    from knowledge.building import folders, letter_files  # the readers of letters are not needed to answer

    files: tuple[Path, ...] = tuple(file for folder in folders(settings) for file in letter_files(folder))
    file = next((each for each in files if each.name == name), None)
    try:
        fits = file is not None and file.stat().st_size <= settings.largest_file
        return file.read_bytes() if file is not None and fits else None
    except OSError:
        return None


def _caption(text: str) -> Answer:
    return Answer(text=text, answered=True, intent="")

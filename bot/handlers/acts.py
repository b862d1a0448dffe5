"""What the bot is asked to do in words: done and told as done, or told that it cannot be."""

from collections.abc import Iterator

from bot.calendars.choice import letter_key
from bot.handlers import calendar, cards, privacy, pushes, reminders
from bot.handlers.calendar import EVENT, LETTER, data
from bot.handlers.desk import Exchange
from bot.queries.acts import Act, Deed
from bot.reminders import buttons
from bot.reminders.buttons import Pressed, Row, offered
from bot.reminders.watching import asking, deadline_key
from knowledge.model import Deadline, Letter
from knowledge.temporal.wording import say_day

MOST = 5  # deadlines to choose from


async def do(exchange: Exchange, act: Act) -> None:
    """Do what a message asks."""
    match act.deed:
        case Deed.REMIND:
            await reminders.obey(exchange, act)
        case Deed.SHOW:
            await reminders.show(exchange, "")
        case Deed.FORGET:
            await privacy.forget(exchange, "")
        case Deed.CALENDAR:
            await _file(exchange, act)
        case Deed.FILE:
            await cards.send_asked(exchange, act)
        case Deed.DONE | Deed.LATER:
            await _settle(exchange, act)


async def _file(exchange: Exchange, act: Act) -> None:
    """Send the file of what is named, of all that is to come when nothing is."""
    letter = exchange.desk.assistant().library.letter(act.letters[0]) if act.letters else None
    if len(act.events) == 1:
        await calendar.tap(exchange, data(EVENT, act.events[0]))
    elif letter is not None:
        await calendar.tap(exchange, data(LETTER, letter_key(letter)))
    else:
        await calendar.show(exchange, "")


async def _settle(exchange: Exchange, act: Act) -> None:
    """Note that a deadline is dealt with or put off; ask which, when several may be meant."""
    said, pending = exchange.desk.sentences.acts, tuple(_pending(exchange, act))[:MOST]
    rows = [Row(key=deadline_key(letter.reference, each), replied=bool(each.reply_to)) for letter, each in pending]
    if not pending:
        await exchange.tell(said.none)
    elif len(pending) > 1 or not (act.events or act.letters):
        lines = (_line(exchange, number, each) for number, (_, each) in enumerate(pending, 1))
        await exchange.tell("\n".join((said.which, *lines)), *offered(rows))
    elif not pushes.note(exchange, pressed := _pressed(exchange, act, rows[0]), pending[0][1]):
        await exchange.tell(said.too_late)
    else:
        held = pushes.held_of(exchange)
        await exchange.tell("\n".join(pushes.status_of(exchange, tuple(rows), held)), *offered(rows, held))
        if pressed.deed is buttons.Deed.DONE:
            await pushes.announce(exchange, pressed)


def _pending(exchange: Exchange, act: Act) -> Iterator[tuple[Letter, Deadline]]:
    """Yield the deadlines to come that a message may speak of, the next one first, but for those dealt with."""
    assistant, today = exchange.desk.assistant(), exchange.now.date()
    events = [each for key in act.events if (each := assistant.catalogue.occurrence(key))]
    named = {*act.letters, *(event.letter.reference for event in events)}
    mine = [deadline for event in events for deadline in event.deadlines]
    every = [
        (letter, each)
        for letter in asking(assistant.library)
        for each in letter.deadlines
        if each.last_day >= today and (not named or letter.reference in named) and (not mine or each in mine)
    ]
    done = {key for key, settled in pushes.held_of(exchange).items() if settled.until is None}
    left = (pair for pair in every if deadline_key(pair[0].reference, pair[1]) not in done)
    yield from sorted(left, key=lambda pair: pair[1].last_day)


def _line(exchange: Exchange, number: int, deadline: Deadline) -> str:
    said = exchange.desk.sentences.acts
    return said.line.format(number=number, action=deadline.action, day=say_day(deadline.last_day))


def _pressed(exchange: Exchange, act: Act, row: Row) -> Pressed:
    """Return the button that would have done the same."""
    if act.deed is Deed.DONE or act.day is None:
        return Pressed(deed=buttons.Deed.DONE, key=row.key, replied=row.replied)
    wait = str((act.day - exchange.now.date()).days)
    return Pressed(deed=buttons.Deed.SNOOZE, key=row.key, replied=row.replied, wait=wait)

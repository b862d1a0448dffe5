"""One limit: what is to be done, by when, who says so, and the buttons to deal with it."""

from bot.entities.editions import key_of
from bot.handlers import pushes
from bot.handlers.desk import Exchange
from bot.handlers.reply import PREFIX as REPLY
from bot.phrasing import Answer, Source, Suggestion, enumerate_all, sentence
from bot.reminders.buttons import FILE, Row, offered, to_letter
from bot.reminders.told import ToldDeadline, limit_of
from knowledge.temporal.wording import countdown, say_day


async def show(exchange: Exchange, fact: ToldDeadline) -> None:
    """Tell a limit, with the sentence of its letter."""
    said, today = exchange.desk.sentences.limit, exchange.now.astimezone(exchange.desk.settings.bot.zone).date()
    lines = [
        said.deed.format(action=sentence(fact.action), title=fact.title),
        said.day.format(limit=limit_of(fact), day=say_day(fact.last_day), countdown=countdown(fact.last_day, today)),
    ]
    lines += [said.reply_to.format(addresses=enumerate_all(fact.reply_to))] if fact.reply_to else []
    lines += [said.doubtful] if fact.doubtful else []
    row = Row(
        key=fact.key,
        replied=bool(fact.reply_to),
        file=f"{FILE}{fact.subject}",
        letter=to_letter(key_of(fact.origin.reference)),
    )
    draft = Suggestion(label=said.draft, data=REPLY + fact.subject)
    coming = fact.last_day >= today
    held = pushes.held_of(exchange)
    lines += pushes.status_of(exchange, (row,), held) if coming else ()
    buttons = offered((row,) if coming else (Row(file=row.file, letter=row.letter),), held)
    source = Source(reference=fact.origin.reference, date=fact.origin.written, quote=fact.origin.quote)
    await exchange.say(
        Answer(
            text="\n".join(lines),
            answered=True,
            intent="",
            sources=(source,),
            suggestions=(draft, *buttons) if coming else buttons,
        )
    )

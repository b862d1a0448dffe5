"""Commands: typed with or without accents, with other names, for this bot and not another one of the group."""

import difflib

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from bot.handlers import agenda, calendar, delegation, lists, operators, privacy, reminders, reply, start, subscription
from bot.handlers import help as wants
from bot.handlers.desk import Exchange
from bot.handlers.menu import Menu
from bot.handlers.route import Route
from knowledge.french.text import fold

CLOSE = 0.7  # how much alike two names are for one to be taken as a slip of the other


async def command(exchange: Exchange, update: Update) -> None:
    """Do what a message that begins by a slash asks."""
    message = update.effective_message
    if message is None or message.text is None or not exchange.hears(update):
        return
    typed, whom, words = _parts(message.text)
    if not _is(whom, message):
        return
    name = named(exchange.desk.menu, typed)
    if name is not None:
        await _do(exchange, name, words)
    elif exchange.private and not await operators.obeys(exchange, typed, words):
        await _unknown(exchange, typed)


def addressed(menu: Menu, message: Message) -> str | None:
    """Return the command of ours that a message is, None when it is none."""
    typed, whom, _ = _parts(message.text or "")
    return named(menu, typed) if _is(whom, message) else None


def _parts(text: str) -> tuple[str, str, str]:
    """Return a command, the bot that it names, and the words after it."""
    typed, words = (*text.split(maxsplit=1), "", "")[:2]
    typed, _, whom = typed.partition("@")
    return typed, whom, words


def _is(whom: str, message: Message) -> bool:
    return not whom or whom.lower() == str(message.get_bot().username).lower()


def named(menu: Menu, typed: str) -> str | None:
    """Return the command that a word such as "/Échéances" stands for."""
    word = fold(typed).strip("/")
    return next((name for name, entry in menu.items() if word == name or word in entry.also), None)


async def _do(exchange: Exchange, name: str, words: str) -> None:
    own = OWN.get(name)
    if own is not None:
        await own(exchange, words)
    else:
        await exchange.ask(exchange.desk.menu[name].asked(words))


async def _stop(exchange: Exchange, _: str) -> None:
    await reminders.show(exchange, exchange.desk.sentences.reminders.words_off[0])


async def _question(exchange: Exchange, words: str) -> None:
    if words:
        await exchange.ask(words)
    else:
        await exchange.tell(exchange.desk.sentences.no_question)


async def _unknown(exchange: Exchange, typed: str) -> None:
    sentences = exchange.desk.sentences
    near = difflib.get_close_matches(fold(typed).strip("/"), exchange.desk.menu, n=1, cutoff=CLOSE)
    shown = typed[:32]
    if near:
        await exchange.tell(sentences.mistyped_command.format(command=shown, nearest=f"/{near[0]}"))
    else:
        await exchange.tell(sentences.unknown_command.format(command=shown))


OWN = {
    "start": start.show,
    "aide": wants.show,
    "stop": _stop,
    "mesdonnees": privacy.hand,
    "delegation": delegation.show,
    "abonnement": subscription.show,
    "question": _question,
    "rappels": reminders.show,
    "agenda": agenda.show,
    "calendrier": calendar.show,
    "reponse": reply.show,
    "echeances": lists.deadlines,
    "lettres": lists.letters,
    "fuseau": reminders.move,
    "confidentialite": privacy.policy,
    "oublier": privacy.forget,
}  # commands that do more than ask a question about the letters

ROUTES = (
    Route(
        name="command",
        takes=lambda act: MessageHandler(filters.UpdateType.MESSAGES & filters.Regex(r"^/"), act),
        act=command,
    ),
)

"""What the bot is asked to do in words: what is understood, what is then done, and what is a question all the same."""

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.application import assemble
from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.queries.acts import Act, Deed, Wanted, act_of
from bot.settings import Settings, Storage
from bot.shelf import Shelf
from bot.state.records import Place, Wish
from knowledge import store
from knowledge.library import Library
from tests.bot.builders import NOW
from tests.bot.telegram.office import Office, Recorder

HERE = Place(5)


def key(assistant: Assistant, title: str) -> str:
    """Return the key of an event by its title."""
    return next(each.key for each in assistant.catalogue.occurrences if each.title == title)


def heard(assistant: Assistant, text: str) -> Act | None:
    """Return what a message asks the bot to do, None when it asks to be told something."""
    ((question, _), *_) = assistant.reply(text, Dialogue(), NOW).told
    return act_of(question.message) if question.message else None


@pytest.mark.parametrize(
    ("text", "event", "want"),
    [
        ("rappelle-moi trois jours avant la date limite du Forum du SMSI", "Forum du SMSI 2021", {"leads": (3,)}),
        ("previens moi 1 semaine avant la deadline de digital world", "ITU Digital World 2021", {"leads": (7,)}),
        ("rappel j-5 et j-2 pour le forum smsi 2021 stp", "Forum du SMSI 2021", {"leads": (5, 2)}),
        ("arrête les rappels sur Digital World", "ITU Digital World 2021", {"on": False}),
        ("plus de rappels", None, {"on": False}),
        ("coupe les rappels svp", None, {"on": False}),
        ("active les rappels", None, {}),
        ("rappels à 8 h", None, {"hour": 8}),
        ("je veux un rappel la veille et le jour même", None, {"leads": (1, 0)}),
        ("préviens-moi deux semaines avant", None, {"leads": (14,)}),
        ("préviens-moi quand une nouvelle lettre arrive", None, {"news": True}),
        ("pas de rappel la nuit", None, {"quiet": (22, 7)}),
        ("ne me rappelle plus le Forum du SMSI", "Forum du SMSI 2021", {"on": False}),
    ],
)
def test_what_is_asked_of_reminders(
    assistant: Assistant, text: str, event: str | None, want: dict[str, object]
) -> None:
    """On or off, of one event or all, how long before, at what hour, however it is written."""
    act = heard(assistant, text)
    assert act is not None
    assert act.deed is Deed.REMIND
    assert act.events == ((key(assistant, event),) if event else ())
    assert act.wanted == Wanted(**want)  # type: ignore[arg-type]  # a row of the table


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("montre mes rappels", Deed.SHOW),
        ("quels rappels ai-je ?", Deed.SHOW),
        ("mes rappels", Deed.SHOW),
        ("supprime mes données", Deed.FORGET),
        ("peux-tu effacer tout ce que tu sais de moi ?", Deed.FORGET),
        ("c'est fait, on a répondu", Deed.DONE),
        ("on a déjà répondu pour le Forum du SMSI", Deed.DONE),
        ("envoie-moi l'ics du Forum", Deed.CALENDAR),
        ("ajoute le Forum à mon agenda", Deed.CALENDAR),
        ("rappelle-moi dans 3 jours", Deed.LATER),
        ("rappelle-moi demain", Deed.LATER),
    ],
)
def test_what_is_asked_of_the_bot(assistant: Assistant, text: str, deed: Deed) -> None:
    """Each deed by the words that people have for it."""
    act = heard(assistant, text)
    assert act is not None
    assert act.deed is deed


@pytest.mark.parametrize(
    "text",
    [
        "rappelle-moi la date limite du Forum",
        "peux-tu me rappeler quand a lieu le Forum du SMSI ?",
        "combien de jours avant la date limite du Forum ?",
        "la date limite du Forum 2021 ?",
        "comment supprimer mes données ?",
        "on a oublié de répondre",
        "on a déjà répondu, on peut encore corriger jusqu'à quand ?",
        "quelle nouvelle lettre annonce un report ?",
    ],
)
def test_a_question_stays_a_question(assistant: Assistant, text: str) -> None:
    """Whoever asks to be told something again is told it."""
    assert heard(assistant, text) is None


@pytest.fixture
async def office(library: Library, tmp_path: Path) -> AsyncIterator[Office]:
    """The application on the letters that the product ships."""
    default = Settings()
    store.save(tmp_path / "knowledge.db", library)
    settings = replace(
        default,
        knowledge=replace(default.knowledge, database=tmp_path / "knowledge.db"),
        state=Storage(database=str(tmp_path / "state.db"), terminal=tmp_path / "terminal.db"),
    )
    from bot.state.store import open_state

    state = open_state(settings.state.database, dt.timedelta(hours=2))
    line = Recorder()
    house = assemble(settings, Shelf(settings.knowledge), state, lambda: NOW, "1:x", line)
    async with house.application:
        yield Office(house=house, line=line, move=lambda _: None)
    state.close()


def wish(office: Office) -> Wish | None:
    """Return what is wanted here."""
    return office.house.postman.state.chats.wish_of(HERE)


async def test_what_is_asked_is_kept_and_told(office: Office) -> None:
    """One event alone, three days before; then the others too; then not that one; then nothing."""
    await office.write("rappelle-moi trois jours avant la date limite du Forum du SMSI")
    assert "Forum du SMSI 2021 (3 jours avant)" in office.texts[-1]
    assert "Prochain rappel : mardi 23 février 2021 à 9 h" in office.texts[-1].replace("\u00a0", " ")
    found = wish(office)
    assert found is not None
    assert not found.everything
    await office.write("rappels à 8 h")
    found = wish(office)
    assert found is not None
    assert found.hour == 8
    await office.write("arrête les rappels du Forum du SMSI")
    found = wish(office)
    assert found is not None
    assert [each for each in found.follows if each.wanted] == []
    await office.write("plus de rappels")
    assert wish(office) is None


async def test_an_event_without_a_deadline_to_come_is_followed_and_said_to_be(office: Office) -> None:
    """The Forum of 2020 sets no deadline: nothing is promised."""
    await office.write("rappelle-moi 2 jours avant la date limite du Forum 2020 du SMSI")
    assert "pas d'échéance à venir" in office.texts[-1]


async def test_turning_off_what_is_off_is_harmless(office: Office) -> None:
    """No wish is made by refusing one."""
    await office.write("arrête les rappels sur Digital World")
    assert wish(office) is None
    assert "désactivés" in office.texts[-1]


async def test_showing_the_reminders_changes_nothing(office: Office) -> None:
    """Whoever asks to see them sees them, and nothing is said to be noted."""
    await office.write("montre mes rappels")
    assert wish(office) is None
    assert "désactivés" in office.texts[-1]
    assert "noté" not in office.texts[-1]


async def test_silence_at_night_and_news_are_kept(office: Office) -> None:
    """Both are told by the screen of the reminders."""
    await office.write("préviens-moi quand une nouvelle lettre arrive")
    await office.write("pas de rappel la nuit")
    found = wish(office)
    assert found is not None
    assert found.news
    assert found.quiet == (22, 7)


async def test_what_is_done_is_noted_where_it_is_clear(office: Office) -> None:
    """The one of the event named is settled; without a name, which is asked; where there is none, that is said."""
    facts = office.house.postman.state.facts
    await office.write("c'est fait")
    assert "De quelle échéance" in office.texts[-1]
    assert not facts.settled({HERE.chat})
    await office.write("on a répondu pour le Forum du SMSI 2021")
    assert "C'est noté" in office.texts[-1]
    assert len(facts.settled({HERE.chat})) == 1
    await office.write("on a répondu pour le Forum 2020 du SMSI")
    assert "rien noté" in office.texts[-1]


async def test_a_deadline_is_put_off_until_a_day_that_is_not_too_late(office: Office) -> None:
    """Three days from now; after the last day it cannot be."""
    await office.write("rappelle-moi dans 3 jours pour le Forum du SMSI")
    assert "18 février" in office.texts[-1]
    await office.write("rappelle-moi dans 3 semaines pour le Forum du SMSI")
    assert "trop tard" in office.texts[-1]


async def test_everything_is_forgotten_when_asked(office: Office) -> None:
    """As /oublier does."""
    await office.write("active les rappels")
    assert wish(office) is not None
    await office.write("supprime mes données")
    assert wish(office) is None
    assert "effacé" in office.texts[-1]

"""What a key makes of a state: nobody is found in its bytes, nothing is lost when keys come, change or are wrong."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from bot.entities.dialogue import Dialogue
from bot.errors import BadStateKey, MissingStateKey, ResealedState, WrongStateKey
from bot.state.backup import back_up
from bot.state.pace import rules_of
from bot.state.records import Delivery, Place, Settled, Stage, Step, Wish
from bot.state.seal import FF1, LARGEST_SUPERGROUP, Seal
from bot.state.store import State, open_state
from tests.bot.state.conftest import KEY
from tests.postgres import both

NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
NEW = Fernet.generate_key().decode()
PERSON, GROUP, SUPERGROUP = 6_012_345_678, -412_345_678, -1_001_234_567_890
CHATS = (PERSON, GROUP, SUPERGROUP)
QUESTION, EVENT = "où dort la délégation du Bénin", "un forum dont personne ne sait rien"
KEY_OF_NIST = bytes.fromhex("2B7E151628AED2A6ABF7158809CF4F3C")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    ("tweak", "text", "radix", "sealed"),
    [
        ("", "0123456789", 10, "2433477484"),
        ("39383736353433323130", "0123456789", 10, "6124200773"),
        ("3737373770717273373737", "0123456789abcdefghi", 36, "a9tv40mll9kdu509eum"),
    ],
)
def test_ff1_is_that_of_its_standard(tweak: str, text: str, radix: int, sealed: str) -> None:
    """The samples that NIST publishes for AES-128 come out, and come back."""
    ff1 = FF1(KEY_OF_NIST, radix, len(text), bytes.fromhex(tweak))
    made = ff1.seal(int(text, radix))
    assert made == int(sealed, radix)
    assert ff1.open(made) == int(text, radix)


@given(st.integers(min_value=-(1 << 52), max_value=1 << 52))
def test_a_number_comes_back_and_its_kind_shows(number: int) -> None:
    """Whatever the chat: small groups are found among the others, a group's minute is not taken for the group."""
    seal = Seal(KEY)
    for rule in rules_of(number):
        assert seal.opened_number(seal.number(rule.scope)) == rule.scope
    least, most = seal.small_groups
    assert (least <= seal.number(number) <= most) == (LARGEST_SUPERGROUP < number < 0)
    assert 0 <= seal.number(number) < 1 << 63


def fill(state: State) -> None:
    """Let everything be kept that can be of some chats."""
    for chat in CHATS:
        place, step = Place(chat, 3), Step(Place(chat, 3), "abc", "7")
        state.chats.wish(place, NOW)
        state.talks.remember(place, Dialogue(topic=EVENT, said=NOW), NOW)
        state.talks.heard(chat, 12, "bonjour", NOW)
        state.outbox.claim((step,), NOW, NOW)
        state.outbox.confirm((step,), 55)
        state.facts.settle(Settled(chat=chat, subject="xyz", at=NOW))
        state.pace.turn(chat, NOW)
    for _ in range(2):
        state.talks.miss(QUESTION, NOW.date())


def check(state: State) -> None:
    """All of it is there still."""
    assert {each.place.chat for each in state.chats.wishes()} == set(CHATS)
    assert state.chats.small_groups(9) == (GROUP,)
    for chat in CHATS:
        place = Place(chat, 3)
        assert state.chats.wish_of(place) == Wish(place=place, since=NOW)
        assert state.talks.dialogue(place, NOW).topic == EVENT
        assert state.outbox.claim((Step(place, "abc", "7"),), NOW, NOW) == ()
    sent = {
        Delivery(step=Step(Place(chat, 3), "abc", "7"), stage=Stage.SENT, claimed=NOW, message=55) for chat in CHATS
    }
    assert set(state.outbox.deliveries()) == sent
    assert {each.chat for each in state.facts.settled(CHATS)} == set(CHATS)
    assert [(each.question, each.times) for each in state.talks.gaps()] == [(QUESTION, 2)]


def opened(address: str, *keys: str) -> State:
    """Open a state by keys."""
    return open_state(address, HOUR, keys=keys)


def traces(number: int) -> Iterator[bytes]:
    """Yield how a number may stand in a file: in figures, and as SQLite and others write it."""
    yield str(abs(number)).encode()
    width = 4 if -(1 << 31) <= number < 1 << 31 else 6 if -(1 << 47) <= number < 1 << 47 else 8
    yield number.to_bytes(width, "big", signed=True)
    yield number.to_bytes(8, "little", signed=True)


def written(address: str, *others: Path) -> bytes:
    """Return every byte of a state's files, and of some others."""
    return b"".join(each.read_bytes() for each in (*sorted(Path(address).parent.iterdir()), *others))


def found(content: bytes, needles: Sequence[bytes]) -> list[bytes]:
    """Return those that stand in a content."""
    return [each for each in needles if each in content]


CLEAR = (*(each for chat in CHATS for each in traces(chat)), QUESTION.encode(), EVENT.encode())


def test_what_is_looked_for_would_be_found(address: str, tmp_path: Path) -> None:
    """Without a key numbers and texts stand in the file: the search for them can fail."""
    state = opened(address)
    fill(state)
    content = written(address)
    state.close()
    assert all(any(each in content for each in traces(chat)) for chat in CHATS)
    assert QUESTION.encode() in content
    assert EVENT.encode() in content


def test_nobody_is_found_in_the_bytes_of_a_sealed_state(address: str, tmp_path: Path) -> None:
    """Neither in the database, nor in the log beside it, nor in a copy: no number, no question, no dialogue."""
    state = opened(address, KEY)
    fill(state)
    back_up(address, tmp_path / "copy.db")
    content = written(address, tmp_path / "copy.db")
    state.close()
    assert found(content, CLEAR) == []
    assert found(content, [KEY.encode()]) == []


@both
def test_a_state_in_clear_is_sealed_when_it_is_opened_with_a_key(address: str) -> None:
    """Nothing is lost by it, and opened again all is found."""
    state = opened(address)
    fill(state)
    state.close()
    for _ in range(2):
        state = opened(address, KEY)
        check(state)
        state.close()


def test_sealing_leaves_nothing_in_clear(address: str) -> None:
    """What was in clear before is in no free page and in no log."""
    state = opened(address)
    fill(state)
    state.close()
    state = opened(address, KEY)
    content = written(address)
    state.close()
    assert found(content, CLEAR) == []


@both
def test_a_new_first_key_seals_all_anew(address: str) -> None:
    """The old one is needed once more, then no longer; it opens nothing then."""
    state = opened(address, KEY)
    fill(state)
    state.close()
    state = opened(address, NEW, KEY)
    check(state)
    state.close()
    state = opened(address, NEW)
    check(state)
    state.close()
    with pytest.raises(WrongStateKey):
        opened(address, KEY)


@both
@pytest.mark.parametrize(("keys", "error"), [((), MissingStateKey), ((NEW,), WrongStateKey)])
def test_a_missing_or_a_wrong_key_changes_nothing(
    address: str, keys: tuple[str, ...], error: type[MissingStateKey | WrongStateKey]
) -> None:
    """It is told in one sentence; with the right one all is there."""
    state = opened(address, KEY)
    fill(state)
    state.close()
    before = "" if "://" in address else written(address)
    with pytest.raises(error, match="AIDE_MEMOIRE_STATE_KEYS"):
        opened(address, *keys)
    assert before == ("" if "://" in address else written(address))
    state = opened(address, KEY)
    check(state)
    state.close()


@pytest.mark.parametrize("key", ["", "secret", KEY[:-4], f"{KEY[:-2]}é=", KEY[:20] + "*" + KEY[21:]])
def test_what_is_no_key_is_told_so(address: str, key: str) -> None:
    """Before anything is opened, and without repeating it."""
    with pytest.raises(BadStateKey) as caught:
        opened(address, key)
    assert not key or key not in str(caught.value)


@both
@pytest.mark.parametrize("keys", [(KEY,), (NEW, KEY)], ids=["first key", "new key"])
def test_a_process_that_has_another_key_reads_and_writes_nothing(address: str, keys: tuple[str, ...]) -> None:
    """While one serves, another one seals anew: numbers read by the wrong key would be of nobody."""
    old = opened(address, *keys[1:])
    fill(old)
    new = opened(address, *keys)
    for deed in (old.chats.wishes, lambda: old.chats.wish(Place(PERSON), NOW), lambda: old.pace.turn(PERSON, NOW)):
        with pytest.raises(ResealedState):
            deed()
    check(new)
    old.close()
    new.close()


@pytest.mark.parametrize("keys", [(), (KEY,)], ids=["clear", "sealed"])
def test_whoever_is_forgotten_is_in_no_byte(address: str, keys: tuple[str, ...], tmp_path: Path) -> None:
    """Neither the number, nor what stands for it, nor the words: in the database, its log, a copy made after."""
    state = opened(address, *keys)
    fill(state)
    with state.database.reading() as connection:
        memories = [row[0] for row in connection.exec_driver_sql("SELECT memory FROM dialogues")]
    for chat in CHATS:
        state.chats.forget(chat)
    back_up(address, tmp_path / "copy.db")
    content = written(address, tmp_path / "copy.db")
    state.close()
    needles = [each for chat in CHATS for scope in rules_of(chat) for each in traces(scope.scope)]
    if keys:
        seal = Seal(KEY)
        needles += [each for chat in CHATS for rule in rules_of(chat) for each in traces(seal.number(rule.scope))]
    assert found(content, [*needles, *(each.encode() for each in memories), EVENT.encode()]) == []

"""A delegation answers as one: an invitation, what one member settles, and the ways out."""

import re

from bot.state.records import Place
from bot.state.store import State
from tests.bot.telegram.office import GROUP, PERSON, PRIVATE, Office

OTHER = {"id": 6, "type": "private", "first_name": "Léa"}
LEA = {**PERSON, "id": 6, "first_name": "Léa"}
KEY = "1|push.done|"


async def invited(office: Office) -> str:
    """Return what the link that an administrator of the group makes carries."""
    office.line.administrators = {PERSON["id"]}
    await office.write("/delegation", chat=GROUP)
    (_, told) = (await office.tap("1|team.invite", chat=GROUP))[-2:]
    found = re.search(r"\?start=(\S+)", told.text)
    assert found
    return found[1]


def key(office: Office) -> str:
    """Return what the button of the only deadline carries."""
    from bot.reminders.watching import watch

    (watched,) = watch(office.house.postman.library())
    return watched.key


async def test_what_one_member_settles_is_settled_for_all(office: Office, state: State) -> None:
    """The group is told by whom; neither the group nor another member is reminded of it."""
    link = await invited(office)
    await office.write(f"/start {link}")
    await office.write(f"/start {link}", chat=OTHER, **{"from": LEA})
    for chat in (5, 6, GROUP["id"]):
        state.chats.wish(Place(chat), office.house.postman.clock())
    calls = await office.tap(f"1|push.done|{key(office)}|r")
    group = [call for call in calls if call.parameters.get("chat_id") == GROUP["id"]]
    assert [call.text.partition(" :")[0] for call in group] == ["✅ Répondu par Awa"]
    assert {each.chat for each in state.facts.settled()} == {5, 6, GROUP["id"]}
    assert {each.by for each in state.facts.settled()} == {"Awa"}
    before = len(office.sent)
    await office.house.postman.tick()
    assert len(office.sent) == before


async def test_whoever_undoes_it_undoes_it_for_all(office: Office, state: State) -> None:
    """In the group, what a member settled in private comes back everywhere."""
    link = await invited(office)
    await office.write(f"/start {link}")
    await office.tap(f"1|push.done|{key(office)}|r")
    await office.tap(f"1|push.undo|{key(office)}|r", chat=GROUP)
    assert state.facts.settled() == ()


async def test_a_member_who_leaves_answers_for_himself(office: Office, state: State) -> None:
    """What he settles then is his own, without a name."""
    link = await invited(office)
    await office.write(f"/start {link}")
    await office.tap("1|team.leave")
    await office.tap(f"1|push.done|{key(office)}|r")
    assert [(each.chat, each.by) for each in state.facts.settled()] == [(5, None)]


async def test_a_link_that_is_revoked_lets_nobody_in(office: Office, state: State) -> None:
    """Those who are in stay, until all are released."""
    link = await invited(office)
    await office.write(f"/start {link}")
    await office.tap("1|team.revoke", chat=GROUP)
    await office.write(f"/start {link}", chat=OTHER, **{"from": LEA})
    assert "n'est plus valable" in office.texts[-1]
    assert (state.delegations.group_of(5), state.delegations.group_of(6)) == (GROUP["id"], None)
    await office.tap("1|team.dissolve", chat=GROUP)
    assert state.delegations.group_of(5) is None


async def test_a_new_link_takes_the_place_of_the_old_one(office: Office, state: State) -> None:
    """A link that went astray is replaced by a tap."""
    old, new = await invited(office), await invited(office)
    await office.write(f"/start {old}")
    assert state.delegations.group_of(5) is None
    await office.write(f"/start {new}")
    assert state.delegations.group_of(5) == GROUP["id"]


async def test_oublier_unlinks(office: Office, state: State) -> None:
    """A group that is forgotten has no members; a member who is forgotten is in no group."""
    link = await invited(office)
    await office.write(f"/start {link}")
    await office.write("/oublier", chat=GROUP)
    assert state.delegations.group_of(5) is None
    assert state.chats.kept(GROUP["id"])["delegation_links"] == []
    link = await invited(office)
    await office.write(f"/start {link}")
    await office.write("/oublier", chat=PRIVATE)
    assert state.delegations.size(GROUP["id"]) == 0


async def test_a_group_that_moves_keeps_its_members(office: Office, state: State) -> None:
    """A supergroup has another number."""
    link = await invited(office)
    await office.write(f"/start {link}")
    state.chats.rename(GROUP["id"], -1001)
    assert state.delegations.group_of(5) == -1001

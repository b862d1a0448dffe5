"""Scenarios as data: what people do in a chat, step by step, and what the bot must do at each step."""

import datetime as dt
import tomllib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bot.telegram.calls import Call, Json
from tests.bot.telegram.markup import shown
from tests.bot.telegram.office import BOT, PERSON, message

FOLDER = Path(__file__).with_name("scenarios")
DONE = {
    "write",
    "tap",
    "inline",
    "joins",
    "topic",
    "more",
    "later",
    "offset",
    "tick",
}  # what is done; a tick: time passes
STEP = DONE | {"who", "where"}  # by another person than the first, in another chat than the scenario's
HOLDS = {"says", "never", "calls", "buttons", "files", "no_button"}  # what must follow
SAYING = ("sendMessage", "sendDocument", "sendPhoto", "sendContact", "editMessageText", "answerInlineQuery")
BESIDE = ("answerCallbackQuery", "sendChatAction")  # a wheel that stops; "typing", where it took long
APART = 100_000  # between the numbers of the people of one scenario
LIMIT = "7b6232d32fedbc54"  # of the limit that CL-21/4 sets: what {limit} stands for
Take = Callable[[Json], Awaitable[list[Call]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A conversation."""

    file: str
    name: str
    chat: Json
    person: Json
    now: dt.datetime
    steps: tuple[Json, ...]

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"

    @property
    def ticks(self) -> bool:
        """Tell whether time passes in it: it cannot share a clock with others."""
        return any("tick" in step for step in self.steps)

    def is_of(self, call: Call) -> bool:
        """Tell whether a call is for one of its chats."""
        return abs(int(call.parameters.get("chat_id", 0))) % APART == int(self.person["id"]) % APART

    def who(self, step: Json) -> Json:
        """Return the person who does a step: others than the first have their names' numbers."""
        name = step.get("who")
        return (
            {**self.person, "id": self.person["id"] + APART * sum(map(ord, name)), "first_name": name}
            if name
            else self.person
        )

    def where(self, step: Json) -> Json:
        """Return the chat in which a step is done."""
        where, person = step.get("where"), self.who(step)
        if where is None:
            return self.chat
        return (
            {"id": person["id"], "type": "private", "first_name": person["first_name"]}
            if where == "private"
            else group(self.person["id"])
        )


def scenarios() -> tuple[Scenario, ...]:
    """Return all scenarios, each in a chat of its own."""
    found: list[Scenario] = []
    for file in sorted(FOLDER.glob("*.toml")):
        for each in tomllib.loads(file.read_text("utf-8"))["scenario"]:
            found.append(scenario(file.stem, each, 10_000 + len(found)))
    return tuple(found)


def group(number: int) -> Json:
    """Return the group of a scenario."""
    return {"id": -1_000_000_000_000 - number, "type": "supergroup", "title": "Délégation", "is_forum": True}


def scenario(file: str, table: Json, number: int) -> Scenario:
    """Return a scenario as a table tells it, in chats of its own number."""
    assert set(table) <= {"name", "where", "now", "step"}, table
    assert all(set(step) <= STEP | HOLDS for step in table["step"]), table
    where = table.get("where", "private")
    person = {**PERSON, "id": number}
    private = {"id": number, "type": "private", "first_name": "Awa"}
    return Scenario(
        file=file,
        name=table["name"],
        chat=private if where == "private" else group(number),
        person=person,
        now=dt.datetime.fromisoformat(table.get("now", "2021-02-15T09:00:00+01:00")),
        steps=tuple(table["step"]),
    )


async def play(scenario: Scenario, take: Take) -> list[str]:
    """Play a scenario; return its faults."""
    faults: list[str] = []
    every: list[Call] = []
    for number, step in enumerate(scenario.steps, 1):
        calls = await take(update_of(scenario, step, number, every))
        faults += [f"step {number}: {fault}" for fault in _faults(step, calls)]
        every += calls
    return faults


def update_of(scenario: Scenario, step: Json, number: int, before: list[Call]) -> Json:
    """Return the update that a step is, after some calls of the bot; of a tick, its moment."""
    if "tick" in step:
        return {"tick": dt.datetime.fromisoformat(step["tick"])}
    person = scenario.who(step)
    topic = {"message_thread_id": step["topic"], "is_topic_message": True} if "topic" in step else {}
    common = {"chat": scenario.where(step), "from": person, "message_id": number, **topic, **step.get("more", {})}
    if "write" in step:
        return {"message": message(**{"text": step["write"].replace("{limit}", LIMIT), **common})}
    if "inline" in step:
        query = {"from": person, "query": step["inline"], "offset": step.get("offset", "")}
        return {"inline_query": {"id": f"{scenario.person['id']}-{number}", **query}}
    if "joins" in step:
        return {"my_chat_member": _joined(scenario, step["joins"])}
    data, carrier = _button(step["tap"], before)
    markup = carrier.parameters.get("reply_markup")
    read = shown(carrier.text, carrier.parameters.get("parse_mode")) if carrier.text else {"text": None}
    carried = {**read, "reply_markup": markup, "message_id": _number(carrier)}
    under = message(**{**common, "from": BOT, **{key: value for key, value in carried.items() if value}})
    number_ = f"{scenario.person['id']}-{number}"
    tapped = {"id": number_, "from": person, "chat_instance": "1", "message": under, "data": data}
    return {"callback_query": tapped}


def _number(call: Call) -> int:
    return int(call.parameters.get("message_id") or call.answered)


def _joined(scenario: Scenario, status: str) -> Json:
    was = {"user": BOT, "status": "left"}
    now = {"user": BOT, "status": status}
    return {
        "chat": scenario.chat,
        "from": scenario.person,
        "date": 1613376000,
        "old_chat_member": was,
        "new_chat_member": now,
    }


def _button(label: str, before: list[Call]) -> tuple[str, Call]:
    """Return what the last button whose label begins so sends back, and what carries it; else the data itself."""
    for call in reversed(before):
        for text, data in call.buttons.items():
            if text.startswith(label):
                return data, call
    assert "|" in label, f"no button {label!r}"
    return label, Call(name="sendMessage", parameters={"text": "avant"})


def _faults(step: Json, calls: list[Call]) -> list[str]:
    said = "\n".join(_said(call) for call in calls)
    names = [call.name for call in calls if call.name not in BESIDE]
    labels = [label for call in calls for label in call.buttons]
    results = [each for call in calls for each in call.parameters.get("results", [])]
    labels += [label for each in results for label in Call(name="", parameters=each).buttons]
    files = [name for call in calls for name in call.files]
    faults = [f"does not say {each!r}: {said}" for each in step.get("says", ()) if each not in said]
    faults += [f"says {each!r}: {said}" for each in step.get("never", ()) if each in said]
    faults += [f"no button {each!r}: {labels}" for each in step.get("buttons", ()) if not _begins(each, labels)]
    faults += [f"button {each!r}: {labels}" for each in step.get("no_button", ()) if _begins(each, labels)]
    faults += [f"no file {each!r}: {files}" for each in step.get("files", ()) if not _ends(each, files)]
    if "calls" in step and names != step["calls"]:
        faults.append(f"calls {names}, not {step['calls']}")
    refused = [call for call in calls if call.refused and "REACTION" not in call.refused]  # as the step may want
    return faults + [f"refused: {call.name}: {call.refused}" for call in refused]


def _begins(label: str, labels: list[str]) -> bool:
    return any(each.startswith(label) for each in labels)


def _ends(suffix: str, files: list[str]) -> bool:
    return any(each.endswith(suffix) for each in files)


def _said(call: Call) -> str:
    parameters: dict[str, Any] = call.parameters
    inline = [
        f"{each['title']}\n{each.get('description', '')}\n{each['input_message_content']['message_text']}"
        for each in parameters.get("results", [])
    ]
    plain = [str(parameters.get(key, "")) for key in ("phone_number", "first_name", "vcard")]
    plain += [getattr(each["emoji"], "value", each["emoji"]) for each in parameters.get("reaction", ())]
    text = [call.text, call.caption, *plain, *inline]
    content = [f.decode("utf-8", "replace") for name, f in call.files.items() if name.endswith(("ics", "vcf", "json"))]
    links = [link for each in parameters.get("results", []) for link in Call(name="", parameters=each).buttons.values()]
    below = [str((parameters.get("button") or {}).get("text", ""))]
    return "\n".join(filter(None, (*text, *below, *links, *content)))

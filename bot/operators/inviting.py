"""Invitations: links that let people in, for so many of them and for so long."""

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.operators.means import Means, Word
from bot.operators.summary import data
from bot.phrasing import Suggestion, count
from bot.settings import Access, Mode
from bot.state.guests import INVITATION, Guests
from bot.state.records import Invitation
from knowledge.history import By, Deed
from knowledge.temporal.wording import say_day

CODE = 24  # bytes of chance in a code
MOST_USES, MOST_DAYS = 10_000, 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Inviting:
    """What operators do with invitations."""

    means: Means
    guests: Guests
    access: Access

    def make(self, words: str, by: By, link: Callable[[str], str]) -> Word:
        """Make an invitation. `words`: for how many people, then for how many days; `link`: makes one of a code."""
        said, asked = self.means.said.inviting, words.split()
        if self.access.mode is not Mode.INVITATION:
            return Word(text=said.off)
        if len(asked) > 2 or not all(each.isdecimal() and len(each) < 6 for each in asked):
            return Word(text=said.usage)
        uses, days = (*map(int, asked), *(self.access.invitation_uses, self.access.invitation_days)[len(asked) :])
        if not 1 <= uses <= MOST_USES or not 1 <= days <= MOST_DAYS:
            return Word(text=said.usage)
        code, until = INVITATION + secrets.token_urlsafe(CODE), by.at + dt.timedelta(days=days)
        number = self.guests.invite(code, until, uses)
        self.means.publisher().history.add(by, Deed.INVITE, str(number))
        told = self._told(Invitation(number=number, until=until, uses=uses))
        return Word(text=said.made.format(address=link(code), **told), buttons=self._buttons(number))

    def page(self, now: dt.datetime) -> Word:
        """Tell the invitations that are open."""
        said, every = self.means.said.inviting, self.guests.open(now)
        if not every:
            return Word(text=said.none)
        rows = (said.row.format(**self._told(each)) for each in every)
        buttons = tuple(button for each in every for button in self._buttons(each.number))
        return Word(text="\n".join((said.title, *rows)), buttons=buttons)

    def close(self, number: str, by: By, *, guests: bool) -> Word:
        """Close an invitation, as a button says; with `guests`, for those too who came by it."""
        said = self.means.said.inviting
        if not number.isdecimal():
            return Word(text=said.none)
        gone = self.guests.close(int(number), guests=guests)
        self.means.publisher().history.add(by, Deed.CLOSE, number)
        return Word(text=(said.put_out if guests else said.closed).format(number=number, count=gone))

    def _told(self, invitation: Invitation) -> dict[str, str]:
        day = say_day(invitation.until.astimezone(self.means.zone).date(), weekday=False)
        return {"number": str(invitation.number), "uses": count(invitation.uses, "person"), "day": day}

    def _buttons(self, number: int) -> tuple[Suggestion, ...]:
        label = self.means.said.button
        return (
            Suggestion(label=label.close.format(number=number), data=data("invc", number)),
            Suggestion(label=label.put_out.format(number=number), data=data("invo", number), beside=True),
        )

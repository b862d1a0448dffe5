"""A message that asks for rows -> the frame that it says: which kind, on what conditions, in what order, how many."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.language.roots import root
from bot.queries.frame import Condition, Frame, Kind, Operator, Order, Verb
from bot.queries.rows import Tables
from bot.queries.scan import Scan
from bot.queries.schema import SCHEMA, Phrase, Type, vocabulary
from bot.understanding.question import Question
from knowledge.temporal.moment import Moment, Period

_ORDERS = {
    "longest": Order(field="duration", descending=True),
    "shortest": Order(field="duration"),
    "latest": Order(field="when", descending=True),
    "earliest": Order(field="when"),
    "next": Order(field="when"),
}
_NEXT = "next"
_NUMBERS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "dix": 10}
_PLURAL = ("s", "x")
_NAMED_BEFORE = frozenset({"de", "du", "des", "d", "la", "le", "l", "les", "au", "aux", "a", "pour", "dans"})


def listed(question: Question, tables: Tables) -> Frame | None:
    """Return the frame of a message that asks for rows by what they have in common; None when it asks for none."""
    return _Listing(question, tables).frame()


@dataclass(slots=True)
class _Head:
    """What is asked for, and where the message says it."""

    kind: Kind
    places: frozenset[int]
    verb: Verb
    order: Order | None = None
    take: int | None = None
    ahead: bool = False  # only what is to come
    every: bool = False  # "quels", "toutes": not only "les"


class _Listing:
    """Reads one message as the conditions of a list."""

    def __init__(self, question: Question, tables: Tables) -> None:
        self.question = question
        self.tables = tables
        self.words = vocabulary()
        self.scan = Scan(question.tokens, tables.catalogue.lexicon)

    def frame(self) -> Frame | None:
        """Return the frame, None when a word is left over."""
        head = self._head()
        if head is None:
            return None
        where = tuple(self._conditions(head))
        if self.scan.unheard() or self._asks_else():
            return None
        told = tuple(self._by_words())
        if any(not self._tells(head.kind, str(each.value)) for each in told):
            return None
        where += told
        if not self._sound(head, where):
            return None
        return Frame(
            target=head.kind,
            verb=head.verb,
            where=where,
            order=head.order or _natural(head.kind),
            take=head.take,
            covered=frozenset(range(len(self.scan.tokens))),
            several=head.take is None,
        )

    def _sound(self, head: _Head, where: tuple[Condition, ...]) -> bool:
        """Tell whether rows of such a kind are asked for by such conditions."""
        told = [each for each in where if each.field == "words"]
        people = frozenset[int]().union(*(named.tokens for named in self.question.mentions.people))
        if any(each.tokens & people for each in told) or (told and head.kind is Kind.PART):
            return False
        if head.kind is Kind.DEADLINE and head.take and (told or any(each.field == "event" for each in where)):
            return False  # "le dernier délai pour …" is one limit, not the last of several
        return not told or head.kind is not Kind.LETTER or head.every

    # What is asked for ----------------------------------------------------------------------------------------------

    def _head(self) -> _Head | None:
        """Return the kind of rows that the message asks for, when it asks for several or for the first of some."""
        for _, places in self.scan.phrases(self.words.noise):
            self.scan.cover(places)
        kinds = self._kinds()
        verbs = list(self.scan.phrases(self.words.verbs))
        kind, places, generic = self._asked(kinds, verbs) if kinds else (Kind.LETTER, frozenset[int](), True)
        amount = self._amount(kind)
        verb = self._verb(verbs, places) if kinds else None
        if verb is None or not (generic or self._of_kind(verb, places)):
            return None
        ordered = [each for each in self.scan.phrases(self.words.orders) if self._beside(each[1], places)]
        plural = self.scan.tokens[min(places)].text.endswith(_PLURAL)
        every = verb is Verb.COUNT or any(said == "every" for said, _ in verbs)
        several = plural and (every or (generic and any(said == "the" for said, _ in verbs)))
        if verb is Verb.TELL and not ordered and not several and amount is None:
            return None
        for _, used in verbs:
            self.scan.cover(used)
        head = _Head(kind=kind, places=places, verb=verb, every=every)
        if amount is not None:
            head.order, head.take = amount, 1
        elif ordered:
            self._put_in_order(head, ordered[0])
        self.scan.cover(places if generic else frozenset())  # a word of names is also a condition
        return head

    def _amount(self, kind: Kind) -> Order | None:
        """Return the order by how many there are of what stands behind "le plus de"."""
        fields = {min(places): (field, places) for field, places in self.scan.phrases(self.words.fields.get(kind, {}))}
        for amount, places in self.scan.phrases(self.words.amounts):
            field, used = fields.get(max(places) + 1, (None, frozenset[int]()))
            if field is not None:
                self.scan.cover(places | used)
                return Order(field=field, descending=amount == "most")
        return None

    def _verb(self, verbs: list[tuple[str, frozenset[int]]], places: frozenset[int]) -> Verb | None:
        """Return what is done with the rows; None where something else is counted: "combien de jours"."""
        counted = [used for said, used in verbs if said == Verb.COUNT]
        if counted:
            return Verb.COUNT if max(counted[0]) + 1 in places else None
        return Verb.EXISTS if any(said == Verb.EXISTS for said, _ in verbs) else Verb.TELL

    def _beside(self, said: frozenset[int], places: frozenset[int]) -> bool:
        """Tell whether a word of order stands by what it puts in order, at most an article and a number between."""
        if said & self._period():
            return False
        return max(said) < min(places) <= max(said) + 3 or max(places) < min(said) <= max(places) + 4

    def _asks_else(self) -> bool:
        """Tell whether a word that nothing has a use for asks when, where, who or how."""
        free = (token.text for place, token in enumerate(self.scan.tokens) if place not in self.scan.covered)
        return any(word in self.words.asking for word in free)

    def _tells(self, kind: Kind, word: str) -> bool:
        """Tell whether a root tells any row of a kind."""
        return bool(self.tables.letters_with.get(word) if kind is Kind.LETTER else self.tables.holding(kind, word))

    def _of_kind(self, verb: Verb, places: frozenset[int]) -> bool:
        """Tell whether a word means a kind of events, rather than being part of the name of one or of its part."""
        mentions = self.question.mentions
        if verb is not Verb.TELL:
            return verb is Verb.COUNT
        names = [*(each.tokens for each in mentions.series), *(each.tokens for each in mentions.parts)]
        return not any(places <= name for name in names)

    def _period(self) -> frozenset[int]:
        """Return the places of the words that tell a time."""
        period = self.question.period
        if period is None:
            return frozenset()
        return frozenset(
            place
            for place, token in enumerate(self.question.tokens)
            if period.span.start <= token.span.start and token.span.end <= period.span.end
        )

    def _kinds(self) -> list[tuple[Kind, frozenset[int], bool]]:
        """Return the kinds of rows that the message says, in its order."""
        found = [(kind, places, True) for kind, places in self.scan.phrases(self.words.kinds)]
        found += [(kind, places, False) for kind, places in self.scan.phrases(self.words.named)]
        return sorted(found, key=lambda each: min(each[1]))

    def _asked(
        self, kinds: list[tuple[Kind, frozenset[int], bool]], verbs: list[tuple[str, frozenset[int]]]
    ) -> tuple[Kind, frozenset[int], bool]:
        """Return the kind that stands behind what asks, else the first."""
        start = max((max(places) for said, places in verbs if said != "every"), default=-1)
        behind = [each for each in kinds if min(each[1]) > start]
        return (behind or kinds)[0]

    def _put_in_order(self, head: _Head, said: tuple[str, frozenset[int]]) -> None:
        order, places = said
        if SCHEMA[head.kind].get(_ORDERS[order].field) is None:
            return
        head.order = _ORDERS[order]
        head.ahead = order == _NEXT or (order == "earliest" and head.kind is not Kind.LETTER)
        self.scan.cover(places)
        near = [place for place in range(min(places) - 2, max(places) + 3) if 0 <= place < len(self.scan.tokens)]
        plural = self.scan.tokens[min(head.places)].text.endswith(_PLURAL)
        numbers = [place for place in near if self._number(place)]
        if numbers:
            head.take = self._number(numbers[0])
            self.scan.cover(frozenset(numbers[:1]))
        elif not plural or self.scan.tokens[max(places)].text[-1:] not in _PLURAL:
            head.take = 1

    def _number(self, place: int) -> int | None:
        text = self.scan.tokens[place].text
        return int(text) if text.isdigit() and int(text) < len(_NUMBERS) * 3 else _NUMBERS.get(text)

    # On what conditions ----------------------------------------------------------------------------------------------

    def _conditions(self, head: _Head) -> Iterator[Condition]:
        """Yield the conditions that the message puts, each covering its words."""
        yield from self._named(head)
        yield from self._in_time(head)
        yield from self._had(head)
        if head.kind is Kind.EVENT:
            yield from self._values("mode", self.words.modes)
            yield from self._values("status", self.words.statuses)
        yield from self._standing(head)
        yield from self._behind(head)

    def _named(self, head: _Head) -> Iterator[Condition]:
        """Yield the events and letters that the rows must belong to."""
        mentions = self.question.mentions
        keys = [(named.what.reference, named.tokens) for named in mentions.letters]
        years = {named.what for named in mentions.years}
        for named in mentions.series:
            if named.weight < 0.5 or named.tokens <= head.places:
                continue
            editions = [each for each in named.what.editions if not years or each.event.edition in years]
            keys += [(each.key, named.tokens) for each in editions]
        if not keys:
            return
        tokens = frozenset().union(*(places for _, places in keys))
        used = {place for named in mentions.years if mentions.series for place in named.tokens}
        nouns = frozenset(
            place
            for _, places in self.scan.phrases(self.words.kinds)
            if max(places) + 1 in tokens and not places & head.places
            for place in places
        )
        self.scan.cover(tokens | used | nouns)
        yield Condition(field="event", operator=Operator.IS, value=tuple(key for key, _ in keys), tokens=tokens)

    def _in_time(self, head: _Head) -> Iterator[Condition]:
        """Yield the period in which the rows must fall."""
        if "when" not in SCHEMA[head.kind]:
            return
        period = self.question.period
        years = [each for each in self.question.mentions.years if not each.tokens & self.scan.covered]
        if period is not None:
            tokens = self._period()
            if tokens and not tokens <= self.scan.covered:
                self.scan.cover(tokens)
                today = Moment(self.question.now.date())
                value = period.value if period.value.start else replace(period.value, start=today)
                yield Condition(field="when", operator=Operator.WITHIN, value=value, tokens=tokens)
        elif years:
            self.scan.cover(years[0].tokens)
            named = Moment.parse(f"{years[0].what:04}")
            year = Period(start=named, end=named)
            yield Condition(field="when", operator=Operator.WITHIN, value=year, tokens=years[0].tokens)
        if head.ahead:
            ahead = Period(start=Moment(self.question.now.date()), end=None)
            yield Condition(field=_stands(head.kind), operator=Operator.WITHIN, value=ahead)

    def _had(self, head: _Head) -> Iterator[Condition]:
        """Yield what the rows must have, or must not."""
        for field, places in self.scan.phrases(self.words.fields.get(head.kind, {})):
            if places & head.places or (SCHEMA[head.kind][field].type is Type.NAMES and self._numbered(places)):
                continue
            without = self.scan.before(places, self.words.without, 4)
            if without:
                self.scan.cover(without)
            self.scan.cover(places)
            yield Condition(field=field, operator=Operator.LACKS if without else Operator.HAS, tokens=places)

    def _numbered(self, places: frozenset[int]) -> bool:
        """Tell whether a number stands behind a word: "résolution 200"."""
        behind = max(places) + 1
        return behind < len(self.scan.tokens) and self.scan.tokens[behind].text.isdigit()

    def _values(self, field: str, table: Mapping[Phrase, str]) -> Iterator[Condition]:
        for said, places in self.scan.phrases(table):
            self.scan.cover(places)
            without = self.scan.before(places, self.words.without)
            self.scan.cover(without)
            operator = Operator.ISNT if without else Operator.IS
            yield Condition(field=field, operator=operator, value=said, tokens=places)

    def _standing(self, head: _Head) -> Iterator[Condition]:
        """Yield where the rows must stand now: over, or still to come."""
        if head.kind not in (Kind.EVENT, Kind.DEADLINE, Kind.PART):
            return
        today = Moment(self.question.now.date())
        for said, places in self.scan.phrases(self.words.states):
            self.scan.cover(places)
            self.scan.cover(self.scan.before(places, frozenset({"deja", "encore", "toujours"})))
            past = said == "past"
            if said == "running" and head.ahead:
                continue
            if said == "running":
                yield Condition(field="when", operator=Operator.WITHIN, value=Period(start=today, end=today))
                continue
            if self.scan.before(places, frozenset({"pas"})):
                self.scan.cover(self.scan.before(places, frozenset({"pas"})))
                past = not past
            value = Period(start=today, end=today) if past else Period(start=today, end=None)
            operator = Operator.BEFORE if past else Operator.WITHIN
            yield Condition(field=_stands(head.kind), operator=operator, value=value, tokens=places)

    def _behind(self, head: _Head) -> Iterator[Condition]:
        """Yield what stands behind a word that tells its field: "signées par M. Zhao"."""
        for field, places in self.scan.phrases(self.words.behind.get(head.kind, {})):
            self.scan.cover(places)
            if field == "words":
                continue
            value, used = self._value(max(places) + 1)
            if value and field in SCHEMA[head.kind]:
                self.scan.cover(used)
                without = self.scan.before(places, self.words.without, 3)
                self.scan.cover(without)
                operator = Operator.ISNT if without else Operator.IS
                yield Condition(field=field, operator=operator, value=value, tokens=places | used)

    def _value(self, start: int) -> tuple[str, frozenset[int]]:
        """Return the words from a place on, up to the end of the clause, that something else has no use for."""
        used: list[int] = []
        for place in range(start, len(self.scan.tokens)):
            if place in self.scan.covered or self.scan.tokens[place].text in self.words.operators:
                break
            used.append(place)
        told = self.tables.catalogue.lexicon.fillers
        said = [self.scan.tokens[place].text for place in used if self.scan.tokens[place].text not in told]
        return " ".join(said), frozenset(used)

    def _by_words(self) -> Iterator[Condition]:
        """Yield the words that the rows must be told by."""
        for place in self.scan.left():
            token = self.scan.tokens[place]
            word = root(token.text)
            self.scan.cover(frozenset({place}))
            if token.stem in self.tables.catalogue.lexicon.shapes.own:
                continue  # the body that all the letters come from
            yield Condition(field="words", operator=Operator.IS, value=word, tokens=frozenset({place}))


def _natural(kind: Kind) -> Order | None:
    """Return the order in which rows of a kind are told when nothing else is asked."""
    return Order(field="when") if "when" in SCHEMA[kind] and kind is not Kind.LETTER else None


def _stands(kind: Kind) -> str:
    """Return the field that tells where rows of a kind stand now."""
    return "last" if kind is Kind.DEADLINE else "when"

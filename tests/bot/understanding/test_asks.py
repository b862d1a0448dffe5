"""What the letters ask is found by its words, its addresses and its days."""

from bot.understanding.catalogue import Catalogue

POINTING = frozenset({"cet", "cett"})


def test_what_is_asked_is_found_by_its_words(catalogue: Catalogue) -> None:
    """A deadline weighs what the words found in its sentence tell, less in the sentence that it points to."""
    asks = catalogue.asks(POINTING)
    for word in sorted({word for ask in asks.every for word in ask.own | ask.pointed}):
        weights = asks.said([word], catalogue.rarity)
        for place, ask in enumerate(asks.every):
            share = 1.0 if word in ask.own else 0.8 if word in ask.pointed else 0.0
            assert weights.get(place, 0.0) == share * catalogue.rarity(word)


def test_what_is_asked_is_found_by_where_one_answers(catalogue: Catalogue) -> None:
    """Each address leads to the deadlines that give it."""
    asks = catalogue.asks(POINTING)
    for place, ask in enumerate(asks.every):
        for address in ask.deadline.reply_to:
            assert place in asks.answered_at([address.lower()])
    assert not [*asks.answered_at(["nobody@itu.int"])]


def test_what_is_asked_is_found_by_its_day(catalogue: Catalogue) -> None:
    """The day printed and the last useful one both lead to a deadline."""
    asks = catalogue.asks(POINTING)
    for place, ask in enumerate(asks.every):
        for day in (ask.deadline.due, ask.deadline.last_day):
            assert place in asks.due(day, day)


def test_what_is_asked_is_read_once(catalogue: Catalogue) -> None:
    """The same words that point give the same reading."""
    assert catalogue.asks(POINTING) is catalogue.asks(frozenset(POINTING))

"""Events and parts that a list or a table sets out, a line each."""

import re

from knowledge.french.text import fold
from knowledge.model import Mode
from knowledge.reading.announcing import Reading
from knowledge.reading.cues import cue_words, pattern
from knowledge.reading.dating import in_year
from knowledge.reading.drafts import Draft
from knowledge.reading.layout import Block
from knowledge.reading.names import name_of
from knowledge.reading.parts import make_part
from knowledge.reading.passage import Passage
from knowledge.reading.tables import Table
from knowledge.reading.times import Time, times


def read_label(block: Block, reading: Reading) -> bool:
    """Read an item that is a name and its dates: "Vote public en ligne: du 13 janvier au 10 février 2020"."""
    sentence = block.sentences[0] if block.sentences else block.passage
    main, labelled = reading.register.main, _label(sentence, reading)
    if main is None or labelled is None:
        return False
    label, time = labelled
    known, place = _labelled_event(label, reading), _place_of_label(label)
    if known is not None:
        known.date(time.value, sentence.span, "listed")
    elif _is_opening(label):
        main.clock(time.value, sentence.span, "opening")
    elif place is not None:
        _list_event(label, place, time, sentence, reading)
    else:
        name = re.sub(r"^(?:[Ll][ea]s?\s+|[Ll]['’])", "", label.line)
        main.part(make_part(name, in_year(time, main, sentence), sentence.span))
    return True


def _label(sentence: Passage, reading: Reading) -> tuple[Passage, Time] | None:
    """Return the name that a dated item begins with, and its date; None when it asks something or says nothing else."""
    if pattern(r"\b(?:{deadlines.limits}|{deadlines.asked})").search(sentence.low):
        return None
    found = [time for time in times(sentence, reading.anchor) if time.dated and time.value.start and time.value.end]
    before = sentence.low[: found[0].start] if found else ""
    match = re.match(r"(?P<label>[^;.]{4,120}?)\s*(?:[:,(–-]\s*)+(?:du|le|les|de|dates?\s*:)?\s*$", before)
    if match is None or pattern(r"\b{events.takes}(?![\w-])").search(before):
        return None
    noun = re.match(r"(?:l[ea]s?\s+|l')?(?P<noun>[a-z-]+)", match["label"])
    excluded = noun is None or noun["noun"] in cue_words("events", "excluded")
    return None if excluded else (sentence.group(match, "label"), found[0])


def _is_opening(label: Passage) -> bool:
    return bool(
        pattern(r"^(?:l'|les?\s+|la\s+)?(?:\w+ )?(?:\w+ pleniere d'ouverture|{events.openings})").match(label.low)
    )


def _labelled_event(label: Passage, reading: Reading) -> Draft | None:
    """Return the event that an item names by its acronym or in full: "Forum régional de développement (FRD-AFR)"."""
    acronym = re.search(r"\(([A-Z][\w/+-]*)\)", label.line)
    name = name_of(label.line, reading.acronyms)
    for draft in reading.register.drafts:
        if (acronym and draft.acronym == acronym[1]) or draft.name.key == name.key:
            return draft
    return None


def _place_of_label(label: Passage) -> tuple[int, str | None] | None:
    """Return where the place begins in "Atelier pour l'Afrique: Dakar (Sénégal)", and the place; None online."""
    if online := re.search(r"\s*[:,(–-]\s*(?:en ligne|virtuel|à distance)\)?$", label.line):
        return online.start(), None
    city = r"(?P<city>[A-ZÀ-Þ][\w'’-]*(?:[ -][A-ZÀ-Þ][\w'’-]*)*)"
    country = r"(?:\s*\((?P<c1>[^()\d]+)\)|,\s*(?P<c2>[A-ZÀ-Þ][\w'’ -]*))"
    match = re.search(rf"[:,(–-]\s*(?:à\s+)?{city}{country}\s*\)?$", label.line)
    return (match.start(), f"{match['city']} ({(match['c1'] or match['c2']).strip()})") if match else None


def _list_event(label: Passage, place: tuple[int, str | None], time: Time, sentence: Passage, reading: Reading) -> None:
    named = name_of(label.line[: place[0]], reading.acronyms)
    draft = reading.register.match(named, None, named.edition)
    if draft is None or draft.start is not None:
        draft = Draft(name=named, span=sentence.span, edition=named.edition, head=fold(named.text).split()[0])
        reading.register.drafts.append(draft)
    draft.date(time.value, sentence.span, "listed")
    if place[1] is None:
        draft.mode = Mode.VIRTUAL
    draft.at(place[1], sentence.span)


def read_table(table: Table, reading: Reading) -> None:
    """Read a table of events: a column of names, one of dates, perhaps one of places."""
    name_column, date_column, place_column = table.column("names"), table.column("dates"), table.column("places")
    if table.column("limits") is not None or name_column is None or date_column is None:
        return
    for row in table.rows:
        if max(name_column, date_column) >= len(row.cells):
            continue
        name, found = row.cells[name_column], times(row.cells[date_column], reading.anchor)
        dated = [time for time in found if time.dated and time.value.start]
        if not name or not dated:
            continue
        named = name_of(name.line, reading.acronyms)
        draft = reading.register.match(named, None, named.edition)
        if draft is None:
            draft = Draft(name=named, span=row.passage.span, edition=named.edition)
            reading.register.drafts.append(draft)
        draft.date(dated[0].value, row.passage.span, "table")
        if place_column is not None and place_column < len(row.cells) and row.cells[place_column]:
            draft.at(row.cells[place_column].line, row.passage.span)

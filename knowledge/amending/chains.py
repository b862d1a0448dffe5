"""Which letters amend which, and each letter as those that amend it leave it."""

from collections.abc import Sequence
from typing import TypeVar

from knowledge.amending.amendment import Amendment
from knowledge.amending.applying import apply
from knowledge.model import Letter, Problem
from knowledge.phrases import say
from knowledge.references import reference_key
from knowledge.store import Head

L = TypeVar("L", Letter, Head)


def in_force(printed: Sequence[Letter]) -> tuple[tuple[Letter, ...], tuple[Problem, ...]]:
    """Return the letters with what amends them applied, and what could not be."""
    letters = {reference_key(letter.reference): letter for letter in printed}
    chained, orphans = chains(printed)
    problems = [orphan(each) for each in orphans]
    current = dict(letters)
    for key, amending in chained.items():
        current[key], missed = amended(letters[key], amending)
        problems += missed
    return tuple(current[reference_key(each.reference)] for each in printed), tuple(problems)


def chains(letters: Sequence[L]) -> tuple[dict[str, list[L]], list[L]]:
    """Return by the key of each amended letter those that amend it, in their order, and those that amend none."""
    known = {reference_key(each.reference) for each in letters}
    found: dict[str, list[L]] = {}
    orphans = []
    amending = (each for each in letters if each.amends)
    for letter in sorted(amending, key=lambda each: (each.date is not None, each.date, each.file)):
        key = reference_key(letter.amends or "")
        if key not in known or key == reference_key(letter.reference):
            orphans.append(letter)
        else:
            found.setdefault(key, []).append(letter)
    return found, orphans


def orphan(letter: Letter | Head) -> Problem:
    """Return what is told of a letter that amends one that is not there."""
    message = say("problem.orphan", file=letter.file, reference=letter.reference, amended=letter.amends)
    return Problem(file=letter.file, message=message)


def amended(target: Letter, amending: Sequence[Letter]) -> tuple[Letter, tuple[Problem, ...]]:
    """Return a letter as others amend it, in their order, and what they change that it does not hold."""
    problems: list[Problem] = []
    for letter in amending:
        amendment = Amendment.of(target, letter)
        target = apply(amendment)
        problems += amendment.problems
    return target, tuple(problems)

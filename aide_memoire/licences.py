"""The licences of all that is installed to run the program; one that binds what is built on it is a failure."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

PROJECT = "aide-memoire"
EXTRAS = ("", "postgres")  # what a service may run with
_NAME = re.compile(r"[\w.-]+")
_BINDING = re.compile(r"\b(?:A?GPL|EUPL|SSPL|CC-BY-NC)", re.IGNORECASE)  # binds what is built on it; the LGPL does not
_LESSER = re.compile(r"\bLGPL|lesser", re.IGNORECASE)
_TEXTS = {  # how texts begin, where a distribution declares nothing
    "MIT": "Permission is hereby granted, free of charge, to any person obtaining a copy of this software",
    "Apache-2.0": "Apache License Version 2.0",
}
_LONGEST = 60  # characters of a field that names a licence; longer ones hold its text


def installed(name: str = PROJECT, extras: tuple[str, ...] = EXTRAS) -> dict[str, Distribution]:
    """Return the distributions that one needs, itself left out, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(name, extras)]
    while waiting:
        each, wanted = waiting.pop()
        try:
            known = distribution(each)
        except PackageNotFoundError:  # for another system or Python
            continue
        waiting += [need for need in _needs(known, wanted) if need[0] not in found]
        found.setdefault(each, known)
    return {each: found[each] for each in sorted(found) if each not in (name, "pip")}


def _needs(of: Distribution, extras: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in of.requires or ():
        requirement, _, marker = line.partition(";")
        extra = re.search(r"extra\s*==\s*[\"']([^\"']+)", marker)
        if extra is None or extra[1] in extras:
            named = _NAME.match(requirement)
            inside = re.search(r"\[([^\]]*)\]", requirement)
            chosen = tuple(part.strip() for part in inside[1].split(",")) if inside else ()
            if named:
                yield re.sub(r"[-_.]+", "-", named[0]).lower(), chosen


def licence(of: Distribution) -> str:
    """Return the licence that a distribution declares, as briefly as it does."""
    told = of.metadata
    named, field = (told.get_all(key, [""])[0] for key in ("License-Expression", "License"))
    classified = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if each.startswith("License")]
    if named:
        return str(named)
    first = str(field).strip().partition("\n")[0]
    return "; ".join(classified) or first[:_LONGEST] or _of_text(of)


def _of_text(of: Distribution) -> str:
    """Return the licence whose text a distribution carries, "?" when it is none of the known ones."""
    for file in of.files or ():
        if "license" in file.name.lower():
            text = " ".join(file.read_text("utf-8").split())
            return next((name for name, words in _TEXTS.items() if words in text), "?")
    return "?"


def binding(named: str) -> bool:
    """Tell whether a licence binds what is built on it, or is not known."""
    free = [part for part in re.split(r"\s+OR\s+|;", named) if _LESSER.search(part) or not _BINDING.search(part)]
    return named == "?" or not free


def rows(binds: str) -> tuple[list[str], bool]:
    """Return a row a distribution, those that bind marked by a word; and whether none does."""
    named = {name: (each.version, licence(each)) for name, each in installed().items()}
    marked = {name: f"   {binds}" if binding(told) else "" for name, (_, told) in named.items()}
    lines = [f"{name:24} {version:16} {told}{marked[name]}" for name, (version, told) in named.items()]
    return lines, not any(marked.values())

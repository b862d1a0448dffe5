"""The one door to SQLite: the facts as typed tables, drafted aside and swapped whole, opened read-only.

The tables follow the dataclasses of knowledge.model: a field of one value is a column, a field of several facts is a
table of its own whose rows point to their parent.
"""

from knowledge.store.draft import Draft, Head, Origin, drafting, save
from knowledge.store.loading import differing, differing_bases, letter_of_file, load, places, usable, version_of
from knowledge.store.tables import Kind

__all__ = [
    "Draft",
    "Head",
    "Kind",
    "Origin",
    "differing",
    "differing_bases",
    "drafting",
    "letter_of_file",
    "load",
    "places",
    "save",
    "usable",
    "version_of",
]

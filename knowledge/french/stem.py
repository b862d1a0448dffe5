"""Bring the forms of a French word together: plural, feminine and the regular verb endings."""

from functools import lru_cache

_LEAST = 4  # letters that must be left once an ending is taken off
_ENDINGS = ("eraient", "erions", "erait", "eront", "erons", "aient", "erez", "erai", "eras", "ees", "era", "ait", "ant",
            "ons", "ent", "er", "ez", "ee", "ir", "e")  # fmt: skip


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a folded word: "activites" and "activite", "confirmer" and "confirmez" share theirs.

    The same function serves what is looked up and where it is looked up. Light on purpose: words of three letters and
    those with digits are kept whole.
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("aux") and len(word) > 4:
        word = word[:-2] + "l"
    elif (word[-1] == "s" and word[-2] != "s") or word.endswith("ux"):
        word = word[:-1]
    if word.endswith("iere"):
        word = word[:-1]
    if word.endswith("ire") and len(word) > _LEAST + 1:
        return word[:-2]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST - (ending == "e"):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _LEAST and word[-1] == word[-2] else word

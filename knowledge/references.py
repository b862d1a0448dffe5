"""References as people write them: which of them are one."""

import re

from knowledge.french.text import fold

_KIND = r"\b(?:lettres?|circulaires?|administratives?|collectives?|references?|ref|no|n)\b\.?|\bn[o°](?=\d)"
_JOINED = r"(?<=\d)\s+(?:a|au|de|du)\s+(?:la |l')?"


def reference_key(reference: str) -> str:
    """Return what tells references apart: "Lettre circulaire CL-21/004" and "CL-21/4" are one letter."""
    low = re.sub(_KIND, " ", fold(reference))
    low = re.sub(_JOINED, "a", low)  # "Corrigendum 1 à la CL-21/4", "corrigendum 1 au CL-21/4"
    return re.sub(r"(?<!\d)0+(?=\d)|[^a-z0-9/&]", "", low)

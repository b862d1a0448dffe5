"""Those whom the body names for what they are, and who are no contacts: "le Président désigné du Forum, S. E. M. …"."""

import re
from collections.abc import Iterator, Sequence

from knowledge.documents.passage import Passage
from knowledge.documents.values import CUES, TITLED, titled
from knowledge.french.text import fold
from knowledge.model import Contact, Person

_REST = re.compile(
    r",\s+(?P<rest>[A-ZÀ-Þ][^;.]*?)(?=\s*(?:[;.]|$|,\s+(?:sera|est|a|ont|qui|et|en|lors|à|afin|prononcera|ouvrira|\w+era)\b))"
)
_LONGEST = 220  # characters of a function


def people(sentences: Sequence[Passage], contacts: Sequence[Contact]) -> Iterator[Person]:
    """Yield the people that sentences name with their function, once each."""
    seen = {fold(contact.name or "") for contact in contacts}
    for sentence in sentences:
        text = sentence.text.replace("\n", " ")
        for match in TITLED.finditer(text):
            name = titled(match[0])[1]
            before, after = _before(text[: match.start()]), _after(text[match.end() :])
            role = before or after
            if role and fold(name) not in seen:
                seen.add(fold(name))
                yield Person(span=sentence.span, name=name, role=role, title=after if before else None)


def _before(text: str) -> str | None:
    """Return the function that stands before a name: "… du Secrétaire général de l'ONU, M. António Guterres"."""
    phrase = re.search(r"[^,;:.]*(?=,\s+$)", text)
    words = re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", phrase[0]) if phrase else ()
    start = next((word.start() for word in words if fold(word[0]) in CUES.words("words", "functions")), None)
    if phrase is None or start is None or len(phrase[0]) - start > _LONGEST:
        return None
    role = phrase[0][start:].strip()
    return role[:1].upper() + role[1:]


def _after(text: str) -> str | None:
    """Return the function that stands after a name: "M. Durand, Directeur du Bureau"."""
    match = _REST.match(text)
    if match is None or len(match["rest"]) > _LONGEST:
        return None
    return match["rest"].strip() if fold(match["rest"]).split()[0] in CUES.words("words", "functions") else None

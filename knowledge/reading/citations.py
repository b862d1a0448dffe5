"""What the letter points to: addresses of the web, mailboxes, resolutions, decisions and other letters."""

import re
from collections.abc import Iterator, Sequence

from knowledge.french.text import Span, fold
from knowledge.model import Citation, Link, Mailbox
from knowledge.reading.contacts import MAIL
from knowledge.reading.cues import pattern
from knowledge.reading.markup import Plain
from knowledge.reading.passage import Passage

URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"«»“”|]+"
    r"|(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:int|org|com|net|ch|fr|io|info)/[^\s<>\"«»“”|]+",
    re.IGNORECASE,
)
_CODE = r"[a-z]{2,6}(?:/[a-z]{2,5})*(?:\s?[-/]\s?|\s)\d[\w/-]*"


def urls(text: str) -> Iterator[tuple[str, int]]:
    """Yield the addresses of the web printed in a text, each with its offset, without the punctuation that follows."""
    for match in URL.finditer(text):
        url = match[0].rstrip(".,;:!?'’*_")
        while url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1].rstrip(".,;:!?'’")
        if "." in url[4:]:
            yield url, match.start()


def _around(offset: int, sentences: Sequence[Passage]) -> Span:
    """Return the span of the sentence that an offset falls in."""
    return next((each.span for each in sentences if each.span.start <= offset < each.span.end), Span(offset, offset))


def links(plain: Plain, sentences: Sequence[Passage]) -> Iterator[Link]:
    """Yield the addresses of the web, printed or carried by a text, once each."""
    found: list[tuple[int, str, str | None]] = []
    for sentence in sentences:
        found.extend((sentence.span.start + offset, url, None) for url, offset in urls(sentence.text))
    for anchor in plain.anchors:
        label = plain.text[anchor.span.start : anchor.span.end].strip()
        if URL.match(anchor.url) and not URL.fullmatch(label):
            found.append((anchor.span.start, anchor.url, label))
    seen: set[str] = set()
    for offset, url, carried in sorted(found, key=lambda each: each[0]):
        key = re.sub(r"^https?://|/$", "", url.lower())
        if key not in seen:
            seen.add(key)
            yield Link(span=_around(offset, sentences), url=url, label=carried)


def mailboxes(plain: Plain, sentences: Sequence[Passage]) -> Iterator[Mailbox]:
    """Yield the electronic addresses, each with the first sentence that gives it."""
    found: dict[str, Span] = {}
    for sentence in sentences:
        for match in MAIL.finditer(sentence.text):
            found.setdefault(match[0].rstrip("."), sentence.span)
    for anchor in plain.anchors:
        if anchor.url.startswith("mailto:"):
            address = anchor.url.removeprefix("mailto:").partition("?")[0]
            found.setdefault(address, _around(anchor.span.start, sentences))
    for address, span in found.items():
        yield Mailbox(span=span, address=address)


def citations(sentences: Sequence[Passage], reference: str) -> Iterator[Citation]:
    """Yield the resolutions, decisions and other letters that sentences cite, once each."""
    seen = {_key(reference)}
    for sentence in sentences:
        for cited in (*_documents(sentence), *_letters(sentence)):
            if _key(cited) not in seen:
                seen.add(_key(cited))
                yield Citation(span=sentence.span, text=cited)


def _key(text: str) -> str:
    text = re.sub(r"\(.*?\)|\b(lettres?|circulaires?|administratives?|collectives?|no)\b", " ", fold(text))
    return re.sub(r"(?<!\d)0+(?=\d)|[^a-z0-9/&+]", "", text)


def _documents(sentence: Passage) -> Iterator[str]:
    """Yield "Résolution 200 (Rév. Dubaï, 2018)", and each of "Résolutions 66 (…) et 154 (…)"."""
    number = (
        r"(?:uit-[rtd]\s+)?(?:\d[\w./-]*|[a-z]{1,4}[./-]\d[\w./-]*)(?<!\.)"
        r"(?:\s*\((?:rev|[^)]{0,20}\d{4})[^)]*\))?"
    )
    named = pattern(
        r"\b(?P<kind>{citations.documents})(?P<plural>s?)\s+(?:no\s*)?"
        rf"(?P<numbers>{number}(?:(?:\s*,\s*(?:et\s+)?|\s+et\s+|\s+ou\s+)(?!\d+\s+[a-z]){number})*)"
        r"(?P<of>\s+d(?:e l'|u |e la ){citations.bodies})?"
    )
    for match in named.finditer(sentence.low):
        kind = sentence.group(match, "kind").text
        if not (kind[:1].isupper() or match["kind"] in ("resolution", "decision")):
            continue
        of = f" {sentence.group(match, 'of').line.strip()}" if match["of"] else ""
        start = match.start("numbers")
        parts = list(re.finditer(number, match["numbers"]))
        for part in parts:
            written = sentence.at(start + part.start(), start + part.end()).line
            yield f"{kind} {written}{of if len(parts) == 1 else ''}"
            if not match["plural"] and "(" not in match["numbers"] and len(parts) > 1:
                break


def _letters(sentence: Passage) -> Iterator[str]:
    """Yield the codes of the letters that a sentence names: "CL-20/3", "Circulaire TSB 214"."""
    named = pattern(
        rf"\b(?P<kind>{{citations.letters}})\s+(?:no\s*)?(?P<codes>{_CODE}(?:(?:\s*,\s*|\s+et\s+){_CODE})*)"
    )
    taken: list[tuple[int, int]] = []
    for match in named.finditer(sentence.low):
        taken.append(match.span())
        for part in re.finditer(_CODE, match["codes"]):
            code = sentence.at(match.start("codes") + part.start(), match.start("codes") + part.end()).line
            if code[:1].isupper():
                alone = "/" in code
                yield code if alone else f"{sentence.group(match, 'kind').line.capitalize()} {code}"
    for match in re.finditer(r"\b(?:cl|dm)-\d\d/\d{1,4}\b", sentence.low):
        if not any(start <= match.start() < end for start, end in taken):
            yield sentence.group(match).line

"""What the letter points to: addresses of the web, mailboxes, resolutions, decisions and other letters."""

import re
from collections.abc import Iterator, Sequence

from knowledge.documents.evidence import labels, of_house
from knowledge.documents.model import Document, Kind, Run, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.sentences import sentences
from knowledge.documents.values import URL, mails, urls
from knowledge.documents.zones import lines_in
from knowledge.extraction.form import FORM
from knowledge.french.text import Span, fold
from knowledge.model import Citation, Link, Mailbox

_CODE = (
    r"(?:(?:[a-z]\.?){1,6}(?:[/-][a-z]{1,5})*(?:\s?[-/.]\s?|\s)?\d[\w/.-]*(?:\([a-z.]+\)\w*)?"
    r"|\d[\w.-]*(?:\([a-z.]+\)\w+)|\d[\w.-]*(?:/[\w.-]+)+|\d{2,4}[-/]\d+)(?<![.,-])"
)
_NUMBER = (  # "200 (Rév. Dubaï, 2018)", "41 C/15", "EX.CL/Dec.1073(XXXVI)"
    r"(?:uit-[rtd]\s+)?(?:[a-z]{2,4}\s(?=[a-z]\s))?(?:[a-z]{1,2}\s(?=\d+/\d))?"
    r"(?:\d[\w./-]*|[a-z]{1,8}(?:[./-][a-z]{1,8})*[./-]?\d[\w./-]*|[ivx]+\.\d+)(?<![.,])(?:\s[a-z]{1,3}/\d+)?"
    r"(?:\s*\((?:(?:rev|cg)[^)]*|[^)]{0,20}\d{2,4}[^)]*)\)|\([a-z]+\))?"
)
_DOCUMENTS = (
    r"\b(?P<kind>{citations.documents})(?P<plural>s?)\s+(?:no?s?\s*)?"
    rf"(?P<numbers>{_NUMBER}(?:(?:\s*,\s*(?:et\s+)?|\s+et\s+|\s+ou\s+)(?!\d+\s+[a-z]){_NUMBER})*)"
    r"(?P<of>\s+d(?:e l'|u |e la ){citations.bodies})?"
)
_LETTERS = (
    rf"\b(?:(?P<kind>{{citations.letters}})\s+(?:no\s*)?(?P<numbers>{_CODE}(?:(?:\s*,\s*|\s+et\s+){_CODE})*)"
    r"|(?P<bare>(?:cl|dm)-\d\d/\d{1,4})\b)"
)


def links(document: Document, quotable: Sequence[Passage]) -> Iterator[Link]:
    """Yield the addresses of the web, printed or carried by a text, once each, without those of the house."""
    printed = (
        (sentence.span.start + offset, url, None)
        for sentence in quotable
        for url, offset in urls(sentence.text)
        if not of_house(sentence)
    )
    carried = ((run.span.start, run.link or "", document.text[slice(*run.span)].strip()) for run in _runs(document))
    web = (each for each in carried if URL.match(each[1]) and not URL.fullmatch(each[2]))
    seen: set[str] = set()
    for offset, url, label in sorted((*printed, *web), key=lambda each: each[0]):
        key = re.sub(r"^https?://|/$", "", url.lower())
        if key not in seen:
            seen.add(key)
            yield Link(span=_around(offset, quotable), url=url, label=label)


def mailboxes(document: Document, quotable: Sequence[Passage]) -> Iterator[Mailbox]:
    """Yield the electronic addresses, each with the first sentence that gives it."""
    printed = [(address, each.span) for each in quotable for address in mails(each.text)]
    linked = (run for run in _runs(document) if run.link and run.link.startswith("mailto:"))
    carried = ((run.link[7:].partition("?")[0], _around(run.span.start, quotable)) for run in linked if run.link)
    found: dict[str, Span] = {}
    for address, span in (*printed, *carried):
        found.setdefault(address, span)
    yield from (Mailbox(span=span, address=address) for address, span in found.items())


def _runs(document: Document) -> Iterator[Run]:
    for block in document.blocks:
        if block.zone not in (Zone.FOOTER, Zone.LETTERHEAD):
            yield from block.runs


def _around(offset: int, quotable: Sequence[Passage]) -> Span:
    """Return the span of the sentence that an offset falls in."""
    return next((each.span for each in quotable if each.span.start <= offset < each.span.end), Span(offset, offset))


# ------------------------------------------------------------------ documents


def citations(document: Document, reference: str) -> Iterator[Citation]:
    """Yield the resolutions, decisions and other letters that the letter cites, once each."""
    seen = {_key(reference)}
    for passage, argues in _citing(document, reference):
        for cited in (*_documents(passage), *(_letters(passage) if argues else ())):
            if _key(cited) not in seen:
                seen.add(_key(cited))
                yield Citation(span=passage.span, text=cited)


def _citing(document: Document, reference: str) -> Iterator[tuple[Passage, bool]]:
    """Yield what may cite others, and whether letters too: in the header only where a label refers to them."""
    for line in lines_in(document, Zone.HEADER):
        labelled = any(label.family == "reference" for label in labels(line))
        yield line, labelled and reference not in line.line
    for block in document.blocks:
        if block.zone in (Zone.BODY, Zone.ANNEX) or block.kind is Kind.NOTE:
            yield from ((each, True) for each in sentences(document, block))


def _key(text: str) -> str:
    text = re.sub(r"\(.*?\)|\b(lettres?|circulaires?|administratives?|collectives?|no)\b", " ", fold(text))
    return re.sub(r"(?<!\d)0+(?=\d)|[^a-z0-9/&+]", "", text)


def _documents(sentence: Passage) -> Iterator[str]:
    """Yield "Résolution 200 (Rév. Dubaï, 2018)", and each of "Résolutions 66 (…) et 154 (…)"."""
    for match in FORM.pattern(_DOCUMENTS).finditer(sentence.low):
        kind = sentence.group(match, "kind").text
        if not (kind[:1].isupper() or match["kind"] in ("resolution", "decision")):
            continue
        of = f" {sentence.group(match, 'of').line.strip()}" if match["of"] else ""
        numbers = _numbers(sentence, match, _NUMBER)
        listed = match["plural"] or "(" in match["numbers"]
        for number in numbers if listed else numbers[:1]:
            yield f"{kind[:1].upper()}{kind[1:]} {number}{of if len(numbers) == 1 else ''}"


def _letters(sentence: Passage) -> Iterator[str]:
    """Yield the codes of the letters that a sentence names: "CL-20/3", "Circulaire TSB 214"."""
    for match in FORM.pattern(_LETTERS).finditer(sentence.low):
        if match["bare"]:
            yield sentence.group(match).line
            continue
        for code in _numbers(sentence, match, _CODE):
            if code[:1].isupper() or code[:1].isdigit():
                told = "/" in code and code[:1].isupper()
                yield code if told else f"{sentence.group(match, 'kind').line.capitalize()} {code}"


def _numbers(sentence: Passage, match: re.Match[str], number: str) -> list[str]:
    start = match.start("numbers")
    parts = re.finditer(number, match["numbers"])
    return [sentence.at(start + each.start(), start + each.end()).line for each in parts]

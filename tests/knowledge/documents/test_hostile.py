"""Files that are broken or made to harm: each is read or refused, in bounded time and memory."""

import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.documents.file import Limits, read_bytes
from knowledge.errors import UnreadableFile
from tests.knowledge.documents.pages import pdf
from tests.knowledge.documents.seeing import sound

DATA = Path(__file__).parents[2] / "data"
SAMPLES = {
    "a.docx": DATA / "field" / "docx-en-tete.docx",
    "a.odt": DATA / "field" / "lettre-odt.odt",
    "a.rtf": DATA / "field" / "lettre-rtf.rtf",
    "a.eml": DATA / "field" / "lettre-eml.eml",
    "a.pdf": DATA / "field" / "pdf-champ-rempli.pdf",
    "a.html": DATA / "field" / "courriel-cite.html",
    "a.txt": DATA / "field" / "dos-cp850.txt",
}
CUTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=20)), max_size=6)


def tried(data: bytes, name: str) -> None:
    """Read bytes; a refusal is an answer, any other error is not."""
    with suppress(UnreadableFile):
        sound(read_bytes(data, name, Limits()))


@pytest.mark.parametrize("name", SAMPLES)
@settings(deadline=None)
@given(cuts=CUTS)
def test_files_with_bytes_changed(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    """Bytes cut out and others put in their place leave a file that is read or refused."""
    data = SAMPLES[name].read_bytes()
    for share, length, new in cuts:
        place = int(share * len(data))
        data = data[:place] + new + data[place + length :]
    tried(data, name)


PIECES = r"{ } \par \cell \row \trowd \cellx9 \intbl \b \'e9 \u233 \uc0 \bin3 \* \footnote \header \field x"
PIECES += r" \fldinst \fldrslt \listtext \clvmgf \clvmrg \shptxt"


@given(st.lists(st.sampled_from(PIECES.split()), max_size=60))
def test_any_soup_of_control_words(words: list[str]) -> None:
    """No order of groups and words breaks the reader of RTF."""
    tried(("{\\rtf1 " + " ".join(words) + "}").encode(), "a.rtf")


OPERATORS = """BT;ET;q;Q;/F 9 Tf;/X 9 Tf;(a b) Tj;[(a) -900 (b)] TJ;1 0 0 1 9 9 Tm;0 -9 Td;T*;2 Tw;x Tw;0 Tz
9 9 m 99 9 l S;0 0 0 0 0 0 cm;1e30 0 0 1 0 0 cm;Tf;Do;/X Do"""


@settings(deadline=None)
@given(st.lists(st.sampled_from(OPERATORS.replace("\n", ";").split(";")), max_size=40))
def test_any_soup_of_operators(operators: list[str]) -> None:
    """No order of operators breaks the reader of PDF."""
    tried(pdf([(60, 700, "Genève")], extra=" ".join(operators)), "a.pdf")


def test_a_page_that_unpacks_into_gigabytes_is_bounded() -> None:
    """A stream of a page that grows a thousandfold is refused or cut, and the machine holds."""
    packed = zlib.compress(b"BT /F 9 Tf (a) Tj ET " * 3_000_000)
    data = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\n"
    data += b"endobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R>>\nendobj\n4 0 obj\n<</Filter/FlateDecode"
    data += b"/Length %d>>stream\n" % len(packed)
    tried(data + packed + b"\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF", "a.pdf")

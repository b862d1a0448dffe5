"""PDF documents written for tests: words at places, in fonts, with rules, links and fields."""

from collections.abc import Iterable, Sequence

Put = tuple[float, float, str]  # from the left, from the foot of the page, words


def pdf(
    *pages: Sequence[Put], size: int = 11, extra: str = "", objects: Iterable[str] = (), bold: bool = False
) -> bytes:
    """Return a document of pages of words; `extra` is drawn on each, `objects` are added from number 20 on."""
    font = "/Helvetica-Bold" if bold else "/Helvetica"
    parts = {1: "<</Type/Catalog/Pages 2 0 R>>"}
    kids = " ".join(f"{100 + place * 2} 0 R" for place in range(len(pages)))
    parts[2] = f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>"
    parts[3] = f"<</Type/Font/Subtype/Type1/BaseFont{font}/Encoding/WinAnsiEncoding>>"
    parts[4] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>"
    parts |= {20 + place: each for place, each in enumerate(objects)}
    annotations = "".join(f" {20 + place} 0 R" for place, each in enumerate(objects) if "/Annot" in each)
    for place, page in enumerate(pages):
        number = 100 + place * 2
        parts[number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {number + 1} 0 R/Annots[{annotations}]"
            "/Resources<</Font<</F 3 0 R/B 4 0 R>>>>>>"
        )
        drawn = (
            "".join(f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(words)}) Tj ET\n" for x, y, words in page) + extra
        )
        parts[number + 1] = f"<</Length {len(drawn.encode('cp1252'))}>>stream\n{drawn}\nendstream"
    return _file(parts)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(parts: dict[int, str]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number, part in sorted(parts.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{part}\nendobj\n".encode("cp1252")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    out += b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items()))
    out += b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (max(parts) + 1, start)
    return bytes(out)

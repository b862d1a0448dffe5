"""Pages of the web: the letter and nothing of the page around it."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.building import read_all
from knowledge.export import letter_json
from knowledge.formats.file import Limits
from knowledge.formats.html import read
from knowledge.reading.markup import strip

DATA = Path(__file__).parents[2] / "data"


def text(page: str) -> str:
    """Return the marked-up text of a page."""
    return read(page.encode(), "a.html")[0]


def seen(page: str) -> str:
    """Return what a reader of the letter sees."""
    return strip(text(page)).text.strip()


PAGES = (
    ("paragraphs and breaks", "<p>Un\n  deux<p>trois<br>quatre", "Un deux\n\ntrois\nquatre"),
    ("headings", "<h1>Annexe 1</h1><p>Texte", "Annexe 1\n\nTexte"),
    ("entities", "<p>L&rsquo;&oelig;uvre&nbsp;&ndash; R&amp;D &lt;x&gt; 1<sup>er</sup>", "L’œuvre – R&D <x> 1er"),
    ("bullets", "<ul><li>un<li><p>deux</p></ul><p>fin", "- un\n- deux\n\nfin"),
    ("numbers", '<ol start="3"><li>un</li><li value="7">deux</li></ol>', "3) un\n7) deux"),
    ("lists in lists", "<ol><li>un<ul><li>a</ul><li>deux</ol>", "1) un\n\n- a\n\n2) deux"),
    ("scripts and styles", "<style>p{}</style><script>var a='<p>x'</script><p>un</p><noscript>x</noscript>", "un"),
    ("menus and footers", "<nav>Accueil</nav><p>un<footer>Tél.</footer><aside>Voir aussi</aside>", "un"),
    ("comments", "<!-- x --><p>un<!--[if mso]><p>deux<![endif]-->", "un"),
    ("what was struck out", "<p>le <del>3</del> <s>4</s><ins>5</ins> mai", "le 5 mai"),
    ("what is hidden", '<p style="display: none">x<p>un</p><div hidden><div>y</div>z</div><p>deux', "un\n\ndeux"),
    ("the main part", "<p>Accueil</p><main><p>un</p></main><p>Plan du site</p>", "un"),
    ("a head without end", "<head><title>x</title><meta name=a><body><p>un", "un"),
    (
        "characters of markup",
        "<p>*un* _deux_ [trois](x) `quatre` a_b # cinq",
        "*un* _deux_ [trois](x) `quatre` a_b # cinq",
    ),
    ("lines that look like markup", "<p># un<p>&gt; deux<p>| trois | quatre |", "# un\n\n> deux\n\n| trois | quatre |"),
    ("text as it was typed", "<pre>Genève\nle 3 mai</pre>", "Genève\nle 3 mai"),
    (
        "a page within a table",
        "<table><tr><td><p>un<table><tr><td>a<td>b</table><p>deux</table>",
        "un\n\na – b\n\ndeux",
    ),
    ("one column", "<table><tr><td>un<tr><td>deux</table>", "un\n\ndeux"),
    ("a table that is not closed", "<table><tr><td>Date<td>3 mai", "Date – 3 mai"),
)


@pytest.mark.parametrize(("page", "wanted"), [each[1:] for each in PAGES], ids=[each[0] for each in PAGES])
def test_pages(page: str, wanted: str) -> None:
    """Each page gives the words that its reader sees, in their order and on their lines."""
    assert re.sub(r"\n{2,}", "\n\n", seen(page)) == wanted


LINKS = (
    ('<a href="https://x.int/a">ici</a>', "[ici](https://x.int/a)"),
    ('<a href="https://x.int/a(1)"> ici </a>', "[ici](https://x.int/a(1%29)"),
    ('<a href="https://www.x.int/">www.x.int</a>', "www.x.int"),
    ('<a href="mailto:a@x.int?subject=b">a@x.int</a>', "a@x.int"),
    ('<a href="#note">1</a>', "1"),
    ('<a href="javascript:alert(1)">ici</a>', "ici"),
    ('<a href="/fr/page">ici</a>', "ici"),
    ('<a name="x">ici</a>', "ici"),
    ('<a href="https://x.int/a">un<a href="https://x.int/b">deux', "[un](https://x.int/a)[deux](https://x.int/b)"),
)


@pytest.mark.parametrize(("page", "wanted"), LINKS)
def test_links(page: str, wanted: str) -> None:
    """A link keeps where it leads unless its words say it, or it leads nowhere that one could send."""
    assert text(page) == wanted


TABLES = (
    ("<tr><th>Date</th><th>Acte</th></tr><tr><td>3 mai</td><td>a|b</td></tr>", ["| Date | Acte |", "| 3 mai | a/b |"]),
    ("<tr><td>3 mai<td><p>un<p>deux</table>", ["| 3 mai | un<br>deux |"]),
    ('<tr><td rowspan="2">mai<td>un<tr><td>deux', ["| mai | un |", "|  | deux |"]),
    ('<tr><td colspan="2">mai<td>un<tr><td>a<td>b<td>c', ["| mai |  | un |", "| a | b | c |"]),
    ("<thead><tr><td>a<td>b</thead><tbody><tr><td>c<td>d</tbody>", ["| a | b |", "| c | d |"]),
    ("<tr><td>Réf.:<br>Date:<td>CL-1<br>3 mai", ["| Réf.:<br>Date: | CL-1<br>3 mai |"]),
    ("<tr><td>Tél.:<td>1<td rowspan=2><p>– Aux États<p>– Aux Membres<tr><td>Fax:<td>2",
     ["| Tél.: | 1 |  |", "| Fax: | 2 |", "", "- Aux États", "- Aux Membres"]),
)  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), TABLES)
def test_tables(rows: str, wanted: list[str]) -> None:
    """A row is a line, cells keep their columns, and what stands beside rows of a header comes after them."""
    lines = text(f"<table>{rows}</table>").split("\n")
    assert [line.rstrip() for line in lines] == [line.rstrip() for line in wanted]


def test_a_cell_of_the_body_is_one_line() -> None:
    """Below the subject, what a cell says in two paragraphs belongs to one row."""
    page = "<p>Objet: Atelier</p><table><tr><td>3 mai<td><p>Envoyer<p>le résumé<tr><td>5 mai<td>Payer</table>"
    assert text(page).split("\n")[2:] == ["| 3 mai | Envoyer le résumé |", "| 5 mai | Payer |"]


WORDS = "<p>Réunion à Genève: l’Union – œuvre, à l’été, où l’on siège déjà"
ENCODINGS = (
    ("utf-8", "", "utf-8"),
    ("windows-1252", "", "windows-1252"),
    ("windows-1252", '<meta charset="windows-1252">', None),
    ("windows-1252", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', None),
    ("windows-1252", '<meta charset="nonsense">', "windows-1252"),
    ("utf-8", '<meta charset="windows-1252">', "utf-8"),
    ("utf-16", '<meta charset="utf-16">', "utf-16"),
)


@pytest.mark.parametrize(("encoding", "head", "told"), ENCODINGS)
def test_encodings(encoding: str, head: str, told: str | None) -> None:
    """Accents come right; an encoding that had to be guessed is told, one that the page declares is not."""
    found, name = read((head + WORDS).encode(encoding), "a.html")
    assert found == WORDS.removeprefix("<p>")
    assert name == told


def test_a_page_may_nest_as_deep_as_it_likes() -> None:
    """Neither tables nor blocks nor spans without end exhaust the machine."""
    assert text("<div><table><tr><td>" * 3000 + "un").strip() == "un"
    assert len(text('<table><tr><td rowspan="9999" colspan="9999">un<td>deux<tr><td>a<td>b</table>')) < 1000


@pytest.mark.parametrize("start", ["<![CDATA[", "<!--", '<p style="', "<a x=", "<b", "</", "<!", "<?"])
def test_what_never_ends_is_read_once(start: str) -> None:
    """Tags and comments without end, however many, are read in one go: minutes otherwise, which no test is given."""
    assert len(text(f"<p>un</p>{start * 20_000}")) < 500_000


SOUP = "<p> </p> <table> </table> <tr> <td> <th/rowspan=2> </td> <ul> <ol> <li> </ol> <a/href=//x> </a> <br> <pre>"


@settings(deadline=None)
@given(st.lists(st.sampled_from([*SOUP.split(), "</pre>", "<div hidden>", "</div>", "<s>", "</s>", "un"]), max_size=40))
def test_any_soup_of_tags_is_read(tags: list[str]) -> None:
    """No order of tags breaks the reader, and none of its tags comes through."""
    assert re.search(r"<(?!br>)", text("".join(tags))) is None


LETTERS = ("circ-tsb-214-atelier-5g", "cl-24-33-sommet-jeunesse", "bdt-063-deux-reunions", "cl-25-22-deux-contacts")


def as_page(source: str) -> str:
    """Return a letter in Markdown as the page that a web site would make of it."""
    out = []
    for block in re.split(r"\n\s*\n", source):
        lines = re.sub(r"\*\*|[<>]", "", block).replace("&", "&amp;").split("\n")
        rows = [line for line in lines if line.startswith("|") and not re.fullmatch(r"[|\s:-]+", line)]
        if rows:
            cells = ["".join(f"<td>{cell.strip()}</td>" for cell in row.strip("| ").split("|")) for row in rows]
            out.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
        elif all(line.startswith("- ") for line in lines):
            out.append(f"<ul>{''.join(f'<li>{line[2:]}</li>' for line in lines)}</ul>")
        else:
            out.append(f"<p>{'<br>'.join(lines)}</p>")
    return f"<!doctype html><html><head><meta charset=utf-8><title>UIT</title></head><body>{''.join(out)}</body></html>"


@pytest.mark.parametrize("name", LETTERS)
def test_a_page_gives_the_facts_of_the_letter(name: str, tmp_path: Path) -> None:
    """A letter says the same as a page and as text."""
    file = tmp_path / f"{name}.html"
    file.write_text(as_page((DATA / "letters" / f"{name}.md").read_text("utf-8")), "utf-8")
    sources, refused, _ = read_all([file], Limits(), lambda *_: None)
    assert refused == ()
    facts = letter_json(sources[0].letter)
    wanted = json.loads((DATA / "facts" / f"{name}.json").read_text("utf-8"))
    for key in ("reference", "date", "place", "subject", "addressees", "contacts", "signatories"):
        assert facts[key] == wanted[key], key
    for key in ("name", "start", "end", "place", "mode"):
        assert [each[key] for each in facts["events"]] == [each[key] for each in wanted["events"]], key
    for key in ("due", "inclusive", "reply_to"):
        assert [each[key] for each in facts["deadlines"]] == [each[key] for each in wanted["deadlines"]], key

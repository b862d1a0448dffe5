"""Pages of the web: the letter and nothing of the page around it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.documents.html import read
from knowledge.documents.model import Document, Kind
from tests.knowledge.documents.seeing import cells, linked, seen, sound


def page(source: str) -> Document:
    """Return the document of a page."""
    return read(source.encode(), "a.html")[0]


PAGES = (
    ("paragraphs and breaks", "<p>Un\n  deux<p>trois<br>quatre", ["Un deux", "trois\nquatre"]),
    ("two breaks part paragraphs", "<div>un<br><br>deux</div>", ["un", "deux"]),
    ("headings", "<h1>Annexe 1</h1><p>Texte", ["Annexe 1", "Texte"]),
    ("entities", "<p>L&rsquo;&oelig;uvre&nbsp;&ndash; R&amp;D &lt;x&gt; 1<sup>er</sup>", ["L’œuvre – R&D <x> 1er"]),
    ("bullets", "<ul><li>un<li><p>deux</p></ul><p>fin", ["- un", "- deux", "fin"]),
    ("numbers", '<ol start="3"><li>un</li><li value="7">deux</li></ol>', ["3) un", "7) deux"]),
    ("lists in lists", "<ol><li>un<ul><li>a</ul><li>deux</ol>", ["1) un", "- a", "2) deux"]),
    ("scripts and styles", "<style>p{}</style><script>var a='<p>x'</script><p>un</p><noscript>x</noscript>", ["un"]),
    ("menus and footers", "<nav>Accueil</nav><p>un<footer>Tél.</footer><aside>Voir aussi</aside>", ["un"]),
    ("comments", "<!-- x --><p>un<!--[if mso]><p>deux<![endif]-->", ["un"]),
    ("what is hidden", '<p style="display: none">x<p>un</p><div hidden><div>y</div>z</div><p>deux', ["un", "deux"]),
    ("the main part", "<p>Accueil</p><main><p>un</p></main><p>Plan du site</p>", ["un"]),
    ("a head without end", "<head><title>x</title><meta name=a><body><p>un", ["un"]),
    (
        "characters of Markdown",
        "<p>*un* _deux_ [trois](x) `quatre`<p># cinq",
        ["*un* _deux_ [trois](x) `quatre`", "# cinq"],
    ),
    ("text as it was typed", "<pre>Genève\nle 3 mai\n\nObjet: x</pre>", ["Genève\nle 3 mai", "Objet: x"]),
    (
        "a page within a table",
        "<table><tr><td><p>un<table><tr><td>a<td>b</table><p>deux</table>",
        ["un", "a – b", "deux"],
    ),
    ("one column", "<table><tr><td>un<tr><td>deux</table>", ["un", "deux"]),
    ("a table that is not closed", "<table><tr><td>Date<td>3 mai", ["Date – 3 mai"]),
)


@pytest.mark.parametrize(("source", "wanted"), [each[1:] for each in PAGES], ids=[each[0] for each in PAGES])
def test_pages(source: str, wanted: list[str]) -> None:
    """Each page gives the words that its reader sees, in their order and on their lines."""
    assert seen(page(source)) == wanted


@pytest.mark.parametrize("way", ["<s>{}</s>", "<del>{}</del>", '<span style="text-decoration: line-through">{}</span>'])
def test_what_was_struck_out_is_left_out_and_told(way: str) -> None:
    """However a page strikes words out, they hold no more."""
    found = page(f"<p>le {way.format('3')}5 mai")
    assert (seen(found), found.notes) == (["le 5 mai"], ("struck",))


def test_styles() -> None:
    """Bold words are runs, by tag or by style; headings have their level."""
    found = page('<h2>Visas</h2><p>un <b>deux</b> <span style="font-weight:700">trois</span>')
    assert (found.blocks[0].kind, found.blocks[0].level) == (Kind.HEADING, 2)
    assert [found.text[slice(*run.span)] for run in found.blocks[1].runs if run.bold] == ["deux", "trois"]


LINKS: tuple[tuple[str, list[tuple[str, str]]], ...] = (
    ('<a href="https://x.int/a">ici</a>', [("ici", "https://x.int/a")]),
    ('<a href="https://www.x.int/">www.x.int</a>', []),
    ('<a href="mailto:a@x.int?subject=b">a@x.int</a>', []),
    ('<a href="#note">1</a>', []),
    ('<a href="javascript:alert(1)">ici</a>', []),
    ('<a href="/fr/page">ici</a>', []),
    (
        '<a href="https://x.int/a">un</a><a href="https://x.int/b">deux',
        [("un", "https://x.int/a"), ("deux", "https://x.int/b")],
    ),
)


@pytest.mark.parametrize(("source", "wanted"), LINKS)
def test_links(source: str, wanted: list[tuple[str, str]]) -> None:
    """A link keeps where it leads unless its words say it, or it leads nowhere that one could send."""
    assert linked(page(source)) == wanted


TABLES = (
    ("<tr><th>Date</th><th>Acte</th></tr><tr><td>3 mai</td><td>a|b</td></tr>", [["Date", "Acte"], ["3 mai", "a|b"]]),
    ("<tr><td>3 mai<td><p>un<p>deux</table>", [["3 mai", "un deux"]]),
    ('<tr><td rowspan="2">mai<td>un<tr><td>deux', [["mai", "un"], ["mai", "deux"]]),
    ('<tr><td colspan="2">mai<td>un<tr><td>a<td>b<td>c', [["mai", "", "un"], ["a", "b", "c"]]),
    ("<tr><td>Réf.:<br>Date:<td>CL-1<br>3 mai", [["Réf.:", "CL-1"], ["Date:", "3 mai"]]),
    (
        "<tr><td>Tél.:<td>1<td rowspan=2><p>– Aux États<p>– Aux Membres<tr><td>Fax:<td>2",
        [["Tél.:", "1", ""], ["Fax:", "2", ""]],
    ),
)


@pytest.mark.parametrize(("rows", "wanted"), TABLES)
def test_tables(rows: str, wanted: list[list[str]]) -> None:
    """Cells keep their columns; what covers rows is said in each, but beside labels comes after them."""
    assert cells(page(f"<table>{rows}</table>")) == wanted


WORDS = "<p>Réunion à Genève: l’Union – œuvre, à l’été, où l’on siège déjà"
ENCODINGS = (
    ("utf-8", "", None),
    ("windows-1252", "", "windows-1252"),
    ("windows-1252", '<meta charset="windows-1252">', None),
    ("windows-1252", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', None),
    ("windows-1252", '<meta charset="nonsense">', "windows-1252"),
    ("utf-8", '<meta charset="windows-1252">', None),
    ("utf-16", '<meta charset="utf-16">', "utf-16"),
)


@pytest.mark.parametrize(("encoding", "head", "told"), ENCODINGS)
def test_encodings(encoding: str, head: str, told: str | None) -> None:
    """Accents come right; an encoding that had to be guessed is told, one that the page declares is not."""
    found, name = read((head + WORDS).encode(encoding), "a.html")
    assert (found.text.strip(), name) == (WORDS.removeprefix("<p>"), told)


def test_a_page_may_nest_as_deep_as_it_likes() -> None:
    """Neither tables nor blocks nor spans without end exhaust the machine."""
    assert page("<div><table><tr><td>" * 3000 + "un").text.strip() == "un"
    assert len(page('<table><tr><td rowspan="9999" colspan="9999">un<td>deux<tr><td>a<td>b</table>').text) < 1000


@pytest.mark.parametrize("start", ["<![CDATA[", "<!--", '<p style="', "<a x=", "<b", "</", "<!", "<?"])
def test_what_never_ends_is_read_once(start: str) -> None:
    """Tags and comments without end, however many, are read in one go: minutes otherwise, which no test is given."""
    assert len(page(f"<p>un</p>{start * 20_000}").text) < 500_000


SOUP = "<p> </p> <table> </table> <tr> <td> <th/rowspan=2> </td> <ul> <ol> <li> </ol> <a/href=//x> </a> <br> <pre>"


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*SOUP.split(), "</pre>", "<div hidden>", "</div>", "<s>", "</s>", "<b>", "un"]), max_size=40
    )
)
def test_any_soup_of_tags_is_read(tags: list[str]) -> None:
    """No order of tags breaks the reader, and none of its tags comes through."""
    found = page("".join(tags))
    sound(found)
    assert "<" not in found.text

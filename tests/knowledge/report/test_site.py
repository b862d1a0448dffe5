"""The pages: each fact highlighted, each quote there, links that lead somewhere, no markup from a letter."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.model import Fact, Letter
from knowledge.report.marks import card, marks_of
from knowledge.report.names import slugs
from knowledge.report.site import Beside, write_report
from knowledge.report.telling import web_address
from tests.knowledge.report.conftest import Site
from tests.knowledge.report.reading import Page, read, squeeze


def pages(site: Site) -> Iterator[tuple[Letter, Page]]:
    """Yield each letter with its page."""
    names = slugs(letter.reference for letter in site.library.letters)
    for letter in site.library.letters:
        yield letter, read(site.page(f"letters/{names[letter.reference]}.html"))


def facts(letter: Letter) -> Iterator[tuple[str, Fact]]:
    """Yield the facts of a letter with the card that tells each."""
    groups: dict[str, tuple[Fact, ...]] = {
        "event": letter.events,
        "deadline": letter.deadlines,
        "contact": letter.contacts,
        "signatory": letter.signatories,
        "person": letter.people,
        "annex": letter.annexes,
        "link": letter.links,
        "mailbox": letter.mailboxes,
        "citation": letter.cited,
    }
    for kind, every in groups.items():
        for place, fact in enumerate(every):
            yield card(kind, place), fact


def test_the_whole_text_of_each_letter_is_on_its_page(site: Site) -> None:
    """Nothing is lost and nothing is added between the highlights."""
    for letter, page in pages(site):
        assert squeeze(page.text) == squeeze(letter.text), letter.reference


def test_each_fact_is_highlighted_where_it_stands(site: Site) -> None:
    """Each fact has its card and its place in the text, and at least one mark within what says it."""
    for letter, page in pages(site):
        marks = marks_of(letter)
        for name, fact in facts(letter):
            spans = {fact.span, *(each.span for each in fact.evidence), *(p.span for p in getattr(fact, "parts", ()))}
            own = [mark.span for mark in marks if mark.fact == name]
            assert own, (letter.reference, name)
            assert all(any(s.start <= m.start and m.end <= s.end for s in spans) for m in own), (letter.reference, name)
            assert {name, f"in-{name}"} <= set(page.ids), (letter.reference, name)


def test_each_deadline_is_quoted_in_full(site: Site) -> None:
    """The sentence that asks is underlined from end to end, and labelled as such."""
    for letter, page in pages(site):
        asked = squeeze("".join(text for text, title in page.sentences if "Phrase de l'échéance" in title))
        for deadline in letter.deadlines:
            assert squeeze(letter.cut(deadline.span)) in asked, letter.reference


def test_each_highlight_names_its_field_and_its_rule(site: Site) -> None:
    """The title of "avant le 1er mars 2021" tells the field, the rule and the confidence."""
    page = read(site.page("letters/cl-21-4.html"))
    titles = dict(page.said)
    assert titles["avant le 1er mars 2021"].startswith("Échéance · règle « request: before » · confiance")
    assert titles["Gitanjali Sah"] == "Contact"
    assert all(title for _, title in page.said + page.sentences)


def test_what_changed_is_told_before_and_after(site: Site) -> None:
    """A moved event shows the old dates struck out beside the new ones; both letters lead to each other."""
    page = site.page("letters/circulaire-tsb-214.html")
    assert "<del>du 14 au 15 mai 2024</del>" in page
    assert "du 21 au 22 mai 2024" in page
    assert 'href="corrigendum-1-a-la-circulaire-tsb-214.html"' in page
    assert "Texte de Corrigendum 1 à la Circulaire TSB 214" in page
    assert 'href="circulaire-tsb-214.html"' in site.page("letters/corrigendum-1-a-la-circulaire-tsb-214.html")


def test_a_doubt_stands_beside_its_sentence(site: Site) -> None:
    """A weekday that disagrees with its date is told in the margin, at the sentence, and counted in the list."""
    page = read(site.page("letters/cl-24-33.html"))
    (aside,) = page.asides
    assert "Le jour de la semaine ne correspond pas à la date" in aside
    assert "doubt-1" in page.ids
    assert "#doubt-1" in page.links
    assert any("Doute" in title and "Chaque administration" in text for text, title in page.said + page.sentences)
    assert "<strong>1 doute</strong>" in site.page("index.html")


def test_what_an_operator_corrected_is_told(site: Site) -> None:
    """A correction shows what was read beside what holds."""
    page = site.page("letters/cl-18-41.html")
    told = page.partition("Corrigé par l&#39;exploitant")[2].partition("</section>")[0]
    assert "<p>Lieu</p>" in told
    assert "<del>Genève</del>" in told
    assert "<p>Lausanne &amp; environs</p>" in told


def test_what_was_refused_is_told(site: Site) -> None:
    """The list of letters ends with the files of which nothing was kept."""
    assert "vide.md est vide" in site.page("index.html")


def test_the_list_is_from_the_newest_to_the_oldest(site: Site) -> None:
    """The list holds all letters, the newest first."""
    index = site.page("index.html")
    dates = [part.partition('"')[0] for part in index.split('<time datetime="')[1:]]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == len([letter for letter in site.library.letters if letter.date])
    assert read(index).links.count("letters/cl-21-4.html") == 1


def test_nothing_of_a_letter_becomes_markup(site: Site) -> None:
    """A letter that holds tags, quotes and ampersands shows them."""
    html = site.page("letters/cl-26-3.html")
    assert "<script" not in html
    assert "Dit <script>alert('1')</script> & \"fin\"." in read(html).text


def test_no_page_needs_a_script_or_another_machine(site: Site) -> None:
    """Pages hold no script and load nothing but their own style."""
    for path in site.folder.rglob("*.html"):
        page = read(path.read_text("utf-8"))
        assert {"script", "img", "iframe"}.isdisjoint(page.tags)
        assert page.tags.count("link") == 1
    assert "url(" not in site.page("style.css")


def test_each_page_has_its_landmarks(site: Site) -> None:
    """Each page is French, with one title, its landmarks, and no identifier twice."""
    for path in site.folder.rglob("*.html"):
        html = path.read_text("utf-8")
        page = read(html)
        assert '<html lang="fr">' in html
        assert page.tags.count("h1") == page.tags.count("main") == 1
        assert {"header", "nav", "footer", "title"} <= set(page.tags)
        assert len(page.ids) == len(set(page.ids)), path.name


def test_each_link_within_the_report_leads_somewhere(site: Site) -> None:
    """A link names a page that exists and, on it, an identifier that exists."""
    known = {path: set(read(path.read_text("utf-8")).ids) for path in site.folder.rglob("*.html")}
    for path in known:
        for link in read(path.read_text("utf-8")).links:
            if ":" in link or link.endswith(".css"):
                continue
            name, _, fragment = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target in known, (path.name, link)
            assert not fragment or fragment in known[target], (path.name, link)


def test_an_empty_base_has_a_report(tmp_path: Path, site: Site) -> None:
    """Without letters the pages say so."""
    empty = type(site.library)(())
    write_report(tmp_path / "out", empty, empty)
    assert "aucune lettre" in (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "Aucun événement" in (tmp_path / "out" / "agenda.html").read_text("utf-8")


@pytest.mark.parametrize("hostile", ["javascript:alert(1)@x", "data:text/html,x", "file:///etc/passwd"])
def test_an_address_that_could_run_is_no_link(hostile: str) -> None:
    """Only web addresses and mailboxes are made links."""
    assert web_address(hostile) is None


def test_it_opens_on_what_is_to_come(site: Site, tmp_path: Path) -> None:
    """The first page lists what comes from its day on, and the calendar may be entered there."""
    write_report(tmp_path / "out", site.library, site.printed, Beside(today=dt.date(2024, 6, 1)))
    index, agenda = ((tmp_path / "out" / name).read_text("utf-8") for name in ("index.html", "agenda.html"))
    assert 'id="coming"' in index
    assert agenda.count('id="next"') == 1
    assert 'id="coming"' not in site.page("index.html")


def test_a_doubt_is_told_first_with_what_settles_it(site: Site) -> None:
    """The table of TOML to write stands beside the sentence, before the list of the letters."""
    page = site.page("index.html")
    assert page.index("confirme = true") < page.index('class="letters"')
    assert "supprimer = true" in page
    assert "lundi 28 juin 2024" in page


def test_the_list_can_be_filtered_without_a_script(site: Site) -> None:
    """A letter that has a doubt is marked, for the choice to keep it."""
    page = site.page("index.html")
    assert 'id="f-doubt"' in page
    assert "is-doubtful" in page


def test_the_original_file_is_a_link_away(site: Site, tmp_path: Path) -> None:
    """Its copy lies in the report, and an older one is replaced."""
    letter = site.library.letters[0]
    (tmp_path / letter.file).write_text("tel quel", "utf-8")
    for _ in range(2):
        write_report(
            tmp_path / "out", site.library, site.printed, Beside(originals={letter.file: tmp_path / letter.file})
        )
    (copy,) = (tmp_path / "out" / "originals").iterdir()
    assert copy.read_text("utf-8") == "tel quel"
    assert (
        sum(f"../originals/{copy.name}" in each.read_text("utf-8") for each in (tmp_path / "out" / "letters").iterdir())
        == 1
    )

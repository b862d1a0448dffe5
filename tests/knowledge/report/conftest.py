"""A base with an amended letter, a doubtful one and a refused file, and its report."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge import store
from knowledge.building import build, shipped
from knowledge.documents.file import Limits
from knowledge.library import Library
from knowledge.report.site import write_report

DATA = Path(__file__).parents[2] / "data"
KINDS = (  # a letter of each kind: amended, amending, cancelled, postponed, hybrid, listed, tabulated, wrapped
    "circ-tsb-214-atelier-5g.md",
    "corrigendum-1-circ-tsb-214.md",
    "corrigendum-2-circ-tsb-319.md",
    "addendum-1-cl-24-33.md",
    "cl-22-45-annulation.md",
    "cl-20-18-report-sans-date.md",
    "circ-tsb-301-hybride.md",
    "cr-470-seminaires-liste.md",
    "bdt-063-deux-reunions.md",
    "cl-18-41-ceremonie.md",
    "upr-symposium-texte-replie.txt",
)
DOUBTFUL = ("cl-24-33-sommet-jeunesse.md", "vendredi 28 juin 2024", "lundi 28 juin 2024")
HOSTILE = (
    "cl-26-3-information.md",
    "Madame, Monsieur,",
    "Madame, Monsieur,\n\nDit <script>alert('1')</script> & \"fin\".\n",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A report on disk and the base that it shows."""

    folder: Path
    library: Library
    printed: Library

    def page(self, name: str) -> str:
        """Return the text of a page."""
        return (self.folder / name).read_text("utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the report of letters of each kind, one of them doubtful, one hostile, beside an empty file."""
    here = tmp_path_factory.mktemp("report")
    letters = here / "letters"
    letters.mkdir()
    for file in KINDS:
        shutil.copy(DATA / "letters" / file, letters)
    for file, old, new in (DOUBTFUL, HOSTILE):
        text = (DATA / "letters" / file).read_text("utf-8")
        assert old in text
        (letters / file).write_text(text.replace(old, new, 1), "utf-8")
    (letters / "vide.md").write_text("")
    (letters / "cl-18-41-ceremonie.toml").write_text('place = "Lausanne & environs"\n', "utf-8")
    build((shipped(), letters), here / "base.db", Limits())
    library, printed = store.load(here / "base.db"), store.load(here / "base.db", printed=True)
    write_report(here / "site", library, printed)
    return Site(folder=here / "site", library=library, printed=printed)

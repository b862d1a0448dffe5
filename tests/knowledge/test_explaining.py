"""Why a letter was read so can be looked at: roles, what spoke for and against, what is unexplained."""

from pathlib import Path

import pytest

from knowledge.documents.file import Limits
from knowledge.errors import GoneFile
from knowledge.explaining import explain, signs
from knowledge.extraction.features import weights
from knowledge.extraction.roles import Role
from tests.knowledge.extraction.letters import text_of

KINDS = ("event", "limit", "deadline", "event_days", "part")


def explained(tmp_path: Path, body: str, doubtful_below: float = 0.75) -> str:
    """Return what is told of a letter with a body."""
    file = tmp_path / "a.md"
    file.write_text(text_of(body), "utf-8")
    return explain(file, Limits(doubtful_below=doubtful_below))


def test_each_role_and_each_feature_has_its_words_and_no_other() -> None:
    """Whoever adds a weight says in French what it stands for; words of what is gone go too."""
    assert set(signs()["role"]) == {role.value for role in Role}
    assert set(signs()["sign"]) == {name for kind in KINDS for name in weights()[kind]}


def test_each_time_has_its_role_and_its_reasons(tmp_path: Path) -> None:
    """A limit tells what was weighed for it and by how much it won; a cited day tells that it is cited."""
    told = explained(
        tmp_path, "Conformément à la lettre CL-23/40 du 5 mars 2023, veuillez envoyer vos avis avant le 3 mai 2024."
    )
    assert "    5 mars 2023 : date d'un autre document" in told
    assert "avant le 3 mai 2024 : délai des destinataires, retenu de +" in told
    assert "pour : une demande (+2,2)" in told


def test_a_fact_tells_its_confidence_and_what_speaks_against_it(tmp_path: Path) -> None:
    """What is doubtful says so with its reason, what is asserted with what speaks for it."""
    body = "Veuillez envoyer vos contributions à x@itu.int avant le 3 mai 2024."
    assert "affirmé\n      pour : " in explained(tmp_path, body)
    assert "à vérifier, " in explained(tmp_path, body, doubtful_below=1.0)


def test_what_is_unexplained_is_listed_with_its_sentence(tmp_path: Path) -> None:
    """A day without a role is told as such, and only then."""
    told = explained(tmp_path, "Le dossier bleu pourra être vu de chacun le 7 août 2024.")
    assert "Inexpliqué : 7 août 2024." in told
    assert told.endswith("« Le dossier bleu pourra être vu de chacun le 7 août 2024. »")
    assert "Toutes les dates ont un rôle." in explained(tmp_path, "Veuillez envoyer vos avis avant le 3 mai 2024.")


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    """The base may outlive the files that it was read from."""
    with pytest.raises(GoneFile, match=r"gone\.md"):
        explain(tmp_path / "gone.md", Limits())

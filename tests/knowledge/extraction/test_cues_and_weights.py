"""The data by which dated facts are read is sound."""

from knowledge.extraction.cues import faults
from knowledge.extraction.features import weights
from knowledge.extraction.roles import Role
from knowledge.phrases import say


def test_the_cues_are_folded_and_compile() -> None:
    """An accent or a broken expression in dated.toml would match nothing."""
    assert faults() == ()


def test_each_weight_of_a_doubt_has_its_sentence() -> None:
    """What speaks against a fact is told in French, and that nothing speaks for it."""
    for kind in ("deadline", "event_days", "part"):
        against = [name for name, weight in weights()[kind].items() if weight < 0 or name == "bias"]
        assert all(say(f"against.{name}") for name in against)


def test_roles_are_few_and_named() -> None:
    """A role is one word that the ledger prints."""
    assert {"event", "limit", "cited", "replaced", "unexplained"} <= {role.value for role in Role}

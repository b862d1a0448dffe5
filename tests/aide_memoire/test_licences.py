"""What the program is built on may be used by anybody: each licence is known, and none binds what is built on it."""

import pytest

from aide_memoire.__main__ import main
from aide_memoire.licences import binding, installed


@pytest.mark.parametrize(
    "named", ["GPL-3.0-only", "AGPL-3.0-or-later", "GNU General Public License v3 (GPLv3)", "?", "SSPL-1.0"]
)
def test_a_licence_that_binds_is_told(named: str) -> None:
    """A copyleft licence, or none, is a failure."""
    assert binding(named)


@pytest.mark.parametrize(
    "named", ["MIT", "LGPL-3.0-only", "GNU Lesser General Public License v3", "GPL-2.0-only OR MIT", "MPL 2.0"]
)
def test_a_licence_that_does_not_bind_passes(named: str) -> None:
    """A permissive licence, a library's copyleft, or a choice that holds one of them is none."""
    assert not binding(named)


def test_all_that_is_installed_is_free(capsys: pytest.CaptureFixture[str]) -> None:
    """Every library that the program needs, and those that they need, may be shipped with it."""
    assert {"python-telegram-bot", "httpx", "h11", "rapidfuzz"} <= set(installed())
    assert main(["licences"]) == 0
    assert "rapidfuzz" in capsys.readouterr().out

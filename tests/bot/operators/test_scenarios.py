"""What operators do, end to end over HTTP: every scenario of scenarios.toml."""

from pathlib import Path

import pytest

from knowledge.history import By
from knowledge.publishing import publisher
from tests.bot.operators.acting import DATA, FIRST, SCENARIOS, START, TOKEN, Stage
from tests.bot.telegram.office import Json
from tests.bot.telegram.standin import standin


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each["name"])
async def test_scenario(scenario: Json, tmp_path: Path) -> None:
    """Each step is answered as the scenario says."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / FIRST).write_bytes((DATA / "letters" / FIRST).read_bytes())
    with standin(TOKEN) as server:
        stage = Stage(
            server=server,
            folder=tmp_path,
            hold=scenario.get("hold", 10),
            operators=tuple(scenario.get("operators", (5, 6))),
        )
        publisher(stage.settings.knowledge).build(By(who="shell:test", at=START.replace(year=2023)))
        await stage.begin()
        try:
            for step in scenario["steps"]:
                await stage.play(step)
        finally:
            await stage.end()


def test_there_are_enough_of_them() -> None:
    """Forty at least, each with a name of its own."""
    names = [each["name"] for each in SCENARIOS]
    assert len(set(names)) == len(names) >= 40

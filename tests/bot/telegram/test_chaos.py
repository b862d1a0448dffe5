"""Processes that are killed while they push: nobody is forgotten, and nobody told twice but as documented."""

from pathlib import Path

from tests.bot.telegram.chaos import Trial, run
from tests.postgres import both


@both
def test_killed_processes_lose_and_double_nothing(address: str, base: Path) -> None:
    """Telegram fails and moves groups meanwhile; a message comes again only if it was accepted just before a kill."""
    processes = 1 if "://" not in address else 2
    outcome = run(Trial(database=address, base=base, chats=30, kills=2, processes=processes, haste=12, odds=0.1))
    assert (outcome.missing, outcome.unnoted, outcome.unexplained, outcome.late) == ((), 0, 0, 0)
    assert outcome.kills == 2

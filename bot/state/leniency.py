"""What an answer can do without, while the database is in trouble."""

import logging
from collections.abc import Callable
from typing import TypeVar

from bot.errors import TroubledState

_LOG = logging.getLogger(__name__)
T = TypeVar("T")


def leniently(deed: Callable[[], T], otherwise: Callable[[], T]) -> T:
    """Return what a deed returns; where the database is in trouble the operator is told, and something else does."""
    try:
        return deed()
    except TroubledState as error:
        _LOG.error("%s", error)  # the sentence is all there is to tell
        return otherwise()

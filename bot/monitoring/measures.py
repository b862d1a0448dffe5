"""The figures that Prometheus reads: counted as things happen, or looked at when they are asked for."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.errors import TroubledState
from bot.handlers.line import Pulse
from bot.phrasing import Answer
from bot.reminders.delivery import Postman
from bot.state.store import State
from knowledge.library import Library

PREFIX = "aide_memoire_"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)  # bounds of the buckets
SILENT = 300.0  # seconds without Telegram, after which the service is not well
STILL = 300.0  # seconds without a turn of the loop that sends, after which it is not well


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """What the service is made of, looked at from outside."""

    pulse: Pulse
    postman: Postman
    state: State
    library: Callable[[], Library]
    polls: bool  # updates are asked for, else Telegram calls

    def ills(self) -> Iterator[str]:
        """Yield what is not well, a word each."""
        if self.polls and self.pulse.silent_for() > SILENT:
            yield "telegram"
        if self.pulse.refused_for(hearing=self.polls) > 0:
            yield "token"
        if self.postman.still_for() > STILL:
            yield "reminders"
        if self.chats() is None:
            yield "state"

    def chats(self) -> int | None:
        """Return how many chats are known; None when the database does not answer."""
        try:
            return self.state.chats.count()
        except TroubledState:
            return None


@dataclass(slots=True, kw_only=True)
class Measures:
    """Counts what goes through the service."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    _updates: Histogram = field(init=False)
    _answers: Counter = field(init=False)
    _pushes: Counter = field(init=False)
    _lines: Counter = field(init=False)

    def __post_init__(self) -> None:
        """Make the counters, all at nought."""
        self._updates = Histogram(
            f"{PREFIX}update_seconds", "Time taken by an update", buckets=SECONDS, registry=self.registry
        )
        self._answers = Counter(
            f"{PREFIX}answers", "Answers to questions, by outcome", ["outcome"], registry=self.registry
        )
        self._pushes = Counter(f"{PREFIX}pushes", "Reminders and notices that left", registry=self.registry)
        self._lines = Counter(f"{PREFIX}log_lines", "Warnings and errors, by level", ["level"], registry=self.registry)
        for outcome in ("answered", "doubtful", "unanswered"):
            self._answers.labels(outcome)

    def watch(self, vitals: Vitals) -> None:
        """Look at the service each time the figures are asked for."""
        self.registry.register(_Looked(vitals))

    def took(self, seconds: float) -> None:
        """Count an update and the time that it took, waiting for those before it included."""
        self._updates.observe(seconds)

    def answered(self, answer: Answer) -> None:
        """Count an answer."""
        outcome = "doubtful" if answer.doubtful else "answered" if answer.answered else "unanswered"
        self._answers.labels(outcome).inc()

    def pushed(self, count: int) -> None:
        """Count messages that left unasked."""
        self._pushes.inc(count)

    def logged(self, level: str) -> None:
        """Count a line of the log."""
        self._lines.labels(level).inc()

    def written(self) -> bytes:
        """Return all figures in the text format of Prometheus."""
        return generate_latest(self.registry)


class Counting(logging.Handler):
    """Counts the warnings and errors that are logged, whether or not they are written."""

    def __init__(self, measures: Measures) -> None:
        super().__init__(logging.WARNING)
        self._measures = measures

    def emit(self, record: logging.LogRecord) -> None:
        """Count a line."""
        self._measures.logged(record.levelname.lower())


class _Looked(Collector):
    """What is not counted but looked at."""

    def __init__(self, vitals: Vitals) -> None:
        self._vitals = vitals

    def collect(self) -> Iterator[Metric]:
        """Yield the figures of this moment."""
        vitals = self._vitals
        yield _gauge("healthy", "1 when all is well", 0.0 if any(vitals.ills()) else 1.0)
        yield _gauge("telegram_silent_seconds", "Since Telegram was last heard", vitals.pulse.silent_for())
        yield _gauge("reminders_still_seconds", "Since the loop that sends last turned", vitals.postman.still_for())
        yield _gauge("letters", "Letters in force", len(vitals.library().letters))
        chats = vitals.chats()
        if chats is not None:
            yield _gauge("chats", "Chats that are known", chats)


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(PREFIX + name, told, value=value)

"""What goes wrong while the bot runs: counted by kind, without what anybody wrote."""

import datetime as dt
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

MOST = 50  # kinds that are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A kind of error."""

    what: str  # the module, and the class of the exception: no contents
    last: dt.datetime
    times: int
    told: int = 0  # of these, how many were reported


class Faults(logging.Handler):
    """Counts the errors that the log is told."""

    def __init__(self, clock: Callable[[], dt.datetime]) -> None:
        super().__init__(logging.ERROR)
        self._clock = clock
        self._kinds: OrderedDict[str, Fault] = OrderedDict()

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        raised = record.exc_info[0] if record.exc_info else None
        what = f"{record.name}:{record.lineno}" + (f" {raised.__name__}" if raised else "")
        known = self._kinds.pop(what, None)
        times, told = (known.times, known.told) if known else (0, 0)
        self._kinds[what] = Fault(what=what, last=self._clock(), times=times + 1, told=told)
        while len(self._kinds) > MOST:
            self._kinds.popitem(last=False)

    def every(self) -> tuple[Fault, ...]:
        """Return the kinds of errors, the latest last."""
        return tuple(self._kinds.values())

    def news(self) -> tuple[Fault, ...]:
        """Return what came since the last report, and count it as reported."""
        fresh = tuple(replace(each, times=each.times - each.told) for each in self.every() if each.times > each.told)
        for each in self.every():
            self._kinds[each.what] = replace(each, told=each.times)
        return fresh

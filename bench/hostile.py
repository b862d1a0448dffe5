"""Does any string, however hostile, hold a reply up, make it fail, or get a fact that it did not ask for?"""

import datetime as dt
import time

from bench.replies import five
from bot.entities.dialogue import Dialogue
from tests.bot.hostile import corpus, faults, made

NUMBER = 2000
SEED = 20210215
LIMIT = 0.050  # seconds a reply
NOW = dt.datetime(2021, 2, 15, 9, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def main() -> None:
    """Reply to the corpus, then to strings made by chance up to the number, each against the clock."""
    assistant = five()
    assistant.reply("quand a lieu le Forum ?", Dialogue(), NOW)
    known = [text for text, _ in corpus()]
    texts = [*known, *made(NUMBER - len(known), SEED)]
    faulty, times = 0, []
    for text in texts:
        begun = time.process_time()
        reply = assistant.reply(text, Dialogue(), NOW)
        times.append(time.process_time() - begun)
        faulty += any(faults(reply, assistant))
    times.sort()
    slow, worst, late = times[len(times) * 99 // 100], times[-1], sum(each > LIMIT for each in times)
    print(f"{len(times)} strings, {len(known)} of them from the corpus: no exception, {faulty} faulty, to be 0")
    print(f"of the processor: p99 {1000 * slow:.1f} ms, worst {1000 * worst:.1f} ms, {late} over 50 ms, to be 0")


if __name__ == "__main__":
    main()

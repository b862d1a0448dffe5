"""How long does an operator wait for the summary of a letter of three pages?"""

import datetime as dt
import io
import tempfile
import time
import zipfile
from dataclasses import replace
from html import escape
from pathlib import Path

from bench.letters import letter, write
from bench.yardstick import seconds
from bot.assistant import Assistant
from bot.operators.opening import Line, open_desk
from bot.settings import Settings
from bot.state.store import open_state
from knowledge import store
from knowledge.history import By
from knowledge.publishing import publisher

SIZES = (5, 1000)  # letters that are published already
TURNS = 5
PAGES = 3
WORDS = 400  # of a page
BY = By(who="bench", at=dt.datetime(2026, 1, 1, 9, tzinfo=dt.UTC))


def main() -> None:
    """Print the time from the file to the summary, and to the preview, by the size of the base."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            _measure(Path(name), size)


def _measure(room: Path, size: int) -> None:
    write(room / "letters", size)
    default = Settings()
    knowledge = replace(default.knowledge, shipped=False, letters=(room / "letters",), database=room / "k.db")
    operators = replace(default.operators, telegram=(5,), incoming=room / "incoming")
    settings = replace(default, knowledge=knowledge, operators=operators)
    publisher(knowledge).build(BY)
    state = open_state(room / "state.db", dt.timedelta(hours=1))
    line = Line(ids=frozenset((5,)), who="telegram:")
    catalogue = lambda library: Assistant(library).catalogue  # noqa: E731  # one line is enough
    desk = open_desk(settings, state, lambda: store.load(knowledge.database), catalogue, lambda: BY.at, line)
    if desk is None:
        raise RuntimeError(line)
    summaries, previews = [], []
    for turn in range(TURNS):
        content = _docx(_long(10_000 + turn))
        summaries.append(
            seconds(
                lambda name=f"{turn}.docx", content=content: desk.bench.receive(name, content, BY), time.perf_counter
            )
        )  # type: ignore[misc]
        item = desk.bench.current(BY)
        if item is None:
            raise RuntimeError(turn)
        previews.append(seconds(lambda item=item: desk.bench.issuer.preview(item, BY), time.perf_counter))  # type: ignore[misc]
    state.close()
    told = f"summary {sorted(summaries)[TURNS // 2]:.2f} s, at most {max(summaries):.2f} s"
    print(f"{size:5} letters published: {told}; preview {sorted(previews)[TURNS // 2]:.2f} s")


def _long(index: int) -> str:
    """Return a letter of three pages: one of the bench, with paragraphs of others, without their limits."""
    head, _, tail = letter(index).partition("Veuillez agréer")
    lines, other = [head], index
    while len(" ".join(lines).split()) < PAGES * WORDS:
        other += 1
        body = letter(other).partition("Madame, Monsieur,")[2].partition("\n\n")[2]
        lines.append(body.partition("\n\n")[0])
    return "\n\n".join([*lines, f"Veuillez agréer{tail}"])


def _docx(text: str) -> bytes:
    paragraphs = "".join(
        f"<w:p><w:r><w:t xml:space='preserve'>{escape(line)}</w:t></w:r></w:p>"
        for line in text.replace("*", "").splitlines()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = (
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        "<Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument."
        "wordprocessingml.document.main+xml'/></Types>"
    )
    relation = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r' "
        "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' "
        "Target='word/document.xml'/></Relationships>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relation)
        archive.writestr(
            "word/document.xml", f"<w:document xmlns:w='{space}'><w:body>{paragraphs}</w:body></w:document>"
        )
    return made.getvalue()

"""The commands of the letters: build, publish, undo, withdraw, history, check, show, export, report, dates."""

import argparse
import datetime as dt
import json
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import settings, store
from knowledge.arguments import FrenchParser
from knowledge.errors import KnowledgeError, UnknownReference
from knowledge.library import Library
from knowledge.phrases import say
from knowledge.settings import Settings

if TYPE_CHECKING:
    from knowledge.building import Report


def main(arguments: Sequence[str] | None = None, program: str = "python -m knowledge") -> int:
    """Run a command, return its exit code: 0 done, 1 failed with a sentence on stderr, 2 wrong usage.

    `program` is what its help calls it.
    """
    options = _parser(program).parse_args(arguments)
    try:
        return int(_COMMANDS[options.command](options, settings.load(options.config)))
    except KnowledgeError as error:
        for reason in error.details.get("reasons", ()):  # type: ignore[attr-defined]  # a list of sentences
            print(reason, file=sys.stderr)
        print(error, file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except KeyboardInterrupt:
        pass
    return 1


def _parser(program: str) -> FrenchParser:
    parser = FrenchParser(prog=program, description=say("help.program"))
    parser.add_argument("--config", type=Path, help=say("help.config"))
    commands = parser.add_subparsers(dest="command", required=True)
    made = {
        name: commands.add_parser(name, help=say(f"help.{name}"), description=say(f"help.{name}")) for name in _COMMANDS
    }
    for name, command in made.items():
        command.add_argument("--config", type=Path, default=argparse.SUPPRESS, help=say("help.config"))
        if name != "dates":
            command.add_argument("--database", type=Path, help=say("help.database"))
    made["build"].add_argument("--letters", type=Path, help=say("help.letters"))
    made["build"].add_argument("--dry-run", action="store_true", help=say("help.dry_run"))
    made["build"].add_argument("--afresh", action="store_true", help=say("help.afresh"))
    made["withdraw"].add_argument("reference", help=say("help.reference"))
    made["history"].add_argument("--json", action="store_true", help=say("help.history_json"))
    made["show"].add_argument("reference", help=say("help.reference"))
    made["show"].add_argument("--explain", action="store_true", help=say("help.explain"))
    made["export"].add_argument("--printed", action="store_true", help=say("help.printed"))
    made["report"].add_argument("--out", type=Path, required=True, help=say("help.out"))
    made["dates"].add_argument("--now", type=_instant, help=say("help.now"))
    made["dates"].add_argument("text", nargs="?", help=say("help.text"))
    return parser


def _build(options: argparse.Namespace, config: Settings) -> int:
    from knowledge import publication
    from knowledge.building import build

    publisher = publication.publisher_of(options, config, _bar if sys.stderr.isatty() else lambda *_: None)
    prepares = publication.prepares(options, publisher)
    if options.dry_run:
        how = replace(publisher.options, dry_run=True)
        report = build(publisher.folders, publisher.database, publisher.limits, publisher.progress, how)
    else:
        report = (publisher.prepare if prepares else publisher.build)(publication.by())
    _tell(report, dry_run=options.dry_run)
    if not options.dry_run:
        said = "build.prepared" if prepares else "build.written"
        print(say(said, database=publisher.database, version=report.version))
    return 1 if report.refused else 0


def _tell(report: "Report", *, dry_run: bool) -> None:
    """Say what a build read, refused, doubted and changed."""
    from knowledge.telling import change_lines

    print(say("build.read" if report.count < 2 else "build.read_many", count=report.count))
    for problem in report.refused:
        print(say("build.refused", message=problem.message))
    for problem in report.doubts:
        print(say("build.doubt", message=problem.message))
    for letter in report.changed:
        print(letter.reference)
        for line in change_lines(letter.changes):
            print(say("build.line", line=line))
    if report.tally:
        print(say("build.changes", **report.tally))
    if dry_run:
        print(say("build.dry"))


def _bar(done: int, total: int, file: str) -> None:
    """Show how far a build has come on one line of a terminal."""
    width = 30
    filled = "█" * (width * done // max(1, total))
    line = say("build.progress", done=done, total=total, file=file)[:60]
    end = "\n" if done == total else ""
    print(f"\r\033[K{filled:░<{width}} {line}", end=end, file=sys.stderr, flush=True)


def _library(options: argparse.Namespace, config: Settings, *, printed: bool = False) -> Library:
    return store.load(options.database or config.database, printed=printed)


def _check(options: argparse.Namespace, config: Settings) -> int:
    library = _library(options, config)
    doubted = (*_problem_lines(library), *_remedy_lines(library))
    for line in (*doubted, *_correction_lines(library)):
        print(line)
    if not doubted:
        print(say("check.none", count=len(library.letters)))
    return 0


def _problem_lines(library: Library) -> Iterator[str]:
    """Yield what building told of each file, with the sentence that it comes from."""
    letters = {letter.file: letter for letter in library.letters}
    for problem in sorted(library.problems, key=lambda each: each.file):
        yield problem.message
        if problem.span is not None and problem.file in letters:
            yield say("check.sentence", quote=" ".join(letters[problem.file].cut(problem.span).split()))


def _remedy_lines(library: Library) -> Iterator[str]:
    """Yield what would settle each doubt."""
    from knowledge.doubtful import doubts, remedies

    for letter in library.letters:
        toml = Path(letter.file).with_suffix(".toml").name
        for doubt in doubts(letter, tuple(each for each in library.problems if each.file == letter.file)):
            right, none = (textwrap.indent(each, "        ") for each in remedies(doubt))
            against = "".join(say("check.against", against=each) for each in doubt.against)
            told = {"reference": letter.reference, "quote": doubt.quote, "toml": toml, "against": against}
            yield say("check.remedy", **told, right=right, none=none)


def _correction_lines(library: Library) -> Iterator[str]:
    from knowledge.sheet import told

    for letter in library.letters:
        yield from (say("check.correction", file=letter.file, told=told(each)) for each in letter.corrections)


def _show(options: argparse.Namespace, config: Settings) -> int:
    from knowledge.sheet import sheet

    library = _library(options, config)
    letter = library.letter(options.reference)
    if letter is None:
        known = ", ".join(each.reference for each in library.letters)
        raise UnknownReference(reference=options.reference, known=known)
    print(sheet(letter))
    if options.explain:
        from knowledge.explaining import explain  # loads what reads letters
        from knowledge.publishing import limits

        origins = dict(store.places(options.database or config.database))
        print(explain(origins[letter.reference], limits(config)))
    return 0


def _export(options: argparse.Namespace, config: Settings) -> int:
    from knowledge.export import letter_json

    library = _library(options, config, printed=options.printed)
    json.dump({"letters": [letter_json(each) for each in library.letters]}, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def _report(options: argparse.Namespace, config: Settings) -> int:
    from knowledge.report.site import Beside, write_report  # loads Jinja2

    library = _library(options, config)
    originals = {path.name: path for _, path in store.places(options.database or config.database)}
    today = dt.datetime.now().astimezone().date()  # the edge of the program: the clock of its user
    beside = Beside(today=today, originals=originals)
    page = write_report(options.out, library, _library(options, config, printed=True), beside)
    print(say("report.written", count=len(library.letters), page=page))
    return 0


def _instant(iso: str) -> dt.datetime:
    from knowledge.temporal.dates import instant

    return instant(iso)


def _dates(options: argparse.Namespace, _: Settings) -> int:
    from knowledge.temporal.dates import answer_jsonl, explain

    now = options.now or dt.datetime.now().astimezone()  # the edge of the program: the clock of its user
    if options.text is not None:
        print(explain(options.text, now))
        return 0
    for line in answer_jsonl(sys.stdin, now):
        print(line)
    return 0


def _late(name: str) -> Callable[[argparse.Namespace, Settings], int]:
    """Return a command of another module, loaded when it is called."""

    def run(options: argparse.Namespace, config: Settings) -> int:
        from knowledge import publication

        return int(publication.COMMANDS[name](options, config))

    return run


_OF_PUBLICATION = {name: _late(name) for name in ("publish", "undo", "withdraw", "history")}
_COMMANDS = {
    "build": _build,
    **_OF_PUBLICATION,
    "check": _check,
    "show": _show,
    "export": _export,
    "report": _report,
    "dates": _dates,
}

if __name__ == "__main__":
    sys.exit(main())

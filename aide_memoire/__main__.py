"""The command `aide-memoire`: finds its folder, then does what `python -m bot` and `python -m knowledge` do.

An environment that holds this program gets no package named `bot` or `knowledge` of it: in a wheel they lie inside this
one, and are found by this command alone.
"""

import argparse
import os
import shutil
import sys
import tomllib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
INSIDE = HERE / "knowledge"  # there in a wheel; beside this folder in a checkout
PROGRAM = "aide-memoire"
CONFIG = "config.toml"
HOME = "AIDE_MEMOIRE_HOME"
LETTERS = "letters"
OWN = ("licences", "init")  # commands that need no folder of the service
FAILURE, USAGE = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code: 0 done, 1 failed with a sentence on stderr, 2 wrong usage."""
    words = tomllib.loads((HERE / "words.toml").read_text("utf-8"))
    if INSIDE.is_dir():
        sys.path.insert(0, str(HERE))
    options, rest = _parser(words).parse_known_args(arguments)
    match options.command:
        case "init":
            return _init(options.folder, words)
        case "licences":
            return _licences(str(words["binds"]))
    home = options.home or Path(os.environ.get(HOME, "."))
    if not (home / CONFIG).is_file() and "--config" not in rest and not {"-h", "--help"} & set(rest):
        print(words["faults"]["no_home"].format(folder=home.absolute()), file=sys.stderr)
        return FAILURE
    config = () if "--config" in rest else ("--config", str(home / CONFIG))
    return _obey(options.command, [*config, *rest])


def _obey(command: str, rest: list[str]) -> int:
    """Pass a command on to the package that knows it."""
    if command == LETTERS:
        from knowledge.__main__ import main as letters

        return letters(rest, f"{PROGRAM} {LETTERS}")
    from bot.__main__ import main as bot

    return bot([command, *rest], PROGRAM)


def _licences(binds: str) -> int:
    from aide_memoire.licences import rows

    lines, free = rows(binds)
    print("\n".join(lines))
    return 0 if free else FAILURE


def _init(folder: Path, words: dict[str, dict[str, str]]) -> int:
    """Prepare a folder: its configuration and the place of its letters; never write over one that is there."""
    config, letters = folder / CONFIG, folder / "var" / "letters"
    if config.exists():
        print(words["faults"]["taken"].format(folder=folder), file=sys.stderr)
        return FAILURE
    try:
        letters.mkdir(parents=True, exist_ok=True)
        shutil.copyfile((HERE if INSIDE.is_dir() else HERE.parent) / CONFIG, config)
    except OSError as error:
        print(words["faults"]["unwritable"].format(folder=folder, reason=error.strerror), file=sys.stderr)
        return FAILURE
    print(str(words["made"]).format(folder=folder, letters=letters))
    return 0


def _parser(words: dict[str, dict[str, str]]) -> argparse.ArgumentParser:
    from knowledge.arguments import FrenchParser

    parser = FrenchParser(
        prog=PROGRAM, description=str(words["program"]), epilog=str(words["epilog"]), allow_abbrev=False
    )
    parser.add_argument("--home", type=Path, metavar="DIR", help=str(words["home"]))
    parser.add_argument("--version", action="version", version=version(PROGRAM), help=str(words["version"]))
    commands = parser.add_subparsers(dest="command", required=True, metavar=str(words["command"]))
    for name, told in words["commands"].items():
        made = commands.add_parser(name, help=told, description=told, passed_on=name not in OWN)
        if name == "init":
            made.add_argument("folder", type=Path, metavar="DIR", help=str(words["folder"]))
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""The words of a letter's form: form.toml."""

from pathlib import Path

from knowledge.french.cues import Cues

FORM = Cues(Path(__file__).with_name("form.toml"))

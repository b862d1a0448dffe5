"""The words by which dated facts are read: dated.toml."""

from pathlib import Path

from knowledge.french.cues import Cues

_DATED = Cues(Path(__file__).with_name("dated.toml"))
cue, cue_words, cue_pairs, cue_names = _DATED.any_of, _DATED.words, _DATED.pairs, _DATED.names
pattern, faults, thin = _DATED.pattern, _DATED.faults, _DATED.thin

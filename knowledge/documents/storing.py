"""A document as text, and back; a document in which words were replaced, as an amendment asks."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from knowledge.documents.model import Block, Cell, Document, Kind, Run, Zone
from knowledge.french.text import Span


def dump(document: Document) -> str:
    """Return a document as JSON, without what is as it mostly is."""
    return json.dumps(_told(document), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Document:
    """Return the document that `dump` wrote."""
    told = json.loads(text)
    return Document(**{**told, "blocks": tuple(map(_block, told["blocks"])), "notes": tuple(told.get("notes", ()))})


def _told(each: Any) -> Any:
    if isinstance(each, (Document, Block, Cell, Run)):
        told = {field.name: (getattr(each, field.name), field.default) for field in fields(each)}
        return {name: _told(value) for name, (value, usual) in told.items() if value != usual}
    if isinstance(each, tuple):
        return [_told(one) for one in each]
    return each


def _block(told: dict[str, Any]) -> Block:
    made: dict[str, Callable[[Any], Any]] = {
        "kind": Kind,
        "zone": Zone,
        "span": _span,
        "run_in": _span,
        "lines": lambda spans: tuple(map(_span, spans)),
        "path": tuple,
        "cells": lambda cells: tuple(Cell(**{name: _span(span) for name, span in cell.items()}) for cell in cells),
        "runs": lambda runs: tuple(Run(**{**run, "span": _span(run["span"])}) for run in runs),
    }
    return Block(**{name: made[name](value) if name in made else value for name, value in told.items()})


def _span(told: list[int]) -> Span:
    return Span(*told)


# ------------------------------------------------------------------ words replaced


def replaced(document: Document, old: Span, new: str) -> Document:
    """Return a document in which words stand in the place of others; what stands after them moves along."""
    new = " ".join(new.split())
    by = len(new) - (old.end - old.start)

    def moved(span: Span) -> Span:
        return Span(_moved(span.start, old, by, after=False), _moved(span.end, old, by, after=True))

    text = f"{document.text[: old.start]}{new}{document.text[old.end :]}"
    return replace(document, text=text, blocks=tuple(_shifted(block, moved) for block in document.blocks))


def _moved(offset: int, old: Span, by: int, *, after: bool) -> int:
    """Return where an offset stands; one within the words that go stands before or after those that come."""
    if offset >= old.end:
        return offset + by
    if offset <= old.start:
        return offset
    return old.end + by if after else old.start


def _shifted(block: Block, moved: Callable[[Span], Span]) -> Block:
    lines = [moved(line) for line in block.lines]
    runs = (replace(run, span=moved(run.span)) for run in block.runs)
    return replace(
        block,
        span=moved(block.span),
        lines=tuple(line for line in lines if line.end > line.start) or (moved(block.span),),
        cells=tuple(
            replace(cell, span=moved(cell.span), header=moved(cell.header) if cell.header else None)
            for cell in block.cells
        ),
        runs=tuple(run for run in runs if run.span.end > run.span.start),
        run_in=moved(block.run_in) if block.run_in else None,
    )

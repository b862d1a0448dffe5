"""What tests look at in a document."""

from knowledge.documents.model import Block, Document, Kind


def words(document: Document, block: Block) -> str:
    """Return the text of a block, its marker before it."""
    text = document.text[slice(*block.span)]
    return f"{block.marker} {text}" if block.marker else text


def seen(document: Document, *kinds: Kind) -> list[str]:
    """Return the text of each block, of some kinds only when they are named."""
    return [words(document, each) for each in document.blocks if not kinds or each.kind in kinds]


def cells(document: Document) -> list[list[str]]:
    """Return the cells of each row."""
    rows = (each.cells for each in document.blocks if each.kind is Kind.ROW)
    return [[document.text[slice(*cell.span)] for cell in row] for row in rows]


def linked(document: Document) -> list[tuple[str, str]]:
    """Return the words that carry an address, each with it."""
    runs = (run for each in document.blocks for run in each.runs)
    return [(document.text[slice(*run.span)], run.link) for run in runs if run.link]


def sound(document: Document) -> None:
    """Assert that every span stands in the text, that blocks come in order and point backwards only."""
    end = 0
    for place, block in enumerate(document.blocks):
        assert end <= block.span.start <= block.span.end <= len(document.text)
        assert all(above < place for above in block.path)
        assert block.lead is None or block.lead < place
        spans = [*block.lines, *(run.span for run in block.runs), *(cell.span for cell in block.cells)]
        assert all(block.span.start <= each.start <= each.end <= block.span.end for each in spans)
        end = block.span.end

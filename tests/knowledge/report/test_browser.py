"""The pages in a real browser: no page is wider than its window, light and dark, on a phone and on a desk."""

import re
from html import escape
from pathlib import Path

import pytest

from tests.knowledge.report.browser import dom, picture
from tests.knowledge.report.conftest import Site

PHONE, DESK = (390, 844), (1280, 900)
WIDTHS = (320, PHONE[0], 768, DESK[0])
PAGES = ("index", "agenda", *(f"letters/{name}" for name in ("cl-21-4", "cl-21-27", "cl-24-33", "circulaire-tsb-214")))
MEASURE = """<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><body>{frames}<script>
onload = () => document.body.innerHTML = [...document.querySelectorAll("iframe")].map(frame => {{
  const page = frame.contentDocument.documentElement;
  const right = each => each.getBoundingClientRect().right;
  const out = [...page.querySelectorAll("main *")].filter(each => right(each) > page.clientWidth + 1);
  return `<p>${{frame.name}} ${{page.scrollWidth}} ${{page.clientWidth}} ${{out.length}}</p>`;
}}).join("")</script>"""
FRAME = '<iframe name="{name}" src="{page}" style="width:{width}px;height:800px;border:0"></iframe>'


def measured(pages: list[Path], scratch: Path) -> dict[str, tuple[int, int, int]]:
    """Return for each page at each width the width of what it holds, that of its window, and what stands out of it."""
    frames = "".join(
        FRAME.format(name=f"{page.stem}@{width}", page=escape(page.as_uri()), width=width)
        for page in pages
        for width in WIDTHS
    )
    scratch.write_text(MEASURE.format(frames=frames), "utf-8")
    found = re.findall(r"<p>(\S+) (\d+) (\d+) (\d+)</p>", dom(scratch))
    return {name: (int(content), int(window), int(out)) for name, content, window, out in found}


def test_no_page_is_wider_than_its_window(site: Site, tmp_path: Path) -> None:
    """Nobody scrolls sideways, not even on the smallest phone; a page that is too wide would be seen."""
    wide = tmp_path / "wide.html"
    wide.write_text('<!doctype html><main><p style="width:3000px">x</p></main>', "utf-8")
    pages = [site.folder / f"{name}.html" for name in PAGES]
    found = measured([*pages, wide], tmp_path / "measure.html")
    for width in WIDTHS:
        assert found.pop(f"wide@{width}") == (3000 + 8, width, 1)
        for page in pages:
            assert found.pop(f"{page.stem}@{width}") == (width, width, 0), (page.stem, width)
    assert found == {}


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")])
def test_pages_follow_the_colours_of_the_screen(site: Site, size: tuple[int, int], scheme: str) -> None:
    """A light screen gets a light page and a dark one a dark page, at the size asked."""
    seen = picture(site.folder / "letters" / "cl-24-33.html", *size, scheme)
    assert (seen.width, seen.height) == size
    assert min(seen.corner) > 200 if scheme == "light" else max(seen.corner) < 60

"""The one door to resvg: SVG to PNG, with our own letters only, so that it looks the same on every machine."""

from pathlib import Path

FONTS = Path(__file__).with_name("fonts")


def png(svg: str) -> bytes:
    """Return a drawing as PNG."""
    from resvg_py import svg_to_bytes  # 10 ms and 3 MB: loaded for a picture only

    files = [str(file) for file in sorted(FONTS.glob("*.ttf"))]
    return bytes(svg_to_bytes(svg_string=svg, font_files=files, skip_system_fonts=True, font_family="Roboto"))

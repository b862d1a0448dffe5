"""A file as it was sent -> the letters in it: an e-mail holds its attachments, or is itself one."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import cast

from knowledge.documents.file import READERS

MAIL = ".eml"
MOST = 20  # letters of one e-mail


def letters_in(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each letter in a file."""
    if Path(name).suffix.lower() != MAIL:
        yield name, content
        return
    mail = message_from_bytes(content, policy=policy.default)
    attached = [(each.get_filename() or "", _bytes(each)) for each in mail.iter_attachments()]
    found = [each for each in attached if Path(each[0]).suffix.lower() in READERS and each[1]][:MOST]
    if found:
        yield from found
        return
    body = mail.get_body(("plain", "html"))
    if body is not None:
        suffix = ".txt" if body.get_content_type() == "text/plain" else ".html"
        yield f"{Path(name).stem}{suffix}", str(body.get_content()).encode()


def _bytes(part: object) -> bytes:
    content = cast("EmailMessage", part).get_content()
    return content if isinstance(content, bytes) else str(content).encode()

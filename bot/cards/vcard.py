"""A contact of a letter as a vCard, which telephones and mail programs take."""

from knowledge.model import Contact, Letter

LONGEST = 2048  # bytes that Telegram takes
_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": " ", "\r": " "})


def names(contact: Contact, letter: Letter) -> tuple[str, str]:
    """Return the first and the last name of somebody; of an office, what it is called, and nothing."""
    first, _, last = (contact.name or contact.email or letter.reference).strip().partition(" ")
    return first, last.strip()


def vcard(contact: Contact, letter: Letter) -> str:
    """Return a vCard 3.0: name, office, telephone, fax, address, and the letter that gives them."""
    first, last = (each.translate(_ESCAPES) for each in names(contact, letter))
    title = (contact.title or "").translate(_ESCAPES)
    full = " ".join(filter(None, (contact.title, contact.name))) or contact.email or letter.reference
    given = (
        ("N", f"{last};{first};;{title};"),
        ("FN", full.translate(_ESCAPES)),
        ("ORG", (letter.service or "").translate(_ESCAPES)),
        ("TEL;TYPE=WORK,VOICE", contact.phone),
        ("TEL;TYPE=WORK,FAX", contact.fax),
        ("EMAIL;TYPE=INTERNET", contact.email),
        ("NOTE", " – ".join(filter(None, (letter.reference, contact.purpose))).translate(_ESCAPES)),
    )
    lines = ["BEGIN:VCARD", "VERSION:3.0", *(f"{name}:{value}" for name, value in given if value), "END:VCARD"]
    return "\r\n".join(lines) + "\r\n"

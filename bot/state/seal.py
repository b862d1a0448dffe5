"""What a key makes of numbers and texts, so that the database alone tells of nobody. The one door to cryptography."""

import base64
import binascii
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

ROUNDS = 10  # of FF1
BLOCK = 16  # bytes of a block of AES
BITS = 60  # of a number within its kind: Telegram's have 52 at most
LIMIT = 1 << BITS
MINUTES = 1 << 62  # by which the number of a group's minute differs from the group's, as `pace` keeps it
LARGEST_SUPERGROUP = -1_000_000_000_000  # groups have smaller numbers until they become supergroups
SMALL_GROUPS = (LARGEST_SUPERGROUP + 1, -1)
KINDS = ((0, LIMIT - 1), SMALL_GROUPS, (1 - LIMIT, LARGEST_SUPERGROUP), (1 - LIMIT - MINUTES, -MINUTES))  # least, most
PERSON, GROUP, MINUTE = 0, 1, 3  # some of these kinds
REMEMBERED = 1 << 18  # numbers whose sealed form is at hand
PROOF = b"aide-memoire"  # what only the right key finds again


class FF1:
    """NIST's FF1 (SP 800-38G): a number of so many digits becomes another one, and comes back.

    Whoever has no key learns nothing but which rows are of the same number.
    """

    def __init__(self, key: bytes, radix: int, length: int, tweak: bytes = b"") -> None:
        left, right = length // 2, length - length // 2
        self._aes = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305  # the block alone: FF1 makes its mode
        self._moduli: tuple[int, int] = (int(radix**left), int(radix**right))
        self._bytes = -(-(self._moduli[1] - 1).bit_length() // 8)
        self._taken = 4 * -(-self._bytes // 4) + 4
        fixed = bytes((1, 2, 1)) + radix.to_bytes(3, "big") + bytes((ROUNDS, left))
        self._first = self._aes.update(fixed + length.to_bytes(4, "big") + len(tweak).to_bytes(4, "big"))
        self._tweak = tweak + bytes(-(len(tweak) + self._bytes + 1) % BLOCK)

    def seal(self, number: int) -> int:
        """Return the number that stands for another."""
        left, right = divmod(number, self._moduli[1])
        for turn in range(ROUNDS):
            left, right = right, (left + self._mixed(turn, right)) % self._moduli[turn % 2]
        return left * self._moduli[1] + right

    def open(self, number: int) -> int:
        """Return the number that another stands for."""
        left, right = divmod(number, self._moduli[1])
        for turn in reversed(range(ROUNDS)):
            left, right = (right - self._mixed(turn, left)) % self._moduli[turn % 2], left
        return left * self._moduli[1] + right

    def _mixed(self, turn: int, half: int) -> int:
        told, state = self._tweak + bytes((turn,)) + half.to_bytes(self._bytes, "big"), self._first
        for start in range(0, len(told), BLOCK):
            block = int.from_bytes(told[start : start + BLOCK], "big") ^ int.from_bytes(state, "big")
            state = self._aes.update(block.to_bytes(BLOCK, "big"))
        return int.from_bytes(state[: self._taken], "big")


class Seal:
    """One key, and what is made with it. Each use has a key of its own, derived from it (HKDF-SHA-256)."""

    def __init__(self, key: str) -> None:
        """Take a key as Fernet writes them: 32 bytes in URL-safe base64. Raises ValueError."""
        try:
            raw = base64.b64decode(key.encode("ascii"), altchars=b"-_", validate=True)
        except (UnicodeEncodeError, binascii.Error) as error:
            raise ValueError("base64") from error
        if len(raw) != 32:
            raise ValueError("32 bytes")
        self._fernet = Fernet(key)
        self._siv = AESSIV(_derived(raw, b"questions", 64))
        self._digests = _derived(raw, b"digests", 32)
        numbers = _derived(raw, b"numbers", 32)
        self._kinds = tuple(FF1(numbers, 2, BITS, bytes((kind,))) for kind in range(len(KINDS)))
        self.number = lru_cache(REMEMBERED)(self._number)
        self.opened_number = lru_cache(REMEMBERED)(self._opened_number)
        self.small_groups = (GROUP << BITS, (GROUP + 1 << BITS) - 1)  # between which theirs stand, both included

    def _number(self, number: int) -> int:
        """Return what stands for the number of a chat: its kind shows, its value does not."""
        for kind, (least, most) in enumerate(KINDS):
            if least <= number <= most:
                return kind << BITS | self._kinds[kind].seal(abs(number) % LIMIT)
        raise OverflowError

    def _opened_number(self, sealed: int) -> int:
        """Return the number that another stands for."""
        kind, code = divmod(sealed, LIMIT)
        number = self._kinds[kind].open(code)
        return number if kind == PERSON else -number - (MINUTES if kind == MINUTE else 0)

    def text(self, text: str) -> str:
        """Return a text sealed: another one each time."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def opened_text(self, sealed: str) -> str:
        """Return a text that was sealed."""
        return self._fernet.decrypt(sealed).decode()

    def key(self, text: str) -> str:
        """Return a text sealed, the same each time: it can be looked up."""
        return base64.urlsafe_b64encode(self._siv.encrypt(text.encode(), [])).decode("ascii")

    def opened_key(self, sealed: str) -> str:
        """Return a text that was sealed so."""
        return self._siv.decrypt(base64.urlsafe_b64decode(sealed), []).decode()

    def digest(self, content: bytes) -> bytes:
        """Return a digest that nobody finds again by trying, without the key."""
        return hmac.digest(self._digests, content, "sha256")

    def proof(self) -> str:
        """Return what tells later that rows are sealed by this key."""
        return self._fernet.encrypt(PROOF).decode("ascii")

    def proves(self, proof: str) -> bool:
        """Tell whether rows are sealed by this key."""
        try:
            return self._fernet.decrypt(proof) == PROOF
        except InvalidToken:
            return False


def _derived(raw: bytes, use: bytes, length: int) -> bytes:
    return HKDFExpand(SHA256(), length, b"aide-memoire state " + use).derive(raw)

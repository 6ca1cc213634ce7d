"""One keyring for all personal data: sealing with AES-256-GCM, looking up by a keyed blind index."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12
MOBILE = 11  # digits


class Keyring:
    """Named keys, one of them current. Old keys still open what they sealed, so keys can rotate.

    The index key never rotates by itself: a blind index made with another key would find nothing.
    """

    def __init__(self, current: str, index: bytes, keys: dict[str, bytes]) -> None:
        self._current, self._index, self._keys = current, index, keys

    @classmethod
    def read(cls, file: Path) -> Keyring:
        """Read {"current": name, "index": base64, "keys": {name: base64 of 32 bytes}}."""
        data = json.loads(file.read_text())
        keys = {name: base64.b64decode(key) for name, key in data["keys"].items()}
        return cls(data["current"], base64.b64decode(data["index"]), keys)

    @staticmethod
    def write_new(file: Path) -> None:
        """Make a keyring of fresh keys, readable by its owner alone; an existing one is never replaced."""
        fresh = {"current": "k1", "index": _fresh(), "keys": {"k1": _fresh()}}
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump(fresh, out)

    def seal(self, plain: bytes, place: str) -> bytes:
        """Seal for one place (a field's name, a file's digest); elsewhere it cannot be opened."""
        nonce = os.urandom(NONCE_BYTES)
        name = self._current.encode()
        return name + b":" + nonce + AESGCM(self._keys[self._current]).encrypt(nonce, plain, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """Undo `seal`; a changed byte, another place or bytes that never were sealed raise InvalidTag."""
        name, _, rest = sealed.partition(b":")
        try:
            return AESGCM(self._keys[name.decode()]).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], place.encode())
        except (KeyError, ValueError) as broken:  # no key of ours, or too short
            raise InvalidTag from broken

    def index(self, value: str, kind: str) -> str:
        """The blind index of a normalised value: equal values of one kind are equal, nothing else can be told."""
        return hmac.new(self._index, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def _fresh() -> str:
    return base64.b64encode(os.urandom(32)).decode()


@cache
def keyring() -> Keyring:
    """The keyring the settings name, read once."""
    return Keyring.read(settings.KEYRING_FILE)


def person_index(number: str) -> str:
    """Blind index of an identity number or credit code (upper case, no spaces)."""
    return keyring().index(number.replace(" ", "").upper(), "person")


def account_index(number: str) -> str:
    """Blind index of a bank account number (digits only)."""
    return keyring().index(number.replace(" ", ""), "account")


def phone_index(number: str) -> str:
    """Blind index of a telephone number (digits only, no country code); '' of none."""
    digits = "".join(each for each in number if each.isdigit())
    digits = digits[-MOBILE:] if digits.startswith("86") and len(digits) > MOBILE else digits
    return keyring().index(digits, "phone") if digits else ""

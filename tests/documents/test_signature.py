"""The signature of a finished paper: appended, so that what the press made stays provable; broken by any change."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.generic import pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from documents.press import Press
from documents.signature import SigningKey, demonstration_key, signatures
from tests.documents.every_sheet import HOUSE

AT = datetime(2026, 3, 2, tzinfo=UTC)
ORGAN = "汤阴县人力资源和社会保障局"


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return SigningKey(demonstration_key(AT))


@pytest.fixture(scope="module")
def made(press: Press) -> bytes:
    return press.render("papers/termination.html", HOUSE["papers/termination.html"]).pdf


@pytest.fixture(scope="module")
def signed(key: SigningKey, made: bytes) -> bytes:
    return key.sign(made, ORGAN)


def test_what_was_made_is_the_beginning_of_what_is_signed(key: SigningKey, made: bytes, signed: bytes) -> None:
    assert signed.startswith(made)
    assert key.sign(made, ORGAN)[: len(made)] == made


def test_it_says_whose_it_is_and_that_nothing_was_changed(key: SigningKey, signed: bytes) -> None:
    (found,) = signatures(signed)
    assert (found.fingerprint, found.intact, found.whole) == (key.certificate.fingerprint, True, True)
    assert key.certificate.demonstration
    assert "不具有法律效力" in found.subject


@pytest.mark.parametrize("place", [2000, -4000])
def test_one_changed_byte_breaks_it(signed: bytes, place: int) -> None:
    changed = bytearray(signed)
    changed[place] ^= 1
    assert not any(each.intact and each.whole for each in signatures(bytes(changed)))


def appended(signed: bytes) -> bytes:
    """The same file with something more in it, as editors append it."""
    writer, out = IncrementalPdfFileWriter(io.BytesIO(signed)), io.BytesIO()
    writer.root["/Huimin"] = pdf_string("added")
    writer.update_root()
    writer.write(out)
    return out.getvalue()


def test_what_is_appended_later_is_seen(signed: bytes) -> None:
    (found,) = signatures(appended(signed))
    assert (found.intact, found.whole) == (True, False)


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_paper_carries_no_signature(content: bytes) -> None:
    assert signatures(content) == ()


def test_a_file_without_key_or_certificate_signs_nothing() -> None:
    both = demonstration_key(AT)
    certificate = both[both.index(b"-----BEGIN CERT") :]
    with pytest.raises(ValueError, match="没有私钥"):
        SigningKey(certificate)
    alone = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with pytest.raises(ValueError, match="没有证书"):
        SigningKey(alone)

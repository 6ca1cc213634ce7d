"""The electronic signature of a finished paper (PAdES, a detached CMS in the PDF itself) and what signatures a file carries.

A signature is appended to the bytes the press made and changes none of them: what was made stays the beginning of what is handed out.
The seal on the page stays a drawing; the signature has no look of its own. SM2 keys and the state's seal services need an adapter.
"""

from __future__ import annotations

import io
import stat
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "Signature"
DEMONSTRATION = "惠民演示签名（自签名，不具有法律效力）"
OTHERS = stat.S_IRWXG | stat.S_IRWXO
YEARS = timedelta(days=3650)
BEFORE = timedelta(days=1)  # so that a clock that is a little slow does not find the certificate of tomorrow


@dataclass(frozen=True)
class Certificate:
    """Whose signature: the certificate in PEM, its sha-256 in hex, its holder, and whether the demonstration made it for itself."""

    pem: str
    fingerprint: str
    subject: str
    demonstration: bool


class SigningKey:
    """A private key with its certificate, from one PEM file: the key, the certificate, then the chain above it."""

    def __init__(self, pem: bytes) -> None:
        """ValueError for a file that holds not both."""
        certificates = list(load_certs_from_pemder_data(pem))
        if not certificates:
            raise ValueError("签名密钥文件里没有证书：请把私钥和证书放在同一个 PEM 文件里。")
        own, chain = certificates[0], SimpleCertificateStore()
        chain.register_multiple(certificates[1:])
        self._signer = signers.SimpleSigner(own, load_private_key_from_pemder_data(_private(pem), None), chain)
        self.certificate = _certificate(x509.load_der_x509_certificate(own.dump()))

    def sign(self, pdf: bytes, organ: str) -> bytes:
        """`pdf` with a signature appended for `organ`; two signatures of the same bytes differ."""
        said = signers.PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, name=organ
        )
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signed: bytes = signers.PdfSigner(said, signer=self._signer).sign_pdf(writer).getvalue()
        assert signed.startswith(pdf), "a signature changes nothing of what was made"
        return signed


def why_not_usable(file: Path) -> str:
    """Why a key file must not sign, and what to do; '' where it may. Whoever can read it signs as this installation."""
    try:
        mode = file.stat().st_mode
    except OSError:
        return f"签名密钥文件{file}不在，或者没有权限读：请系统管理员核对 HUIMIN_SIGNING_KEY。"
    if not stat.S_ISREG(mode):
        return f"签名密钥{file}不是一个文件：请系统管理员核对 HUIMIN_SIGNING_KEY。"
    if mode & OTHERS:
        return (
            f"签名密钥文件{file}能被别的用户读写（权限{stat.S_IMODE(mode):04o}），不用它签名："
            "请改成只有本程序的用户能读（chmod 600），怀疑泄露的更换密钥。"
        )
    return ""


@dataclass(frozen=True)
class Signature:
    """What a file says of itself: `made` whoever holds the key of that certificate made it (a certificate is public, anybody may put one
    into a file), `intact` what was signed is unchanged, `whole` nothing was added since."""

    fingerprint: str
    subject: str
    made: bool
    intact: bool
    whole: bool


def signatures(pdf: bytes) -> tuple[Signature, ...]:
    """Every signature of a file; none for what is no PDF, or one nobody can read. Nothing is fetched."""
    try:
        found = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures
        return tuple(_read(each) for each in found)
    except Exception:  # a stranger's bytes: whatever they break in a parser, they are no paper of ours
        return ()


def _read(signature: object) -> Signature:
    certificate = signature.signer_cert  # type: ignore[attr-defined]
    trusting = ValidationContext(trust_roots=[certificate], allow_fetching=False)
    status = validate_pdf_signature(signature, trusting)  # type: ignore[arg-type]
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    own = _certificate(x509.load_der_x509_certificate(certificate.dump()))
    return Signature(own.fingerprint, own.subject, bool(status.valid), bool(status.intact and status.valid), whole)


def demonstration_key(at: datetime) -> bytes:
    """A key of its own with a certificate signed by itself, which says in its name that it is worth nothing in law."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = {NameOID.COUNTRY_NAME: "CN", NameOID.ORGANIZATION_NAME: "惠民演示系统", NameOID.COMMON_NAME: DEMONSTRATION}
    name = x509.Name([x509.NameAttribute(kind, words) for kind, words in named.items()])
    signs_only = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(at - BEFORE)
        .not_valid_after(at + YEARS)
        .add_extension(signs_only, critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def _private(pem: bytes) -> bytes:
    """The block of the private key alone."""
    blocks = pem.split(b"-----BEGIN ")
    found = next((block for block in blocks if b"PRIVATE KEY-----" in block.split(b"\n", 1)[0]), None)
    if found is None:
        raise ValueError("签名密钥文件里没有私钥：请把私钥和证书放在同一个 PEM 文件里。")
    return b"-----BEGIN " + found


def _certificate(found: x509.Certificate) -> Certificate:
    names = found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    subject = str(names[0].value) if names else found.subject.rfc4514_string()
    pem = found.public_bytes(serialization.Encoding.PEM).decode("ascii")
    own = found.issuer == found.subject and subject == DEMONSTRATION
    return Certificate(pem, found.fingerprint(hashes.SHA256()).hex(), subject, own)

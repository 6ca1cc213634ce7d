"""What can be said of a file somebody holds: it is what was handed out, it was changed since, or it is not ours."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from ssl import PEM_cert_to_DER_cert

from forms.confined import Busy, Confined, Program, StillAtIt
from workflow_app.models import IssuedDocument, SigningCertificate
from workflow_app.policy.refusals import NotPossibleNow

# Most of a second is loading, a signature takes a tenth of one.
LOOK = Program("workflow_app.queries.public.signatures_in", seconds=5)


class Verdict(StrEnum):
    """`SAME` byte for byte what was handed out · `ALTERED` signed by us and changed since · `UNKNOWN` signed by us, whole, and not among
    what this system keeps · `NOT_OURS` neither signed by us nor kept here, also where it carries our certificate, which is public."""

    SAME = "same"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Checked:
    """`token` of the paper it is (of SAME alone); `certificate` whose signature it carries, None for an unsigned one."""

    verdict: Verdict
    sha256: str
    token: str = ""
    certificate: SigningCertificate | None = None


def check_file(content: bytes, whose: str = "") -> Checked:
    """What is known of these bytes. What we keep is found by its digest; only another file in which one of our certificates stands is
    opened, by a program of its own, of each address (`whose`) one at a time.

    Raises NotPossibleNow while others, or the same address, are at it.
    """
    digest = hashlib.sha256(content).hexdigest()
    kept = (
        IssuedDocument.objects.defer("data").select_related("certificate").filter(sha256=digest).order_by("pk").first()
    )
    if kept is not None:
        return Checked(Verdict.SAME, digest, kept.token, kept.certificate)
    ours = _carried(content)
    for signature in _signatures(content, whose) if ours else ():
        if signature["made"] and (certificate := ours.get(str(signature["fingerprint"]))) is not None:
            unchanged = signature["intact"] and signature["whole"]
            return Checked(Verdict.UNKNOWN if unchanged else Verdict.ALTERED, digest, certificate=certificate)
    return Checked(Verdict.NOT_OURS, digest)


def _carried(content: bytes) -> dict[str, SigningCertificate]:
    """Our certificates that stand in these bytes as a signature writes them, by fingerprint: what carries none is not ours, and no stranger's
    file need be opened to say so."""
    written = content.lower()
    every = SigningCertificate.objects.all()
    return {row.fingerprint: row for row in every if PEM_cert_to_DER_cert(row.pem).hex().encode() in written}


def _signatures(content: bytes, whose: str) -> list[dict[str, object]]:
    try:
        found: list[dict[str, object]] = json.loads(LOOK.run(content, whose=whose))
    except StillAtIt:
        raise NotPossibleNow("您上传的前一个文件还在查验，请等它查完再上传。") from None
    except Busy:
        raise NotPossibleNow("正在查验的人较多，请过几秒再上传一次。") from None
    except Confined:  # it fell over: no file of ours does that
        return []
    return found

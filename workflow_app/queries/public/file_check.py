"""What can be said of a file somebody holds: it is what was handed out, it was changed since, or it is not ours."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from forms.confined import Busy, Confined, Program
from workflow_app.models import IssuedDocument, SigningCertificate
from workflow_app.policy.refusals import NotPossibleNow

LOOK = Program(
    "workflow_app.queries.public.signatures_in", seconds=10
)  # most of it is loading; a signature takes a tenth of one


class Verdict(StrEnum):
    """`SAME` byte for byte what was handed out · `ALTERED` signed by us and changed since · `UNKNOWN` signed by us, whole, and not among
    what this system keeps · `NOT_OURS` neither signed by us nor kept here."""

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


def check_file(content: bytes) -> Checked:
    """What is known of these bytes. What we keep is found by its digest; only another file is opened, by a program of its own.

    Raises NotPossibleNow while others are at it.
    """
    digest = hashlib.sha256(content).hexdigest()
    kept = (
        IssuedDocument.objects.defer("data").select_related("certificate").filter(sha256=digest).order_by("pk").first()
    )
    if kept is not None:
        return Checked(Verdict.SAME, digest, kept.token, kept.certificate)
    for signature in _signatures(content):
        ours = SigningCertificate.objects.filter(fingerprint=signature["fingerprint"]).first()
        if ours is not None:
            unchanged = signature["intact"] and signature["whole"]
            return Checked(Verdict.UNKNOWN if unchanged else Verdict.ALTERED, digest, certificate=ours)
    return Checked(Verdict.NOT_OURS, digest)


def _signatures(content: bytes) -> list[dict[str, object]]:
    try:
        found: list[dict[str, object]] = json.loads(LOOK.run(content))
    except Busy:
        raise NotPossibleNow("正在查验的人较多，请过几秒再上传一次。") from None
    except Confined:  # it fell over: no file of ours does that
        return []
    return found

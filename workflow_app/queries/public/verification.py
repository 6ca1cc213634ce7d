"""What anybody may learn of a paper whose code they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from forms.identity import mask_name
from workflow_app.models import IssuedDocument, PaperState, Party, ReplacementState, TakingBack, TakingBackState
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.names import name_on


@dataclass(frozen=True)
class Verified:
    """`valid` is True of a paper whose bytes are there and that is not `void`; of a void one `why_void` tells the ground and nothing more;
    `whom` is masked for a person, an organisation's name is public."""

    title: str
    number: str
    organ: str
    issued_at: datetime
    valid: bool
    void: bool
    made: bool
    pages: int
    sha256: str
    whom: str
    case_number: str
    replaced_by: str
    replaced_token: str
    voided_on: datetime | None
    why_void: str
    signed_by: str
    demonstration: bool


def verified(token: str) -> Verified:
    """The paper of that code; NotFound for a code nobody issued."""
    papers = IssuedDocument.objects.defer("data").select_related(
        "unit", "case__applicant", "replaced_by", "certificate"
    )
    paper = papers.filter(token=token).first()
    if paper is None:
        raise NotFound("没有查到这份文书。请核对二维码或网址；查不到的文书请向出具机关核实。")
    voided_on, why = _voided(paper)
    return Verified(
        title=paper.title,
        number=paper.number,
        organ=name_on(paper.unit, localtime(paper.issued_at).date()).name,
        issued_at=paper.issued_at,
        valid=paper.state == PaperState.STORED,
        void=paper.state == PaperState.VOID,
        made=bool(paper.sha256),
        pages=paper.pages,
        sha256=paper.sha256,
        whom=_masked(paper.case.applicant) if paper.case else "",
        case_number=paper.case.number if paper.case else "",
        replaced_by=paper.replaced_by.number if paper.replaced_by else "",
        replaced_token=paper.replaced_by.token if paper.replaced_by else "",
        voided_on=voided_on,
        why_void=why,
        signed_by=paper.certificate.subject if paper.certificate else "",
        demonstration=paper.certificate is not None and paper.certificate.demonstration,
    )


def _voided(paper: IssuedDocument) -> tuple[datetime | None, str]:
    """When and on what ground, of a paper that two people voided: replaced, or a proof of a service that was taken back."""
    if paper.state != PaperState.VOID:
        return None, ""
    if (replaced := paper.replacements.filter(state=ReplacementState.APPROVED).first()) is not None:
        return replaced.decided_at, str(replaced.get_ground_display())
    taken = TakingBack.objects.filter(service__proof=paper, state=TakingBackState.APPROVED).first()
    return (taken.decided_at, "送达登记有误，已注销") if taken else (None, "")


def _masked(party: Party) -> str:
    return party.name if party.kind == Party.Kind.ORGANISATION else mask_name(party.name)

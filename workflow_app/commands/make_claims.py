"""What a filing claims, line by line, and whose account it names: made at submission, made anew by a correction."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.timezone import localtime

from forms.answers import Answers
from forms.identity import mask_account, mask_id, mask_name
from workflow_app.models import Account, Case, Claim, ClaimState, PayeeAccount
from workflow_app.models.keyring import account_index, person_index, phone_index
from workflow_app.policy import catalogue
from workflow_app.policy.amount import AmountLine
from workflow_app.policy.assessment import Assessment, LineAssessment
from workflow_app.policy.gist import Gist, Payee, Subject
from workflow_app.policy.money import yuan_text
from workflow_app.policy.refusals import NotAllowed, NotPossibleNow
from workflow_app.queries.law.facts import certificate_index
from workflow_app.queries.scope import is_agent

UNCHANGED = frozenset({"id", "case", "ordinal", "state", "reason"})  # of a claim whose filing was changed under review


def make_claims(case: Case, gist: Gist, assessment: Assessment) -> None:
    """One claim per line of the assessment; the sum of a case is the sum of its claims."""
    claims = _claims_of(case, gist, assessment)
    Claim.objects.bulk_create(claims, batch_size=500)
    case.amount = sum((claim.amount for claim in claims), Decimal(0))
    case.save(update_fields=["amount"])


def replace_claims(case: Case, answers: Answers, assessment: Assessment, *, by: Account, at: datetime) -> None:
    """After a correction: the claims are those of the new filing. Nothing was determined yet, so nothing is lost."""
    gist = catalogue.procedure(case.item, case.procedure).gist(answers)
    case.claims.all().delete()
    make_claims(case, gist, assessment)
    remember_payee(case, gist, by, at)


def renew_claims(case: Case, answers: Answers, assessment: Assessment, *, by: Account, at: datetime) -> None:
    """After a change to a filing under review: the claims say what the new filing says, line by line; what was struck off
    stays so. Raises NotPossibleNow where other people, things or another account are claimed: that is another application."""
    gist = catalogue.procedure(case.item, case.procedure).gist(answers)
    now, before = _claims_of(case, gist, assessment), list(case.claims.order_by("ordinal"))
    same = [(c.ordinal, c.kind, c.key, c.beneficiary_index) for c in now]
    if same != [(c.ordinal, c.kind, c.key, c.beneficiary_index) for c in before]:
        raise NotPossibleNow(
            "审核已经开始，补充和更正不能增减人员、月份或换成别的事；要改变申报范围的，请撤回后重新申报，或请承办人核减。"
        )
    kept = case.payee_accounts.order_by("id").last()
    if gist.payee is not None and kept is not None and not _same_account(kept, gist.payee):
        raise NotPossibleNow("收款账户不在这里更换；请改回原账户。需要换账户的，核定以后在办件页面申请更换。")
    columns = [field.name for field in Claim._meta.concrete_fields if field.name not in UNCHANGED]
    for old, new in zip(before, now, strict=True):
        if old.state == ClaimState.CLAIMED:
            case.claims.filter(pk=old.pk).update(**{name: getattr(new, name) for name in columns})
    kept_lines = case.claims.exclude(state__in=(ClaimState.STRUCK_OFF, ClaimState.DROPPED))
    case.amount = kept_lines.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    case.save(update_fields=["amount"])


def payee_told(gist: Gist) -> list[str] | None:
    """Where the money is to go, as the act that names it keeps it under a keyed digest; None where nothing is paid."""
    return [gist.payee.name, gist.payee.account, gist.payee.bank] if gist.payee else None


def remember_payee(case: Case, gist: Gist, by: Account, at: datetime) -> None:
    if gist.payee is None:
        return
    number, before = gist.payee.account, case.payee_accounts.order_by("id").last()
    if before is not None:
        if _same_account(before, gist.payee):
            return
        if is_agent(by, case.applicant_id, localtime(at).date()):
            raise NotAllowed(
                "补正材料更换了收款账户。经办人不能更换收款账户：请改回原账户，或由法定代表人登录，在同一份补正材料里核对后提交。"
            )
    PayeeAccount.objects.create(
        case=case,
        payee=gist.payee.name,
        account=number,
        account_index=account_index(number),
        masked=mask_account(number),
        bank=gist.payee.bank,
        by=by,
        at=at,
    )


def reckoned(amount: AmountLine) -> dict[str, Any]:
    """The columns of a claim that say how much, on which arithmetic."""
    return {
        "amount": Decimal(yuan_text(amount.fen)),
        "caption": amount.caption.split("：")[-1].split("，")[0],
        "formula": amount.formula,
        "standing": amount.standing.value,
    }


def _claims_of(case: Case, gist: Gist, assessment: Assessment) -> list[Claim]:
    subjects = {subject.number: subject for subject in gist.subjects}
    item = catalogue.item(case.item)
    return [
        Claim(
            case=case,
            ordinal=ordinal,
            kind=line.kind or item.claim_kind,
            key=line.key,
            since=line.since,
            until=line.until,
            certificate_index=certificate_index(line.evidence) if line.evidence else "",
            year=localtime(case.filed_at).year,
            beneficiary_index=person_index(line.beneficiary),
            beneficiary=_beneficiary(line, subjects[line.beneficiary]),
            phone_index=phone_index(subjects[line.beneficiary].phone),
            masked=_masked(gist, line),
            **reckoned(line.amount),
        )
        for ordinal, line in enumerate(assessment.lines, start=1)
        if line.amount
    ]


def _masked(gist: Gist, line: LineAssessment) -> str:
    """How lists show whose it is. A firm that claims for itself is named in full: it is no person."""
    if gist.applicant_kind == "organisation" and line.beneficiary == gist.number:
        return f"{line.name.replace(' ', '')} {line.beneficiary}"[:80]
    return f"{mask_name(line.name)} {mask_id(line.beneficiary)}"


def _beneficiary(line: LineAssessment, subject: Subject) -> dict[str, str]:
    """What papers and notices need of a person; sealed."""
    told = {"name": line.name, "number": line.beneficiary, "evidence": line.evidence}
    return told | {"township": subject.township, "phone": subject.phone}


def _same_account(before: PayeeAccount, payee: Payee) -> bool:
    return (before.payee, before.account_index, before.bank) == (payee.name, account_index(payee.account), payee.bank)

"""Papers of what happens beside the route: it stands still, goes on, gets longer, ends, is taken back, is recovered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.utils.timezone import localtime

from tests.papers.head import day, days_of, fen, of_case, remedies_of
from tests.papers.leaves import Expected, one_of, sentence
from tests.papers.of_granting import weakest
from workflow_app.models import Action, Case, IssuedDocument, Pause, Recovery, Revocation
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.models.chain import personal_digest
from workflow_app.policy import catalogue
from workflow_app.policy.terminating import TerminationGround

HEARD = "《中华人民共和国行政许可法》第七条、第四十七条"
HEARD_WITHIN = 5  # working days, after 行政许可法 第四十七条
PAID_WITHIN = 5  # working days, the house's own bound
ENFORCED = "《中华人民共和国行政强制法》第五十三条、第五十四条"


def suspension(paper: IssuedDocument) -> Expected:
    pause = _begun(paper)
    return of_case(paper) | {"reason": sentence(pause.words), "since": pause.since.isoformat()}


def special_procedure(paper: IssuedDocument) -> Expected:
    pause = _begun(paper)
    told = Action.objects.get(stream=_case(paper).stream_id, verb="suspend", body__pause=pause.pk).body
    return suspension(paper) | {"procedure": pause.get_reason_display(), "days": told["days"]}


def resumption(paper: IssuedDocument) -> Expected:
    case = _case(paper)
    ended = Action.objects.filter(stream=case.stream_id, at=paper.issued_at, verb="resume").latest("ordinal")
    pause = Pause.objects.get(pk=ended.body["pause"])
    return (
        of_case(paper)
        | _limits(paper)
        | {
            "stood": pause.get_reason_display(),
            "since": pause.since.isoformat(),
            "until": pause.until and pause.until.isoformat(),
            "reason": proved_by(ended),
            "still": case.pauses.filter(until=None).exists(),
        }
    )


def extension(paper: IssuedDocument) -> Expected:
    case = _case(paper)
    row = case.extensions.get(granted=True)
    return (
        of_case(paper)
        | _limits(paper)
        | {
            "days": row.days,
            "reason": sentence(row.words),
            "still": case.pauses.filter(since__lte=paper.issued_at.date(), until=None).exists(),
        }
    )


def _limits(paper: IssuedDocument) -> Expected:
    kinds = {"promised": "promised", "statutory": "statutory", "supplement": "correction"}
    return {name: one_of("", *days_of(_case(paper), kind)) for name, kind in kinds.items()}


def termination(paper: IssuedDocument) -> Expected:
    act = Action.objects.get(stream=_case(paper).stream_id, verb="terminate")
    return (
        of_case(paper)
        | remedies_of(paper)
        | {"ground": TerminationGround(act.body["ground"]).label, "reason": proved_by(act)}
    )


def proved_by(act: Action) -> Callable[[str], bool]:
    """The words of an act that leave no row but a keyed digest in its chain, with their full stop or without."""
    return lambda found: act.personal in {personal_digest(found), personal_digest(found.removesuffix("。"))}


def _begun(paper: IssuedDocument) -> Pause:
    near = Action.objects.get(stream=_case(paper).stream_id, verb="suspend", at=paper.issued_at)
    return Pause.objects.get(pk=near.body["pause"])


def revocation_notice(paper: IssuedDocument) -> Expected:
    row = Revocation.objects.get(case=paper.case, noticed_at=paper.issued_at)
    return of_case(paper) | _of_decision(paper) | _facts(paper, row)


def revocation(paper: IssuedDocument) -> Expected:
    """What was paid by then, and what was granted and is not paid any more."""
    row = Revocation.objects.get(case=paper.case, decided_at=paper.issued_at)
    claims = _case(paper).claims.exclude(state="struck_off")
    paid = [c for c in claims if c.payment_lines.filter(state="paid", settled_at__lt=paper.issued_at).exists()]
    unpaid = [claim for claim in claims if claim not in paid]
    return (
        of_case(paper)
        | _of_decision(paper)
        | _answered(paper, row, "revocation_notice")
        | remedies_of(paper)
        | {
            "facts": sentence(row.facts),
            "paid_fen": sum(fen(claim.amount) for claim in paid),
            "unpaid_fen": sum(fen(claim.amount) for claim in unpaid),
            "standing": weakest(claims),
        }
    )


def revocation_dropped(paper: IssuedDocument) -> Expected:
    row = Revocation.objects.get(case=paper.case, decided_at=paper.issued_at)
    told = _answered(paper, row, "revocation_notice")
    return of_case(paper) | _of_decision(paper) | told | {"facts": sentence(row.facts)}


def _of_decision(paper: IssuedDocument) -> Expected:
    case = _case(paper)
    kind = catalogue.procedure(case.item, case.procedure).decision
    decision = case.papers.filter(kind=kind, issued_at__lt=paper.issued_at).latest("pk")
    return {
        "decision.number": decision.number,
        "decision.title": decision.title,
        "decision.issued_on": day(decision.issued_at),
    }


def _facts(paper: IssuedDocument, row: Revocation | Recovery) -> Expected:
    """So many working days from the day it was issued, where it was served that day; a later service moves the row, not the paper."""
    until = _after(paper, HEARD_WITHIN)
    return {
        "facts": sentence(row.facts),
        "heard_until": lambda found: found == until and found <= row.heard_until.isoformat(),
        "heard_within": HEARD_WITHIN,
        "hearing": HEARD,
    }


def _after(paper: IssuedDocument, days: int) -> str:
    """So many working days after the day of issue."""
    return calendar_in_force().add(localtime(paper.issued_at).date(), days).isoformat()


def _answered(paper: IssuedDocument, row: Revocation | Recovery, notice: str) -> Expected:
    told = _case(paper).papers.get(kind=notice, issued_at=row.noticed_at)
    return {
        "told.number": told.number,
        "told.issued_on": day(told.issued_at),
        "statement": row.statement,
        "stated_on": day(row.stated_at) if row.stated_at else "",
        "reason": sentence(row.words),
    }


def recovery_notice(paper: IssuedDocument) -> Expected:
    row = Recovery.objects.get(case=paper.case, noticed_at=paper.issued_at)
    return of_case(paper) | _sums(row) | _facts(paper, row)


def recovery(paper: IssuedDocument) -> Expected:
    row = Recovery.objects.get(case=paper.case, decided_at=paper.issued_at)
    told = of_case(paper) | _sums(row) | _answered(paper, row, "recovery_notice") | remedies_of(paper)
    return told | _to_pay(row) | {"paid_within": PAID_WITHIN, "facts": sentence(row.facts)}


def recovery_dropped(paper: IssuedDocument) -> Expected:
    row = Recovery.objects.get(case=paper.case, decided_at=paper.issued_at)
    told = of_case(paper) | _sums(row) | _answered(paper, row, "recovery_notice")
    return told | {"facts": sentence(row.facts)}


def recovery_demand(paper: IssuedDocument) -> Expected:
    row = Recovery.objects.get(case=paper.case, demanded_at=paper.issued_at)
    assert row.demand_until is not None
    return _after_order(paper, row) | {
        "owed_fen": fen(row.amount) - _received(row, paper),
        "demand_until": row.demand_until.isoformat(),
        "enforcing": ENFORCED,
    }


def recovery_annulled(paper: IssuedDocument) -> Expected:
    row = Recovery.objects.get(case=paper.case, ended_at=paper.issued_at)
    told = {"reason": sentence(row.annulment), "received_fen": _received(row, paper)}
    return _after_order(paper, row) | told


def recovery_paid_back(paper: IssuedDocument) -> Expected:
    row = Recovery.objects.get(case=paper.case, ended_at=paper.issued_at)
    receipts = row.receipts.order_by("paid_on", "pk")
    told = [{"serial": each.serial, "paid_on": each.paid_on.isoformat(), "fen": fen(each.amount)} for each in receipts]
    return _after_order(paper, row) | {"receipts": told}


def _after_order(paper: IssuedDocument, row: Recovery) -> Expected:
    order = _case(paper).papers.get(kind="recovery", issued_at=row.decided_at)
    head = of_case(paper) | _sums(row) | _to_pay(row)
    return head | {"order.number": order.number, "order.issued_on": day(order.issued_at)}


def _to_pay(row: Recovery) -> Expected:
    assert row.pay_by is not None
    return {"code": row.code, "pay_by": row.pay_by.isoformat()}


def _sums(row: Recovery) -> Expected:
    lines = list(row.lines.select_related("claim").order_by("claim__ordinal"))
    return {
        "lines": [{"shown": line.claim.masked, "fen": fen(line.amount)} for line in lines],
        "amount_fen": sum(fen(line.amount) for line in lines),
        "standing": weakest([line.claim for line in lines]),
    }


def _received(row: Recovery, paper: IssuedDocument) -> int:
    until = paper.issued_at + timedelta(seconds=1)
    came = row.receipts.filter(move__at__lt=until).values_list("amount", flat=True)
    return fen(sum(came, Decimal(0)))


def _case(paper: IssuedDocument) -> Case:
    assert paper.case is not None
    return paper.case


BESIDE = {
    "papers/suspension.html": suspension,
    "papers/special_procedure.html": special_procedure,
    "papers/resumption.html": resumption,
    "papers/extension.html": extension,
    "papers/termination.html": termination,
    "papers/revocation_notice.html": revocation_notice,
    "papers/revocation.html": revocation,
    "papers/revocation_dropped.html": revocation_dropped,
    "papers/recovery_notice.html": recovery_notice,
    "papers/recovery.html": recovery,
    "papers/recovery_dropped.html": recovery_dropped,
    "papers/recovery_demand.html": recovery_demand,
    "papers/recovery_annulled.html": recovery_annulled,
    "papers/recovery_paid_back.html": recovery_paid_back,
}

"""追回: what has to come back to the Treasury, and the receipts of what did."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workflow_app.commands.recovery.enter import CONFIRMS, DESK, enter_receipt, refuse_receipt
from workflow_app.commands.recovery.receive import confirm_receipt
from workflow_app.moment import now
from workflow_app.policy.money import read_yuan
from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.queries.finance.recoveries import owing, settled, transfers_to_receive, waiting
from workflow_app.queries.papers.treasury import voucher
from workflow_app.web.finance.ledger import finance_place
from workflow_app.web.form_token import act_once
from workflow_app.web.place import show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

FIELDS = ("code", "serial", "yuan", "paid_on", "transfer")
LONGEST = 200
UNREADABLE = "金额读不懂，请照国库收款凭证用半角数字填写，例如 1000.00。"


@require_safe
@for_officers
def recoveries(request: SignedIn) -> HttpResponse:
    """What is owed, what came back, and the form of a receipt."""
    return _page(request)


@require_POST
@for_officers
def receive(request: SignedIn) -> HttpResponse:
    """Enter a receipt of the Treasury, for another person to confirm."""
    finance_place(request)
    back_to(request, lambda refusal: _page(request, refusal))
    said, at = {name: request.POST.get(name, "").strip()[:LONGEST] for name in FIELDS}, now()

    def do() -> dict[str, int]:
        entry = enter_receipt(
            said["code"],
            said["serial"],
            read_yuan(said["yuan"], UNREADABLE),
            _day(said["paid_on"]),
            said["transfer"],
            by=request.user,
            at=at,
        )
        return {"entry": entry.pk}

    act_once(request, "enter_receipt", said, do, at=at)
    messages.success(request, _("已登记，等另一位同事照国库收款凭证核对入账。"))
    return redirect("finance_recoveries")


@require_POST
@for_officers
def confirm(request: SignedIn, key: int) -> HttpResponse:
    """Post what a colleague entered."""
    finance_place(request)
    back_to(request, lambda refusal: _page(request, refusal))
    at = now()

    def do() -> dict[str, int]:
        return {"receipt": confirm_receipt(key, by=request.user, at=at).pk}

    act_once(request, "confirm_receipt", [key], do, at=at)
    messages.success(request, _("已核对入账，款项已记回账上。"))
    return redirect("finance_recoveries")


@require_POST
@for_officers
def refuse(request: SignedIn, key: int) -> HttpResponse:
    """Send an entry back with a reason."""
    finance_place(request)
    back_to(request, lambda refusal: _page(request, refusal))
    reason, at = request.POST.get("reason", "").strip()[:LONGEST], now()

    def do() -> dict[str, int]:
        return {"entry": refuse_receipt(key, reason, by=request.user, at=at).pk}

    act_once(request, "refuse_receipt", [key, reason], do, at=at)
    messages.success(request, _("已退回，没有入账；同一流水号可以重新登记。"))
    return redirect("finance_recoveries")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotUnderstood("缴款日期读不懂，请按“2026-03-16”的样子填写。") from None


def _page(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    place = finance_place(request)
    told = {
        "owing": owing(place),
        "settled": settled(place),
        "waiting": waiting(place),
        "transfers": [(voucher(line.batch.number, line.ordinal), line) for line in transfers_to_receive(place)],
        "may_enter": DESK in place.roles,
        "may_answer": bool(place.roles & set(CONFIRMS)),
        "kept": request.POST,
        "refusal": refusal,
    }
    return show(request, "finance/recoveries.html", "finance_recoveries", told)

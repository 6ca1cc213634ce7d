"""The rent desk: leases to sign, tenancies with what they owe, bills, payments, demands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from processes.housing.commands.bill_quarter import bill_quarter
from processes.housing.commands.demand_rent import demand_rent
from processes.housing.commands.record_rent import record_rent
from processes.housing.commands.sign_lease import sign_lease
from processes.housing.models import RentPayment
from processes.housing.queries.stock import choices_to_sign, rented_of
from processes.housing.web import posted
from processes.housing.web.homes import units_of
from workflow_app.moment import now
from workflow_app.policy.money import fen_of
from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.web.form_token import act_once
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

TAB = "desk_rents"
Do = Callable[[SignedIn, int, datetime], Any]


@require_safe
@for_officers
def rents(request: SignedIn) -> HttpResponse:
    """Both lists."""
    return _page(request)


@require_POST
@for_officers
def act(request: SignedIn, verb: str, key: int) -> HttpResponse:
    """One of the acts of the page; `key` is the choice to sign for, else the tenancy."""
    back_to(request, lambda refusal: _page(request, refusal))
    if verb not in ACTS:
        raise NotUnderstood("没有这个操作，请刷新页面。")
    do, done = ACTS[verb]
    body = [verb, key, sorted((k, v) for k, v in request.POST.items() if k not in NO_WORDS)]
    at = now()

    def once() -> dict[str, bool]:
        do(request, key, at)
        return {"done": True}

    act_once(request, f"housing_{verb}", body, once, at=at)
    messages.success(request, done)
    return redirect(TAB)


def _sign(request: SignedIn, key: int, at: datetime) -> None:
    since, until = posted.day(request, "starts_on", "起租日"), posted.day(request, "ends_on", "租期届满日")
    sign_lease(key, since, until, by=request.user, at=at)


def _bill(request: SignedIn, key: int, at: datetime) -> None:
    bill_quarter(key, posted.day(request, "day", "季度内的一天"), by=request.user, at=at)


def _pay(request: SignedIn, key: int, at: datetime) -> None:
    fen, on = fen_of(posted.figure(request, "yuan", "缴款金额")), posted.day(request, "paid_on", "缴款日期")
    record_rent(key, fen, on, posted.words(request, "voucher", RentPayment), by=request.user, at=at)


def _demand(request: SignedIn, key: int, at: datetime) -> None:
    demand_rent(key, by=request.user, at=at)


NO_WORDS = frozenset({"csrfmiddlewaretoken", "form_token"})
ACTS: dict[str, tuple[Do, str]] = {
    "sign": (_sign, "租赁合同已签订。"),
    "bill": (_bill, "租金已出账。"),
    "pay": (_pay, "缴款已登记。"),
    "demand": (_demand, "催缴通知书已出具。"),
}


def _page(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    units, on = units_of(request), localtime(now()).date()
    said = {
        "choices": choices_to_sign(units),
        "rented": rented_of(units, on),
        "rents": "rent" in place_of(request).roles,
        "kept": request.POST,
        "refusal": refusal,
    }
    return show(request, "housing/rents.html", TAB, said)

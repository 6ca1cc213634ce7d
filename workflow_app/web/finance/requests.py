"""拨付申请: what the bureaus ask for, checked against indicator, notice and ledger before a batch is built."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workflow_app.approval.duties import DUTY_OF_ROLE, Duty
from workflow_app.commands.check_funds import POINTS, check_funds
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.return_funds_request import MAY_RETURN
from workflow_app.commands.treasury.approve_payment import approve_payment
from workflow_app.commands.treasury.held_plan import SECTION, TREASURY
from workflow_app.models import FundsRequest, vault
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, Refusal
from workflow_app.queries.finance import payments
from workflow_app.queries.finance.doubts import cases_asked_for, doubted_lines, unanswered, unchecked
from workflow_app.queries.finance.due import later
from workflow_app.queries.finance.limits import over_limit
from workflow_app.queries.finance.plans import rooms_of
from workflow_app.queries.finance.release_checks import why_not_on_request
from workflow_app.queries.item_titles import title_of_notice
from workflow_app.queries.names import name_on
from workflow_app.queries.workplace import Workplace
from workflow_app.web.download import bytes_answer, without_page_policy
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import first_row
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST = 300
TURNS = {
    FundsRequest.State.SENT: (SECTION, Duty.CHECK_FUNDS),
    FundsRequest.State.CHECKED: (TREASURY, Duty.APPROVE_PAYMENT),
    FundsRequest.State.APPROVED: ("batch_draft", Duty.DRAFT_BATCH),
}


@require_safe
@for_officers
def requests(request: SignedIn) -> HttpResponse:
    """Those to be checked first, oldest on top, then the others, newest first."""
    place, before = place_of(request), first_row(request, "before", otherwise=0)
    lists = payments.request_lists(place, before, localtime(now()).date())
    said = {
        "waiting": [_row(each, place) for each in lists.waiting],
        "checked": [_row(each, place) for each in lists.checked],
        "drafting": [_row(each, place) for each in lists.drafting],
        "others": [_row(each, place) for each in lists.others],
        "most": payments.MOST,
        "following": lists.following,
        "paged": before,
    }
    return show(request, "finance/requests.html", "finance", said)


@require_safe
@for_officers
def request_page(request: SignedIn, request_id: int) -> HttpResponse:
    """Everything the check looks at, on one page."""
    return asked_page(request, request_id)


@require_POST
@for_officers
def check(request: SignedIn, request_id: int) -> HttpResponse:
    """Confirm that everything agrees."""
    payments.request_of(place_of(request), request_id)
    back_to(request, lambda refusal: asked_page(request, request_id, refusal))
    ticked = [name for name in POINTS if request.POST.get(name)]
    words, at = request.POST.get("words", "").strip()[:LONGEST], now()

    def do() -> dict[str, int]:
        return {"request": check_funds(request_id, words, looked_at=ticked, by=request.user, at=at).pk}

    act_once(request, "check_funds", [request_id, ticked, words], do, at=at)
    messages.success(request, _("已审核通过，等国库科审核。"))
    return redirect("finance_request", request_id)


@require_POST
@for_officers
def approve(request: SignedIn, request_id: int) -> HttpResponse:
    """The treasury section lets the payment go to the payment centre."""
    payments.request_of(place_of(request), request_id)
    back_to(request, lambda refusal: asked_page(request, request_id, refusal))
    words, at = request.POST.get("words", "").strip()[:LONGEST], now()

    def do() -> dict[str, int]:
        return {"request": approve_payment(request_id, words, by=request.user, at=at).pk}

    act_once(request, "approve_payment", [request_id, words], do, at=at)
    messages.success(request, _("国库已审核通过，可以编制支付批次。"))
    return redirect("finance_request", request_id)


@require_POST
@for_officers
def draft(request: SignedIn, request_id: int) -> HttpResponse:
    """Build the batch of what may be paid now."""
    payments.request_of(place_of(request), request_id)
    back_to(request, lambda refusal: asked_page(request, request_id, refusal))
    at = now()

    def do() -> dict[str, int]:
        return {"batch": draft_batch(request_id, by=request.user, at=at).pk}

    done = act_once(request, "draft_batch", [request_id], do, at=at)
    messages.success(request, _("批次已编制，请由另一位同事核对放款。"))
    return redirect("finance_batch", done["batch"])


@without_page_policy
@require_safe
@for_officers
def paper(request: SignedIn, request_id: int, paper_id: int) -> HttpResponse:
    """A paper that came with the request, or the sheet of one of its batches."""
    asked = payments.request_of(place_of(request), request_id)
    found = (payments.papers_of(asked) | payments.sheets_of(asked)).filter(pk=paper_id).first()
    if found is None or not found.sha256:
        raise NotFound("没有这份文书，或者还在制作，请稍后再打开。")
    return bytes_answer(vault.get(found.sha256), "pdf", f"{found.title} {found.number}.pdf")


def asked_page(request: SignedIn, request_id: int, refusal: Refusal | None = None) -> HttpResponse:
    """The page, after a refusal with its sentence on top."""
    place = place_of(request)
    found = payments.request_of(place, request_id)
    start, today = first_row(request), localtime(now()).date()
    lines = payments.lines_of(found, start)
    payable = payments.payable(found, today)
    said = {
        "asked": found,
        "item": title_of_notice(found.notice.item, found.notice.opened_on),
        "unit": _unit(found, place),
        "sums": payments.sums_of(found),
        "subtotals": payments.subtotals_of(found),
        "papers": payments.papers_of(found),
        "lines": lines[: payments.LINES],
        "following": lines[-1].ordinal if len(lines) > payments.LINES else 0,
        "paged": start > 1,
        "available": found.appropriation.available,
        "batches": found.batches.select_related("drafted_by").order_by("pk"),
        "payable": payable,
        "later": later(found, today),
        "doubted": doubted_lines(found),
        "unanswered": unanswered(cases_asked_for(found)),
        "unchecked": unchecked(cases_asked_for(found)),
        "rooms": rooms_of(found, place.on),
        **_turn(found, payable, place),
        "refusal": refusal,
        "kept": request.POST,
    }
    return show(request, "finance/request.html", "finance", said)


def _turn(asked: FundsRequest, payable: payments.Payable, place: Workplace) -> dict[str, Any]:
    """Whether this person has the turn, and what keeps them from it; asked of nobody else."""
    role, duty = TURNS.get(FundsRequest.State(asked.state), ("", Duty.OWN))
    mine, back = role in place.roles, _duty_to_send_back(asked, place)
    why_not = why_not_on_request(asked, duty, place.account) if mine else ""
    if mine and not why_not and duty is Duty.DRAFT_BATCH and payable.count:
        why_not = _above(asked, payable.total, place)
    why_not_back = why_not_on_request(asked, back, place.account) if back else ""
    return {"has_turn": mine, "why_not": why_not, "may_send_back": back is not None and not why_not_back}


def _above(asked: FundsRequest, total: Decimal, place: Workplace) -> str:
    """Why this person may not draft so much; '' when they may."""
    desk = next((each for each in place.desks if each.role == "batch_draft" and each.unit_id == asked.finance_id), None)
    return over_limit(place.account, desk, total, place.on) if desk else ""


def _duty_to_send_back(asked: FundsRequest, place: Workplace) -> Duty | None:
    """In which duty this person may send it back now."""
    role = next((each for each in MAY_RETURN[FundsRequest.State(asked.state)] if each in place.roles), None)
    return DUTY_OF_ROLE[role] if role and payments.may_go_back(asked) else None


def _row(asked: FundsRequest, place: Workplace) -> tuple[FundsRequest, str, str]:
    """(request, item, unit) for the list."""
    return asked, title_of_notice(asked.notice.item, asked.notice.opened_on), _unit(asked, place)


def _unit(asked: FundsRequest, place: Workplace) -> str:
    return name_on(asked.unit, place.on).name

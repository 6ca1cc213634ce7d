"""After a returned transfer: correct the account. An agent reads why they cannot."""

from __future__ import annotations

from typing import Literal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms.fields import BankAccount, Text
from forms.questionnaire import Section
from forms.rendering import error_summary, shown_fields
from workflow_app.commands.correct_account import correct_account
from workflow_app.models import Case
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.moment import now, today
from workflow_app.policy.refusals import NotUnderstood, Refusal
from workflow_app.queries.applicant.case_view import CaseView, capacity_of, case_view
from workflow_app.web.form_token import act_once
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_applicants


@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def account(request: SignedIn, number: str) -> HttpResponse:
    """The page, and its act."""
    view = case_view(number, request.user, today(), calendar_in_force())
    if request.method != "POST":
        return _page(request, view)
    back_to(request, lambda refusal: _page(request, view, refusal))
    raw = {name: request.POST.get(name, "") for name in ("payee_account", "payee_bank")}
    values = _read(view.case, raw)
    at = now()

    def do() -> dict[str, int]:
        given = values["payee_account"], values["payee_bank"]
        return {"account": correct_account(view.case.pk, *given, by=request.user, at=at).pk}

    act_once(request, "correct_account", [number, raw], do, at=at)
    messages.success(request, _("账户已更正，财政部门会重新拨付。"))
    return redirect("case", number)


def _questions(case: Case) -> Section:
    """The same two questions as in the application."""
    kind: Literal["organisation", "person"] = "organisation" if case.applicant.kind == "organisation" else "person"
    bank = Text("payee_bank", "开户银行", hint="写到支行，例如 中国银行安阳分行文峰支行", longest=80)
    return Section("account", "更正收款账户", (BankAccount("payee_account", "更正后的账号", kind), bank))


def _read(case: Case, raw: dict[str, str]) -> dict[str, str]:
    readings = {field.name: field.read(raw[field.name]) for field in _questions(case).fields}
    wrong = tuple(each for reading in readings.values() for each in reading.corrections)
    if wrong:
        raise NotUnderstood(f"有{len(wrong)}处需要改正，改好后再提交。", wrong)
    return {name: str(reading.value) for name, reading in readings.items()}


def _page(request: SignedIn, view: CaseView, refusal: Refusal | None = None) -> HttpResponse:
    fields = shown_fields(_questions(view.case), request.POST.dict(), getattr(refusal, "corrections", ()))
    told = {
        "view": view,
        "case": view.case,
        "fields": fields,
        "errors": error_summary(fields),
        "refusal": refusal,
        "is_agent": capacity_of(view.case, request.user, today()) == "agent",
        "before": view.case.payee_accounts.order_by("id").last(),
    }
    return render(request, "applicant/account.html", told)

"""Another account: asked for after a returned transfer or at one's own wish, taken back while it waits. An agent reads why they cannot
ask."""

from __future__ import annotations

from typing import Literal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forms.fields import BankAccount, Text
from forms.questionnaire import Section
from forms.rendering import error_summary, shown_fields
from workflow_app.clock.cooling import COOLING
from workflow_app.commands.payee.ask_change import ask_change
from workflow_app.commands.payee.consent_to_offset import consent_to_offset
from workflow_app.commands.payee.withdraw_change import withdraw_change
from workflow_app.models.calendar_in_force import calendar_in_force
from workflow_app.moment import now, today
from workflow_app.policy.money import read_yuan
from workflow_app.policy.refusals import NotPossibleNow, NotUnderstood, Refusal
from workflow_app.policy.standing import Standing
from workflow_app.queries.applicant.case_view import CaseView, capacity_of, case_view
from workflow_app.queries.finance.offsets import offers, to_be_paid
from workflow_app.web.form_token import act_once
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_applicants

LONGEST_RAW = 40
ASKED = ("payee_name", "payee_account", "payee_bank", "change_reason")


@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def account(request: SignedIn, number: str) -> HttpResponse:
    """The page, and its act."""
    view = case_view(number, request.user, today(), calendar_in_force())
    if request.method != "POST":
        return _page(request, view)
    back_to(request, lambda refusal: _page(request, view, refusal))
    raw = {name: request.POST.get(name, "") for name in ASKED}
    values = _read(view, raw)
    at = now()

    def do() -> dict[str, int]:
        given = (values.get(name, "") for name in ASKED)
        return {"change": ask_change(view.case.pk, *given, by=request.user, at=at).pk}

    act_once(request, "ask_account_change", [number, raw], do, at=at)
    messages.success(request, _("已收到。财政部门核实确认、冷静期满后，新账户才会用于拨付；在这以前可以撤回。"))
    return redirect("case", number)


@require_POST
@for_applicants
def withdraw_account(request: SignedIn, number: str) -> HttpResponse:
    """Take it back, or say that one never asked."""
    view = case_view(number, request.user, today(), calendar_in_force())
    back_to(request, lambda refusal: _page(request, view, refusal))
    at = now()

    def do() -> dict[str, int]:
        if view.change is None:
            raise NotPossibleNow("没有正在办理的更换账户申请，请刷新页面。")
        return {"change": withdraw_change(view.change.pk, by=request.user, at=at).pk}

    act_once(request, "withdraw_account_change", [number], do, at=at)
    messages.success(request, _("已撤回，收款账户没有改变。不是您方申请的，请尽快修改登录密码，并告诉办理单位。"))
    return redirect("case", number)


@require_POST
@for_applicants
def offset_account(request: SignedIn, number: str) -> HttpResponse:
    """Agree that the money of this case meets what one owes."""
    view = case_view(number, request.user, today(), calendar_in_force())
    back_to(request, lambda refusal: _page(request, view, refusal))
    raw = {name: request.POST.get(name, "")[:LONGEST_RAW] for name in ("recovery", "yuan", "agreed")}
    at = now()

    def do() -> dict[str, int]:
        if not raw["agreed"]:
            raise NotUnderstood("请先勾选“我同意”，再提交；不同意的，凭缴款码缴款即可。")
        if not raw["recovery"].isdecimal():
            raise NotUnderstood("没有读到要抵缴的追回款，请刷新页面。")
        yuan = read_yuan(raw["yuan"], "没有读到同意抵缴的金额，请刷新页面。")
        return {"change": consent_to_offset(view.case.pk, int(raw["recovery"]), yuan, by=request.user, at=at).pk}

    act_once(request, "consent_to_offset", [number, raw], do, at=at)
    messages.success(request, _("已收到。财政部门核实确认、冷静期满后，这笔款直接缴入国库；在这以前可以撤回。"))
    return redirect("case", number)


def _questions(view: CaseView) -> Section:
    """As in the application; why, where no transfer came back."""
    kind: Literal["organisation", "person"] = "organisation" if view.case.applicant.kind == "organisation" else "person"
    name = Text("payee_name", "户名", hint="照着存折、银行卡或开户证明填写，必须与原来的户名相同", longest=100)
    bank = Text("payee_bank", "开户银行", hint="写到支行，例如 中国银行安阳分行文峰支行", longest=80)
    reason = Text("change_reason", "为什么更换", hint="例如 原来的社会保障卡已经挂失换卡", longest=200)
    fields = (name, BankAccount("payee_account", "新的账号", kind), bank)
    return Section("account", "更换收款账户", fields if view.returned else (*fields, reason))


def _read(view: CaseView, raw: dict[str, str]) -> dict[str, str]:
    readings = {field.name: field.read(raw[field.name]) for field in _questions(view).fields}
    wrong = tuple(each for reading in readings.values() for each in reading.corrections)
    if wrong:
        raise NotUnderstood(f"有{len(wrong)}处需要改正，改好后再提交。", wrong)
    return {name: str(reading.value) for name, reading in readings.items()}


def _page(request: SignedIn, view: CaseView, refusal: Refusal | None = None) -> HttpResponse:
    fields = shown_fields(_questions(view), request.POST.dict(), getattr(refusal, "corrections", ()))
    told = {
        "view": view,
        "case": view.case,
        "fields": fields,
        "errors": error_summary(fields),
        "refusal": refusal,
        "is_agent": capacity_of(view.case, request.user, today()) == "agent",
        "before": view.case.payee_accounts.order_by("id").last(),
        "offers": offers(view.case) if view.can_change_account else [],
        "money": to_be_paid(view.case) if view.can_change_account else None,
        "cooling": COOLING,
        "sample": Standing.SAMPLE,
    }
    return render(request, "applicant/account.html", told)

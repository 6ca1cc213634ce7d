"""What every screen of the desk needs: who sits where, and the tabs that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflow_app.approval.duties import EXAMINERS, LEADERS
from workflow_app.moment import today
from workflow_app.queries.finance.plans import sees_plans
from workflow_app.queries.finance.tables import tables_of
from workflow_app.queries.oversight.overseers import may_oversee
from workflow_app.queries.workplace import Workplace, workplace
from workflow_app.web.who import SignedIn


@dataclass(frozen=True, slots=True)
class Tab:
    """One entry of the desk's navigation."""

    name: str
    label: str
    url: str


def place_of(request: SignedIn) -> Workplace:
    """The person's desks today, read once a request."""
    known = getattr(request, "workplace", None)
    if known is None:
        known = request.workplace = workplace(request.user, today())
    return known


def show(request: SignedIn, template: str, tab: str, said: dict[str, Any], status: int = 200) -> HttpResponse:
    """A screen inside the desk's frame, with the tab it belongs to."""
    place = place_of(request)
    frame = {"tabs": tabs(place), "tab": tab, "place": place, "today": place.on}
    return render(request, template, frame | said, status=status)


def tabs(place: Workplace) -> list[Tab]:
    """The lists this person has business with; a family's app names its own as `desk_tabs` (address, label, roles)."""
    roles = place.roles
    wanted = [
        ("desk", _("待办"), True),
        ("desk_done", _("已办"), True),
        ("desk_copies", _("抄送"), True),
        ("desk_supervisions", _("待答复"), True),
        ("oversight", _("督办"), may_oversee(place)),
        ("desk_to_notice", _("待公示"), "handler" in roles),
        ("desk_notices", _("公示"), place.handles_cases),
        ("desk_to_serve", _("文书"), place.sees_serving),
        ("desk_printing", _("批量打印"), place.issues),
        ("desk_sheets", _("文书样式"), bool(roles & set(LEADERS))),
        ("desk_doubts", _("待核实的支付"), bool(place.units(*EXAMINERS)) and place.handles_cases),
        ("desk_objections", _("异议"), bool(roles & {"section", "deputy_head"})),
        ("desk_funds", _("提请拨付"), "bureau_finance" in roles),
        ("finance_plans", _("用款计划"), sees_plans(place)),
        ("finance_tables", _("表格"), bool(tables_of(place))),
        ("desk_records", _("备案在案"), place.handles_cases),
        ("finance", _("拨付申请"), place.handles_money),
        ("finance_batches", _("支付批次"), place.handles_money),
        ("finance_indicators", _("指标"), place.handles_money),
        ("finance_returned", _("退汇"), place.handles_money),
        ("finance_recoveries", _("追回"), place.handles_money),
        ("finance_accounts", _("更换账户"), place.handles_money),
        ("finance_limits", _("限额"), place.handles_money),
        ("finance_statements", _("对账"), place.handles_money),
        ("finance_profile", _("银行格式"), place.handles_money),
    ]
    of_families = [each for config in apps.get_app_configs() for each in getattr(config, "desk_tabs", ())]
    held = roles | {f"{desk.role}@{desk.unit.kind}" for desk in place.desks}  # a role, or a role of one kind of office
    wanted += [(name, label, bool(held & theirs)) for name, label, theirs in of_families]
    return [Tab(name, label, reverse(name)) for name, label, theirs in wanted if theirs]

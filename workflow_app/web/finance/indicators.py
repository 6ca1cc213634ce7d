"""指标: the bureau's indicators with every account, one of them with why its money moved, and the acts of the budget desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from workflow_app.commands.budget.allot import allot
from workflow_app.commands.budget.appropriate import BUDGET, Indicator, appropriate
from workflow_app.commands.budget.close_year import close_year
from workflow_app.commands.budget.freeze import freeze, thaw
from workflow_app.commands.budget.transfer import transfer
from workflow_app.models import Account, Appropriation, Unit
from workflow_app.moment import now
from workflow_app.policy import catalogue
from workflow_app.policy.money import read_yuan
from workflow_app.policy.refusals import NotFound, NotUnderstood, Refusal
from workflow_app.queries.finance import ledger
from workflow_app.queries.finance.waiting import demands
from workflow_app.queries.names import name_on
from workflow_app.queries.workplace import FINANCE, Workplace
from workflow_app.web.download import bytes_answer
from workflow_app.web.finance.ledger import finance_place
from workflow_app.web.form_token import act_once
from workflow_app.web.paging import number_in
from workflow_app.web.place import place_of, show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers
from workflow_app.web.workbook import workbook

LONGEST = 300
Said = dict[str, str]
Do = Callable[[int, Said, Account, datetime], Any]
FIELDS = ("number", "fund", "tier", "functional_class", "government_class", "department_class")


@dataclass(frozen=True, slots=True)
class Deed:
    """An act on an indicator: what is said afterwards, and the act."""

    done: str | Promise
    do: Do


def _yuan(said: Said) -> Decimal:
    return read_yuan(said.get("yuan", ""), "金额读不懂，请用半角数字填写，例如 24000.00。")


def _key(said: Said, name: str) -> int:
    found = number_in(said.get(name, ""))
    if found is None:
        raise NotUnderstood("请选择另一个指标。")
    return found


def _keeps(said: Said) -> bool:
    if said.get("keep") not in ("yes", "no"):
        raise NotUnderstood("请选择没有用完的部分是结转还是收回。")
    return said["keep"] == "yes"


DEEDS = {
    "allot": Deed(
        _("已下达，指标文正在制作。"),
        lambda key, said, by, at: allot(key, said["county"], said["number"], _yuan(said), said["words"], by=by, at=at),
    ),
    "transfer": Deed(
        _("已调剂。"),
        lambda key, said, by, at: transfer(
            key, _key(said, "target"), said["number"], _yuan(said), said["words"], by=by, at=at
        ),
    ),
    "freeze": Deed(_("已冻结。"), lambda key, said, by, at: freeze(key, _yuan(said), said["words"], by=by, at=at)),
    "thaw": Deed(_("已解冻。"), lambda key, said, by, at: thaw(key, _yuan(said), said["words"], by=by, at=at)),
    "close": Deed(
        _("已年终关账。"),
        lambda key, said, by, at: close_year(key, said["number"], _keeps(said), said["words"], by=by, at=at),
    ),
}


@require_safe
@for_officers
def indicators(request: SignedIn) -> HttpResponse:
    """The trial balance of a year, what waits for money, and the form of a new indicator."""
    return _list(request)


@require_safe
@for_officers
def exported(request: SignedIn) -> HttpResponse:
    """The trial balance as a workbook."""
    told = ledger.trial_balance(finance_place(request), _year(request))
    head = ["指标文号", "事项", "资金", "来源", "直达资金", "下达", *(a.label for a in ledger.ACCOUNTS)]
    rows = [(*_facts(b), b.granted, *(amount for _account, amount in b.cells)) for b in told.rows]
    total = ("合计", "", "", "", "", told.granted, *(amount for _account, amount in told.sums))
    return bytes_answer(workbook(f"{told.year}年指标", head, [*rows, total]), "xlsx", f"{told.year}年指标余额表.xlsx")


@require_safe
@for_officers
def indicator(request: SignedIn, key: int) -> HttpResponse:
    """One indicator."""
    return _page(request, key)


@require_POST
@for_officers
def enter(request: SignedIn) -> HttpResponse:
    """Enter a new one."""
    place, said = finance_place(request), _said(request)
    back_to(request, lambda refusal: _list(request, refusal))
    at = now()

    def do() -> dict[str, int]:
        return {"row": appropriate(_entered(place, said), said.get("words", ""), by=request.user, at=at).pk}

    done = act_once(request, "appropriate", said, do, at=at)
    messages.success(request, _("指标已登记。"))
    return redirect("finance_indicator", done["row"])


@require_POST
@for_officers
def act(request: SignedIn, key: int, verb: str) -> HttpResponse:
    """Do one of the deeds."""
    if verb not in DEEDS:
        raise NotFound("没有这个办理动作，请刷新页面。")
    ledger.indicator_of(place_of(request), key)
    said, at = _said(request), now()
    back_to(request, lambda refusal: _page(request, key, refusal, verb))

    def do() -> dict[str, str]:
        DEEDS[verb].do(key, said, request.user, at)
        return {"verb": verb}

    act_once(request, f"indicator_{verb}", [key, verb, said], do, at=at)
    messages.success(request, str(DEEDS[verb].done))
    return redirect("finance_indicator", key)


def _list(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    place = finance_place(request)
    told = {
        "balance": ledger.trial_balance(place, _year(request)),
        "accounts": ledger.ACCOUNTS,
        "demands": demands(place),
        "may_enter": BUDGET in place.roles,
        "items": [(item.slug, item.title_on(place.on)) for item in catalogue.items()],
        "refusal": refusal,
        "kept": _said(request),
    }
    return show(request, "finance/indicators.html", "finance_indicators", told)


def _page(request: SignedIn, key: int, refusal: Refusal | None = None, opened: str = "") -> HttpResponse:
    place = place_of(request)
    found = ledger.indicator_of(place, key)
    below = Unit.objects.filter(kind=FINANCE, parent=found.row.unit).order_by("region").prefetch_related("names")
    same = Appropriation.objects.filter(unit=found.row.unit, year=found.row.year, fund=found.row.fund, closed_on=None)
    told = {
        "balance": found,
        "moves": ledger.moves_of(found.row),
        "may_act": BUDGET in place.roles and found.row.closed_on is None,
        "below": [(unit.region, name_on(unit, place.on).name) for unit in below],
        "others": same.filter(direct=found.row.direct).exclude(pk=key).order_by("pk"),
        "refusal": refusal,
        "opened": opened,
        "kept": _said(request),
    }
    return show(request, "finance/indicator_page.html", "finance_indicators", told)


def _facts(balance: ledger.Balance) -> tuple[str, ...]:
    row = balance.row
    return row.indicator, balance.item, row.fund, row.tier, "是" if row.direct else ""


def _entered(place: Workplace, said: Said) -> Indicator:
    regions = sorted({desk.unit.region for desk in place.desks if desk.role == BUDGET})
    if missing := [name for name in FIELDS if not said.get(name)]:
        raise NotUnderstood(f"登记指标有{len(missing)}处没有填写，请逐项填写文号、资金、来源和三种分类。")
    item, year = said.get("item", ""), number_in(said.get("year", ""), 4)
    if item not in {each.slug for each in catalogue.items()} or year is None or not regions:
        raise NotUnderstood("请选择事项，并用四位数字填写年度。")
    given = {name: said[name] for name in FIELDS}
    return Indicator(region=regions[0], item=item, year=year, yuan=_yuan(said), direct="direct" in said, **given)


def _said(request: SignedIn) -> Said:
    named = request.POST.items()
    skip = ("csrfmiddlewaretoken", "form_token")
    kept = {name: str(value).strip()[:LONGEST] for name, value in named if name not in skip}
    return {"words": "", "number": "", "county": ""} | kept if request.method == "POST" else kept


def _year(request: SignedIn) -> int:
    return number_in(request.GET.get("year", ""), 4) or place_of(request).on.year

"""银行格式: which format and paying account a finance bureau writes, and the choice of another by who leads it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workflow_app.bank.profile_file import profiles
from workflow_app.commands.choose_profile import choose_profile
from workflow_app.models import Unit
from workflow_app.moment import now
from workflow_app.policy.refusals import NotFound, Refusal
from workflow_app.queries.finance.bank_profiles import Collecting, choices_of, chosen
from workflow_app.queries.law.leading import units_led
from workflow_app.queries.names import name_on
from workflow_app.queries.workplace import FINANCE
from workflow_app.web.finance.ledger import finance_place
from workflow_app.web.form_token import act_once
from workflow_app.web.place import show
from workflow_app.web.refused import back_to
from workflow_app.web.who import SignedIn, for_officers

LONGEST = 120
FIELDS = ("unit", "profile", "account", "collecting_payee", "collecting_account", "collecting_bank")


@require_safe
@for_officers
def profile(request: SignedIn) -> HttpResponse:
    """What each of one's bureaus writes, and what it wrote before."""
    return _page(request)


@require_POST
@for_officers
def choose(request: SignedIn) -> HttpResponse:
    """Choose another; batches already drafted keep theirs."""
    place = finance_place(request)
    back_to(request, lambda refusal: _page(request, refusal))
    said = {name: request.POST.get(name, "").strip()[:LONGEST] for name in FIELDS}
    unit = Unit.objects.filter(code=said["unit"], pk__in=place.units_of(FINANCE)).first()
    if unit is None:
        raise NotFound("没有找到这个单位，请刷新页面。")
    at = now()

    collecting = Collecting(said["collecting_payee"], said["collecting_account"], said["collecting_bank"])

    def do() -> dict[str, int]:
        row = choose_profile(unit.code, said["profile"], said["account"], collecting, by=request.user, at=at)
        return {"choice": row.pk}

    act_once(request, "choose_profile", said, do, at=at)
    messages.success(request, _("银行格式已选用，从现在起编制的批次按它写；已编制的批次不变。"))
    return redirect("finance_profile")


def _page(request: SignedIn, refusal: Refusal | None = None) -> HttpResponse:
    place = finance_place(request)
    led = units_led(place.account, place.on)
    units = Unit.objects.filter(pk__in=place.units_of(FINANCE)).order_by("region")
    told = {
        "units": [
            (unit, name_on(unit, place.on).name, chosen(unit), choices_of(unit), unit.pk in led) for unit in units
        ],
        "profiles": list(profiles().values()),
        "titles": {name: each.title for name, each in profiles().items()},
        "refusal": refusal,
        "kept": request.POST,
    }
    return show(request, "finance/profile.html", "finance_profile", told)

"""The cast: who plays which part in the tests, by role; all of 汤阴县 unless the name says otherwise, and one stranger."""

from __future__ import annotations

from workflow_app.models import Account

AGENT = "yuehe.agent"  # files for the school
LEGAL_REP = "yuehe.head"  # the school's legal representative
OTHER_AGENT = "hongqi.agent"  # another school, in 林州市
TRAINEE = "wang"
OTHER_TRAINEE = "li"
STRANGER = "stranger"

INTAKE = "tangyin.intake"
HANDLER = "tangyin.handler"
SECTION = "tangyin.section"
BUREAU_FINANCE = "tangyin.money"
DEPUTY_HEAD = "tangyin.deputy"
OTHER_DEPUTY = "tangyin.other"
BUREAU_HEAD = "tangyin.head"
RURAL_CHECK = "tangyin.rural"
LICENCE_CHECK = "tangyin.market"
FUNDS_CHECK = "tangyin.check"
TREASURY = "tangyin.treasury"
BATCH_DRAFT = "tangyin.draft"
BATCH_RELEASE = "tangyin.release"
FINANCE_HEAD = "tangyin.f_head"
CITY_FINANCE_HEAD = "anyang.f_head"
BUDGET = "tangyin.budget"
CITY_BUDGET = "anyang.budget"
BUDGET_ELSEWHERE = "linzhou.budget"
HANDLER_ELSEWHERE = "linzhou.handler"
INTAKE_ELSEWHERE = "linzhou.intake"
RELEASE_ELSEWHERE = "linzhou.release"


def who(username: str) -> Account:
    """The person of that part."""
    return Account.objects.get(username=username)

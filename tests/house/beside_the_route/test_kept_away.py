"""Who stepped aside, and whose own matter it is, does nothing beside the route either; deciding is kept apart from examining."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.situations import SIGNED, case_at, case_determined, own_claim
from workflow_app.approval.duties import Duty
from workflow_app.commands.beside_the_route.extend import ask_extension, decide_extension
from workflow_app.commands.beside_the_route.resume import resume
from workflow_app.commands.beside_the_route.revoke import decide_revocation, propose_revocation, state_on_revocation
from workflow_app.commands.beside_the_route.suspend import suspend
from workflow_app.commands.commit import commit_to
from workflow_app.commands.establish import appoint, represent
from workflow_app.commands.oversight.answer_supervision import answer_supervision
from workflow_app.commands.oversight.supervise import supervise
from workflow_app.commands.seat.recuse import recuse
from workflow_app.management.acting import SINCE
from workflow_app.models import Account, Case, Commitment, Revocation
from workflow_app.policy.refusals import SeparationOfDuties

AT = moment("2026-04-22 10:00")
DAYS_OVER = moment("2026-04-30 09:00")
DUE = date(2026, 4, 24)
Aside = Callable[[Case, Account], object]


def recused(case: Case, officer: Account) -> None:
    recuse(case.pk, officer, "申请人是亲属。", by=officer, at=SIGNED)


def representing(case: Case, officer: Account) -> None:
    represent(officer, case.applicant, "self", since=SINCE, at=SIGNED)


WHY = [
    pytest.param(recused, "您对本件已经回避", id="recused"),
    pytest.param(representing, "本件是您本人或您所代表一方的事项", id="own"),
]
aside_for_a_reason = pytest.mark.parametrize(("aside", "why"), WHY)


@aside_for_a_reason
def test_on_the_clock_of_the_case(aside: Aside, why: str) -> None:
    case, handler, head = case_at("handle", own_claim(), at=SIGNED), who(cast.HANDLER), who(cast.BUREAU_HEAD)
    pause = suspend(case.pk, "review", "专家评审", 5, by=handler, at=SIGNED)
    longer = ask_extension(case.pk, 5, "学员分散", by=handler, at=SIGNED)
    order = supervise(case.pk, "请写明办结日期。", DUE, by=head, at=SIGNED)
    for officer in (handler, head):
        aside(case, officer)
    for act in (
        lambda: suspend(case.pk, "suspension", "等更正", by=handler, at=SIGNED),
        lambda: resume(pause.pk, by=handler, at=SIGNED),
        lambda: resume(pause.pk, by=head, at=SIGNED),
        lambda: ask_extension(case.pk, 5, "学员分散", by=handler, at=SIGNED),
        lambda: decide_extension(longer.pk, True, by=head, at=SIGNED),
        lambda: supervise(case.pk, "请再写明。", DUE, by=head, at=SIGNED),
        lambda: answer_supervision(order.pk, "今天办。", by=handler, at=SIGNED),
    ):
        with pytest.raises(SeparationOfDuties, match=why):
            act()


@aside_for_a_reason
def test_on_its_revocation(aside: Aside, why: str) -> None:
    case = case_determined(own_claim())
    for username in (cast.SECTION, cast.INTAKE, cast.DEPUTY_HEAD):
        aside(case, who(username))
    with pytest.raises(SeparationOfDuties, match=why):
        propose_revocation(case.pk, "事实", "依据", by=who(cast.SECTION), at=AT)
    row = propose_revocation(case.pk, "事实", "依据", by=who(cast.HANDLER), at=AT)
    with pytest.raises(SeparationOfDuties, match=why):
        state_on_revocation(row.pk, "意见。", by=who(cast.INTAKE), at=AT)
    with pytest.raises(SeparationOfDuties):
        decide_revocation(row.pk, True, "理由", by=who(cast.DEPUTY_HEAD), at=DAYS_OVER)
    assert Revocation.objects.get().state == "noticed"


def test_who_approved_the_case_may_take_it_back() -> None:
    case, deputy = case_determined(own_claim()), who(cast.DEPUTY_HEAD)
    row = propose_revocation(case.pk, "事实", "依据", by=who(cast.HANDLER), at=AT)
    commit_to(case, deputy, Duty.APPROVE)
    decide_revocation(row.pk, True, "理由", by=deputy, at=DAYS_OVER)
    assert Case.objects.get(pk=case.pk).state == "revoked"


def test_who_examined_it_may_not_from_another_desk_and_deciding_is_a_duty() -> None:
    case, section = case_determined(own_claim()), who(cast.SECTION)
    appoint(section, "deputy_head", "hrss", case.unit.region, since=SINCE, at=SIGNED)
    row = propose_revocation(case.pk, "事实", "依据", by=who(cast.HANDLER), at=AT)
    with pytest.raises(SeparationOfDuties, match="不能再做“审批”"):
        decide_revocation(row.pk, True, "理由", by=section, at=DAYS_OVER)
    decide_revocation(row.pk, True, "理由", by=who(cast.BUREAU_HEAD), at=DAYS_OVER)
    assert Commitment.objects.filter(case=case, account=who(cast.BUREAU_HEAD), duty=Duty.APPROVE).exists()

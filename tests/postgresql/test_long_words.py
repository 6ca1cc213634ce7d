"""What a form lets a person write fits its column, also where the database counts."""

import pytest

from tests import cast
from tests.cast import who
from tests.situations import (
    CLASS_CHECKED,
    FILED,
    FUNDS_CHECKED,
    SIGNED,
    batch_drafted,
    case_at,
    case_submitted,
    class_in_force,
    funds_requested,
    own_claim,
    own_claim_draft,
    waiting_seat,
)
from workflow_app.approval.stance import Stance
from workflow_app.commands.check_funds import POINTS, check_funds
from workflow_app.commands.draft import put_answer
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.record_site_check import record_site_check
from workflow_app.commands.settle_point import rule, strike_off
from workflow_app.commands.submit import submit
from workflow_app.models import Case, Claim, Defect, FundsRequest, PaymentLine, Ruling, SiteCheck

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("city")]
LONG = "材料与实际情况不符，请逐页核对后重新提交。\r\n" * 50


def test_words_are_kept_whole() -> None:
    case = case_at("handle", case_submitted(checked=False))
    rule(case.pk, 0, "class_was_checked", True, LONG, by=who(cast.HANDLER), at=SIGNED)
    strike_off(case.pk, 1, LONG, by=who(cast.HANDLER), at=SIGNED)
    other = waiting_seat(own_claim())
    give_opinion(other.pk, Stance.RETURN, LONG, defects=(("person", LONG),), by=who(cast.INTAKE), at=SIGNED)
    kept = Ruling.objects.get().words, Claim.objects.get(case=case, ordinal=1).reason, Defect.objects.get().words
    assert kept == (LONG, LONG, LONG)


def test_a_long_bank_and_holder_are_paid_like_any_other() -> None:
    draft = own_claim_draft()
    bank = "中国某某银行股份有限公司" * 8
    put_answer(draft.pk, "social_card", "payee_bank", bank[:100], by=who(cast.TRAINEE), at=FILED)
    batch_drafted(submit(draft.pk, by=who(cast.TRAINEE), at=FILED))
    assert PaymentLine.objects.get().bank == bank[:100]


def test_finance_may_write_as_much_as_it_likes() -> None:
    request = funds_requested(own_claim())
    check_funds(request.pk, LONG, looked_at=POINTS, by=who(cast.FUNDS_CHECK), at=FUNDS_CHECKED)
    assert FundsRequest.objects.get().words == LONG


def test_a_mistyped_number_of_people_present_is_no_crash() -> None:
    case = class_in_force(checked=False)
    officers = [who(cast.HANDLER), who(cast.SECTION)]
    record_site_check(
        case.pk, "class_check", CLASS_CHECKED.date(), officers, 99_999, LONG, by=officers[0], at=CLASS_CHECKED
    )
    assert SiteCheck.objects.get().present == 99_999
    assert Case.objects.get(pk=case.pk).state == "approved"

"""One account or one telephone that serves more people than it should is doubted before it is paid; an organisation is one payee."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import (
    DRAFTED,
    FILED,
    FUNDS_CHECKED,
    account_confirmed,
    account_in_force,
    batch_drafted,
    batch_settled,
    case_submitted,
    own_claim,
    own_claim_draft,
    payment_approved,
)
from workflow_app.commands.check_before_payment import check_before_payment
from workflow_app.commands.draft import put_answer
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.settle_doubt import settle_doubt
from workflow_app.commands.submit import submit
from workflow_app.commands.withdraw import withdraw
from workflow_app.models import Case, Claim, FundsRequest, OutboxEntry, PaymentDoubt
from workflow_app.models.keyring import phone_index
from workflow_app.policy.finding import Verdict
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.policy.serving import ACCOUNT_SERVES, PHONE_SERVES, account_serves, phone_serves
from workflow_app.policy.standing import Standing
from workflow_app.queries.finance.doubts import doubted_lines

PEOPLE = (("wang", 901), ("li", 902), ("zhang", 904), ("chen", 905))
SHARED = "19900123456"


def filed_with(username: str, serial: int, section: str, name: str, value: str) -> Case:
    """A trainee's own claim with another answer."""
    draft = own_claim_draft(serial, username)
    put_answer(draft.pk, section, name, value, by=who(username), at=FILED)
    return submit(draft.pk, by=who(username), at=FILED)


def with_account(username: str, serial: int, account: str) -> Case:
    return filed_with(username, serial, "social_card", "payee_account", account)


def with_phone(username: str, serial: int) -> Case:
    return filed_with(username, serial, "person", "applicant_phone", SHARED)


def account_of(case: Case) -> str:
    return case.payee_accounts.get().account


def asked_for_one() -> tuple[Case, Case]:
    """Two people's claims to one account; the first is asked for and checked by finance."""
    first = own_claim()
    second = with_account(cast.OTHER_TRAINEE, 902, account_of(first))
    payment_approved(first)
    check_before_payment(first.pk, at=FUNDS_CHECKED)
    return first, second


@pytest.mark.parametrize(
    ("serves", "within"), [pytest.param(account_serves, ACCOUNT_SERVES), pytest.param(phone_serves, PHONE_SERVES)]
)
def test_the_limit_itself_is_allowed_and_one_more_is_looked_into(serves: object, within: int) -> None:
    assert serves(within, ("1",)) is None
    found = serves(within + 1, ("1",))
    assert (found.verdict, found.standing, found.others) == (Verdict.UNDECIDED, Standing.SAMPLE, ("1",))
    assert f"{within + 1}人" in found.title
    assert found.used[0].text == f"{within}人"


def test_an_account_that_two_people_share_is_doubted_with_the_other_case() -> None:
    first, second = asked_for_one()
    doubt = PaymentDoubt.objects.get()
    (finding,) = doubt.findings
    assert (doubt.claim.case, finding["condition"], finding["title"]) == (
        first,
        "account_serves_many",
        "一个账户为2人收款",
    )
    assert finding["others"] == [second.number]
    assert doubt.record is None
    (waits,) = doubted_lines(FundsRequest.objects.get())
    assert (waits.about, waits.others) == ("一个账户为2人收款", (second.number,))
    assert record.last(f"case:{first.number}").verb == "raise_doubts"


def test_it_is_left_out_until_somebody_settled_it_and_not_doubted_again() -> None:
    first, _second = asked_for_one()
    with pytest.raises(NotPossibleNow, match="没有可支付的明细"):
        draft_batch(FundsRequest.objects.get().pk, by=who(cast.BATCH_DRAFT), at=DRAFTED)
    settle_doubt(PaymentDoubt.objects.get().pk, "pay", "是夫妻，账户经本人确认。", by=who(cast.HANDLER), at=DRAFTED)
    check_before_payment(first.pk, at=DRAFTED + timedelta(hours=1))
    assert PaymentDoubt.objects.count() == 1
    assert draft_batch(FundsRequest.objects.get().pk, by=who(cast.BATCH_DRAFT), at=DRAFTED).count == 1


def test_another_case_that_joins_is_doubted_anew() -> None:
    first, _second = asked_for_one()
    settle_doubt(PaymentDoubt.objects.get().pk, "pay", "是夫妻，账户经本人确认。", by=who(cast.HANDLER), at=DRAFTED)
    third = with_account("zhang", 904, account_of(first))
    check_before_payment(first.pk, at=DRAFTED + timedelta(hours=1))
    (finding,) = PaymentDoubt.objects.get(settled_at=None).findings
    assert third.number in finding["others"]
    assert finding["title"] == "一个账户为3人收款"


def test_found_after_the_draft_nobody_releases_the_batch() -> None:
    batch = batch_drafted(first := own_claim())
    with_account(cast.OTHER_TRAINEE, 902, account_of(first))
    check_before_payment(first.pk, at=DRAFTED + timedelta(minutes=5))
    with pytest.raises(NotPossibleNow, match="编制后发现需要核实"):
        release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=DRAFTED + timedelta(hours=1))


def test_a_school_paid_for_ten_and_twice_is_one_payee() -> None:
    batch_settled(case_submitted())
    funds = case_submitted(serial=2)
    again = Case.objects.filter(procedure="claim").latest("pk")
    assert funds.pk == again.pk
    assert account_of(again) == Case.objects.filter(procedure="claim").earliest("pk").payee_accounts.get().account
    payment_approved(again)
    check_before_payment(again.pk, at=FUNDS_CHECKED)
    assert not PaymentDoubt.objects.exists()


def test_ones_own_account_on_two_cases_of_ones_own_is_no_doubt() -> None:
    first = own_claim()
    withdraw(first.pk, by=who(cast.TRAINEE), at=FILED + timedelta(hours=1))
    second = own_claim(911)
    assert account_of(first) == account_of(second)
    payment_approved(second)
    check_before_payment(second.pk, at=FUNDS_CHECKED)
    assert not PaymentDoubt.objects.exists()


def test_what_came_to_nothing_serves_nobody() -> None:
    first = own_claim()
    second = with_account(cast.OTHER_TRAINEE, 902, account_of(first))
    withdraw(second.pk, by=who(cast.OTHER_TRAINEE), at=FILED + timedelta(hours=1))
    payment_approved(first)
    check_before_payment(first.pk, at=FUNDS_CHECKED)
    assert not PaymentDoubt.objects.exists()


@pytest.mark.parametrize("people", [PHONE_SERVES, PHONE_SERVES + 1])
def test_a_telephone_serves_a_household_and_no_more(people: int) -> None:
    cases = [with_phone(username, serial) for username, serial in PEOPLE[:people]]
    payment_approved(cases[0])
    check_before_payment(cases[0].pk, at=FUNDS_CHECKED)
    titles = [finding["title"] for doubt in PaymentDoubt.objects.all() for finding in doubt.findings]
    assert titles == (["一个手机号码为4人申请"] if people > PHONE_SERVES else [])


def test_a_changed_account_is_asked_about_as_soon_as_it_counts() -> None:
    other = own_claim(902, cast.OTHER_TRAINEE)
    payment_approved(case := own_claim())
    account_in_force(case, account_of(other), cast.TRAINEE)
    asked = OutboxEntry.objects.filter(job="check_before_payment", argument=case.pk)
    assert asked.filter(key__contains="account").count() == 1
    check_before_payment(case.pk, at=DRAFTED + timedelta(days=10))
    assert PaymentDoubt.objects.get().findings[0]["others"] == [other.number]


def test_an_account_that_is_only_asked_for_serves_nobody_yet() -> None:
    other = own_claim(902, cast.OTHER_TRAINEE)
    payment_approved(case := own_claim())
    account_confirmed(case, account_of(other), cast.TRAINEE)
    check_before_payment(case.pk, at=DRAFTED + timedelta(days=3))
    assert not PaymentDoubt.objects.exists()


def test_the_telephone_is_kept_as_a_blind_index_alone() -> None:
    case = with_phone("wang", 901)
    claim = Claim.objects.get(case=case)
    assert claim.phone_index == phone_index("199 0012 3456") == phone_index("+86 199-0012-3456")
    assert SHARED not in claim.phone_index
    assert phone_index("") == phone_index("无") == ""

"""What verify and the database say of changes behind the house's back."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from tests import cast
from tests.cast import who
from tests.house.payee.changes import LATER, returned_case
from tests.situations import (
    ACCOUNT_ASKED,
    account_asked,
    account_in_force,
    batch_settled,
    case_submitted,
)
from workflow_app.models import (
    AccountChange,
    Case,
    PayeeAccount,
    PaymentBatch,
    triggers,
)
from workflow_app.queries.audit.verify import breaks


@pytest.mark.tampered
@pytest.mark.parametrize(
    ("change", "broken"),
    [
        pytest.param({"confirmed_by": cast.BUREAU_HEAD}, "更换收款账户的经过与记录不同", id="another confirmer"),
        pytest.param({"cools_until": date(2026, 5, 6)}, "没有过冷静期就生效了", id="no cooling"),
        pytest.param({"bank": "别的银行"}, "生效的收款账户不是申请更换的账户", id="another account"),
        pytest.param({"payee": "王五"}, "换了户名", id="another holder"),
        pytest.param({"reason": "别的原因"}, "更换收款账户的经过与记录不同", id="another reason"),
    ],
)
def test_verify_names_a_change_that_was_tampered_with(change: dict[str, object], broken: str) -> None:
    account_in_force(returned_case())
    triggers.lift(connection)
    if "confirmed_by" in change:
        change = {"confirmed_by": who(cast.BUREAU_HEAD)}
    AccountChange.objects.update(**change)
    triggers.install(connection)
    assert any(broken in each for each in breaks())


@pytest.mark.tampered
def test_verify_names_an_account_nobody_confirmed() -> None:
    case = returned_case()
    now = case.payee_accounts.get()
    told = {"payee": now.payee, "account": "1", "account_index": "x", "masked": "*", "bank": now.bank}
    PayeeAccount.objects.create(case=case, by=now.by, at=ACCOUNT_ASKED, **told)
    assert f"办件 {case.number} 核定后换了收款账户，没有第二人确认的记录" in list(breaks())


@pytest.mark.tampered
def test_verify_names_money_that_went_meanwhile() -> None:
    batch = batch_settled(case_submitted(), returned=(3,))
    account_asked(Case.objects.get(procedure="claim"))
    PaymentBatch.objects.update(released_at=LATER)
    assert f"批次 {batch.number} 第1笔在更换收款账户期间放了款" in list(breaks())


@pytest.mark.postgresql
def test_the_database_wants_a_second_person_and_one_change_at_a_time() -> None:
    case = returned_case()
    change = account_asked(case)
    with pytest.raises(DatabaseError, match="an_account_is_confirmed_by_a_second_person"), transaction.atomic():
        AccountChange.objects.update(confirmed_by=change.asked_by, confirmed_at=LATER, state="confirmed")
    change.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        change.save(force_insert=True)


@pytest.mark.postgresql
def test_what_was_asked_for_stays_as_it_was_asked_for() -> None:
    account_asked(returned_case())
    for act in (lambda: AccountChange.objects.update(bank="别的银行"), AccountChange.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()

"""A change of account after the approval: asked for, confirmed by a second person, cooled; refused, withdrawn, never by an agent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localtime

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import (
    ACCOUNT_ASKED,
    ACCOUNT_CONFIRMED,
    ACCOUNT_COOLED,
    ANSWERED,
    NEW_ACCOUNT,
    account_asked,
    account_confirmed,
    account_in_force,
    batch_drafted,
    batch_settled,
    case_at,
    case_determined,
    case_submitted,
    class_in_force,
    funds_checked,
    own_claim,
)
from workflow_app.approval.duties import Duty
from workflow_app.commands.beside_the_route.revoke import propose_revocation
from workflow_app.commands.commit import commit_to
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.payee.ask_change import ask_change
from workflow_app.commands.payee.bring_into_force import bring_into_force, due_changes
from workflow_app.commands.payee.confirm_change import confirm_change
from workflow_app.commands.payee.refuse_change import refuse_change
from workflow_app.commands.payee.withdraw_change import withdraw_change
from workflow_app.commands.release_batch import release_batch
from workflow_app.jobs.tasks import expire_deadlines
from workflow_app.models import (
    AccountChange,
    Case,
    Commitment,
    FundsRequest,
    PayeeAccount,
    PaymentBatch,
    PaymentLine,
    triggers,
)
from workflow_app.policy.refusals import (
    AlreadyDone,
    NotAllowed,
    NotFound,
    NotPossibleNow,
    NotUnderstood,
    SeparationOfDuties,
)
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.finance.doubts import doubted_lines

LATER = ACCOUNT_ASKED + timedelta(hours=1)
WHY = "电话核实，申请人没有申请更换。"


def returned_case() -> Case:
    batch_settled(case_submitted(), returned=(3,))
    return Case.objects.get(procedure="claim")


def checked_case() -> Case:
    """Determined, asked for and checked; in no batch yet."""
    funds_checked(case_submitted())
    return Case.objects.get(procedure="claim")


def drafted(at: datetime) -> PaymentLine:
    return draft_batch(FundsRequest.objects.get().pk, by=who(cast.BATCH_DRAFT), at=at).lines.first()


def asked(case: Case, **changed: str) -> AccountChange:
    told = {"payee": case.payee_accounts.get().payee, "account": NEW_ACCOUNT, "bank": "示例银行", "reason": "换卡。"}
    told |= changed
    return ask_change(case.pk, **told, by=who(cast.LEGAL_REP), at=ACCOUNT_ASKED)


def test_what_is_asked_for_waits_three_working_days_from_the_day_after() -> None:
    case = returned_case()
    change = account_asked(case)
    assert (change.state, change.after_return) == ("asked", True)
    assert change.cools_until == date(2026, 4, 27)  # Wednesday the 22nd; a weekend lies between
    assert (change.payee, change.account, change.masked[-4:]) == (change.before.payee, NEW_ACCOUNT, "0777")
    assert case.payee_accounts.count() == 1
    act = record.last(f"case:{case.number}")
    body = {"change": change.pk, "cools_until": "2026-04-27", "after_return": True}
    assert (act.verb, act.by, act.body) == ("ask_account_change", who(cast.LEGAL_REP), body)
    assert act.personal
    assert Commitment.objects.filter(account=who(cast.LEGAL_REP), duty="change_account").count() == 1


def test_confirmed_and_cooled_it_counts_in_the_systems_name() -> None:
    case = returned_case()
    row = account_in_force(case)
    change = AccountChange.objects.get()
    assert (change.state, change.became, change.confirmed_by) == ("in_force", row, who(cast.FUNDS_CHECK))
    assert (row.account, row.payee, row.by, row.at) == (
        NEW_ACCOUNT,
        change.before.payee,
        who(cast.LEGAL_REP),
        ACCOUNT_COOLED,
    )
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by) == ("change_account", None)
    assert "没有机关颁布" in act.body["basis"]
    assert record.verbs(f"case:{case.number}")[-3:] == [
        "ask_account_change",
        "confirm_account_change",
        "change_account",
    ]


@pytest.mark.parametrize("until", ["asked", "confirmed"])
def test_nothing_is_paid_meanwhile_and_the_list_says_why(until: str) -> None:
    case = checked_case()
    (account_asked if until == "asked" else account_confirmed)(case)
    with pytest.raises(NotPossibleNow, match="新账户还没有生效"):
        drafted(ACCOUNT_CONFIRMED)
    waits = doubted_lines(FundsRequest.objects.get())
    assert len(waits) == 10
    said = "待第二人确认，冷静期至2026年4月27日" if until == "asked" else "已确认，冷静期至2026年4月27日"
    assert waits[0].about == f"正在更换收款账户：{said}"


def test_at_ones_own_wish_before_a_batch_the_money_goes_to_the_new_one() -> None:
    case = checked_case()
    account_in_force(case)
    assert drafted(ACCOUNT_COOLED + timedelta(hours=9)).account == NEW_ACCOUNT
    assert not doubted_lines(FundsRequest.objects.get())


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        pytest.param("2026-04-27 23:59", False, id="the last day of cooling"),
        pytest.param("2026-04-28 00:00", True, id="the day after"),
    ],
)
def test_the_last_day_of_cooling_is_included(at: str, counts: bool) -> None:
    change = account_confirmed(returned_case())
    assert (change.pk in due_changes(localtime(moment(at)).date())) is counts
    assert bring_into_force(change.pk, at=moment(at)) is counts


def test_unconfirmed_it_never_counts_and_confirmed_late_it_counts_at_once() -> None:
    change = account_asked(returned_case())
    assert not due_changes(date(2026, 6, 1))
    assert not bring_into_force(change.pk, at=moment("2026-06-01 09:00"))
    late = confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=moment("2026-06-01 10:00"))
    assert late.state == "in_force"
    assert PayeeAccount.objects.latest("pk").account == NEW_ACCOUNT


def test_the_night_brings_it_into_force_once(monkeypatch: pytest.MonkeyPatch) -> None:
    account_confirmed(returned_case())
    monkeypatch.setattr("workflow_app.jobs.tasks.moment.now", lambda: ACCOUNT_COOLED)
    expire_deadlines()
    expire_deadlines()
    assert AccountChange.objects.get().state == "in_force"
    assert PayeeAccount.objects.filter(account_index=AccountChange.objects.get().account_index).count() == 1


def test_an_agent_asks_for_no_account() -> None:
    case = returned_case()
    with pytest.raises(NotAllowed, match="经办人不能更换收款账户"):
        account_asked(case, username=cast.AGENT)
    assert not AccountChange.objects.exists()


@pytest.mark.parametrize("username", [cast.STRANGER, cast.OTHER_AGENT, cast.BATCH_DRAFT])
def test_nobody_asks_for_another(username: str) -> None:
    with pytest.raises(NotFound, match="无权办理"):
        account_asked(returned_case(), username=username)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"payee": "王五"}, "新账户的户名必须是“汤阴县岳河职业培训学校”", id="another holder"),
        pytest.param({"payee": ""}, "新账户的户名必须是", id="no holder"),
        pytest.param({"reason": "  "}, "请写明为什么更换", id="no reason"),
    ],
)
def test_what_does_not_fit_is_not_asked_for(changed: dict[str, str], sentence: str) -> None:
    with pytest.raises(NotUnderstood, match=sentence):
        asked(checked_case(), **changed)
    assert not AccountChange.objects.exists()


def test_blanks_in_a_holders_name_are_no_other_name() -> None:
    assert asked(checked_case(), payee=" 汤阴县岳河 职业培训学校 ").payee == "汤阴县岳河职业培训学校"


def test_after_a_returned_transfer_the_bank_gave_the_reason() -> None:
    assert asked(returned_case(), reason="").state == "asked"


def test_the_same_account_is_no_change() -> None:
    case = returned_case()
    now = case.payee_accounts.get()
    with pytest.raises(NotUnderstood, match="与现在的账号相同"):
        asked(case, account=now.account, bank=now.bank)


def test_where_nothing_is_owed_no_account_is_asked_for() -> None:
    with pytest.raises(NotPossibleNow, match="没有待拨付的款项"):
        ask_change(
            class_in_force().pk, "某校", NEW_ACCOUNT, "示例银行", "换卡。", by=who(cast.LEGAL_REP), at=ACCOUNT_ASKED
        )


def test_before_the_determination_nothing_is_owed() -> None:
    with pytest.raises(NotPossibleNow, match="没有待拨付的款项"):
        account_asked(case_at("section"), username=cast.TRAINEE)


def test_determined_and_not_yet_asked_for_is_early_enough() -> None:
    assert account_asked(case_determined(own_claim()), username=cast.TRAINEE).state == "asked"


def test_what_stands_in_a_batch_goes_where_it_stands() -> None:
    batch = batch_drafted(case_submitted())
    with pytest.raises(NotPossibleNow, match=f"已经编入支付批次 {batch.number}"):
        account_asked(Case.objects.get(procedure="claim"))
    assert release_batch(batch.pk, batch.total, by=who(cast.BATCH_RELEASE), at=LATER).state == "released"


def test_what_was_paid_needs_no_account() -> None:
    batch_settled(own_claim())
    with pytest.raises(NotPossibleNow, match="没有待拨付的款项"):
        account_asked(Case.objects.get(), username=cast.TRAINEE)


def test_one_change_at_a_time() -> None:
    case = returned_case()
    account_asked(case)
    with pytest.raises(NotPossibleNow, match="请先撤回它"):
        account_asked(case, "999900000000000888")


def test_who_confirms_must_have_asked_back() -> None:
    change = account_asked(returned_case())
    with pytest.raises(NotUnderstood, match="按申报时留下的联系方式"):
        confirm_change(change.pk, False, by=who(cast.FUNDS_CHECK), at=LATER)
    assert AccountChange.objects.get().state == "asked"


@pytest.mark.parametrize(
    "username", [cast.BATCH_DRAFT, cast.BATCH_RELEASE, cast.RELEASE_ELSEWHERE, cast.DEPUTY_HEAD, cast.LEGAL_REP]
)
def test_nobody_else_has_the_second_word(username: str) -> None:
    change = account_asked(returned_case())
    with pytest.raises(NotAllowed, match="不在办理这件事的岗位上"):
        confirm_change(change.pk, True, by=who(username), at=LATER)
    with pytest.raises(NotAllowed, match="不在办理这件事的岗位上"):
        refuse_change(change.pk, WHY, by=who(username), at=LATER)


@pytest.mark.parametrize("duty", [Duty.DRAFT_BATCH, Duty.RELEASE, Duty.APPROVE])
def test_who_built_released_or_approved_on_the_case_does_not_confirm(duty: Duty) -> None:
    case = returned_case()
    change = account_asked(case)
    Commitment.objects.filter(account=who(cast.FUNDS_CHECK)).delete()
    commit_to(case, who(cast.FUNDS_CHECK), duty)
    with pytest.raises(SeparationOfDuties, match=f"做过“{duty.label}”.*不能再做“确认更换收款账户”"):
        confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=LATER)


def test_who_confirmed_does_not_build_the_batch_with_it() -> None:
    case = returned_case()
    account_in_force(case)
    with pytest.raises(SeparationOfDuties, match="做过“确认更换收款账户”"):
        commit_to(case, who(cast.FUNDS_CHECK), Duty.DRAFT_BATCH)


def test_confirmed_twice_says_so() -> None:
    change = account_confirmed(returned_case())
    with pytest.raises(AlreadyDone, match="已经确认过"):
        confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=LATER)


@pytest.mark.parametrize("first", [account_asked, account_confirmed])
def test_the_second_person_refuses_until_it_counts(first: Callable[[Case], AccountChange]) -> None:
    case = returned_case()
    change = first(case)
    row = refuse_change(change.pk, WHY, by=who(cast.FUNDS_CHECK), at=ACCOUNT_CONFIRMED)
    assert (row.state, row.words, row.ended_by) == ("refused", WHY, who(cast.FUNDS_CHECK))
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.body) == ("refuse_account_change", {"change": change.pk})
    assert case.payee_accounts.count() == 1
    with pytest.raises(AlreadyDone, match=r"已由.*于2026年4月22日 11:00办结：不予更换"):
        confirm_change(change.pk, True, by=who(cast.FUNDS_CHECK), at=ACCOUNT_COOLED)


def test_a_refusal_has_a_reason() -> None:
    change = account_asked(returned_case())
    with pytest.raises(NotUnderstood, match="请写明不予更换的理由"):
        refuse_change(change.pk, " ", by=who(cast.FUNDS_CHECK), at=LATER)


@pytest.mark.parametrize("username", [cast.LEGAL_REP, cast.AGENT])
def test_whoever_acts_for_the_applicant_takes_it_back(username: str) -> None:
    case = returned_case()
    change = account_confirmed(case)
    row = withdraw_change(change.pk, by=who(username), at=ACCOUNT_CONFIRMED)
    assert (row.state, row.ended_by) == ("withdrawn", who(username))
    assert record.last(f"case:{case.number}").verb == "withdraw_account_change"
    assert not bring_into_force(change.pk, at=ACCOUNT_COOLED)
    assert account_asked(case).state == "asked"


@pytest.mark.parametrize("username", [cast.STRANGER, cast.FUNDS_CHECK])
def test_nobody_else_takes_it_back(username: str) -> None:
    change = account_asked(returned_case())
    with pytest.raises(NotFound, match="无权办理"):
        withdraw_change(change.pk, by=who(username), at=LATER)


def test_what_counts_is_not_taken_back() -> None:
    account_in_force(returned_case())
    with pytest.raises(AlreadyDone, match="办结：已生效"):
        withdraw_change(AccountChange.objects.get().pk, by=who(cast.LEGAL_REP), at=ACCOUNT_COOLED)


def test_a_change_that_does_not_exist_is_not_found() -> None:
    for act in (confirm_change, refuse_change):
        with pytest.raises(NotFound):
            act(999, "x", by=who(cast.FUNDS_CHECK), at=LATER)
    with pytest.raises(NotFound):
        withdraw_change(999, by=who(cast.LEGAL_REP), at=LATER)


def test_under_revocation_it_may_count_and_still_nothing_is_paid() -> None:
    case = checked_case()
    account_confirmed(case)
    propose_revocation(case.pk, "申报的情况不实。", "申请条件", by=who(cast.SECTION), at=ACCOUNT_CONFIRMED)
    assert bring_into_force(AccountChange.objects.get().pk, at=ACCOUNT_COOLED)
    with pytest.raises(NotPossibleNow, match="没有可支付的明细"):
        drafted(ACCOUNT_COOLED)


@pytest.mark.tampered
def test_a_change_whose_case_ended_lapses() -> None:
    case = returned_case()
    change = account_confirmed(case)
    Case.objects.filter(pk=case.pk).update(state="revoked", ended_at=ANSWERED)
    assert due_changes(ACCOUNT_CONFIRMED.date()) == [change.pk]
    assert bring_into_force(change.pk, at=ACCOUNT_CONFIRMED)
    assert AccountChange.objects.get().state == "lapsed"
    assert not bring_into_force(change.pk, at=ACCOUNT_COOLED)


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

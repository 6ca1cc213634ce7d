"""What the database itself refuses: changing or deleting what is only ever appended, and moving a decided claim."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model, RestrictedError

from tests import cast
from tests.cast import who
from tests.house.recovery.owing import ordered, proposed, received
from tests.situations import SIGNED, batch_settled, case_at, case_submitted, own_claim
from workflow_app.commands.reveal import reveal
from workflow_app.models import (
    Action,
    Appropriation,
    AssessmentRecord,
    BankStatement,
    Case,
    Claim,
    FactCorrection,
    Filing,
    FundsMove,
    FundsRequest,
    HolidayYear,
    Meeting,
    OfficeWords,
    Opinion,
    PayeeAccount,
    PaymentBatch,
    PaymentLimit,
    PaymentLine,
    Posting,
    PresentedReturn,
    ProfileChoice,
    PublishedEdition,
    RecoveredLine,
    RecoveryReceipt,
    Recusal,
    RegisterRecord,
    Reveal,
    RouteRelease,
    SheetVersion,
    SigningCertificate,
    SiteCheck,
    StatementRow,
    Urge,
    triggers,
)

APPENDED = [
    (Action, {"verb": "nothing"}),
    (Opinion, {"stance": "refuse"}),
    (Posting, {"amount": Decimal("1.00")}),
    (Filing, {"digest": "0"}),
    (AssessmentRecord, {"verdict": "met"}),
    (PublishedEdition, {"text": "free"}),
    (SiteCheck, {"present": 0}),
    (PayeeAccount, {"bank": "mine"}),
    (PaymentLimit, {"per_day": 1}),
    (Reveal, {"line": 9}),
    (Meeting, {"place": "elsewhere"}),
    (RegisterRecord, {"source": "elsewhere"}),
    (Recusal, {"words": "other"}),
    (Urge, {"words": "other"}),
    (FactCorrection, {"words": "other"}),
    (HolidayYear, {"number": "other"}),
    (RouteRelease, {"digest": "0"}),
    (SheetVersion, {"digest": "0"}),
    (OfficeWords, {"words": "0"}),
    (SigningCertificate, {"pem": "0"}),
    (ProfileChoice, {"profile": "other"}),
    (PresentedReturn, {"sha256": "0"}),
    (BankStatement, {"count": 9}),
    (StatementRow, {"serial": "9"}),
    (FundsMove, {"words": "别的"}),
    (RecoveredLine, {"amount": Decimal("1.00")}),
    (RecoveryReceipt, {"serial": "9"}),
]
pytestmark = pytest.mark.postgresql


@pytest.mark.tampered  # some rows without their acts
def test_appended_rows_are_neither_changed_nor_deleted() -> None:
    case = case_submitted()
    batch_settled(case)
    case_at("notice", case_submitted(serial=2, size=51))  # heard by a meeting
    reveal(case.pk, 0, "与证书原件核对", by=who(cast.HANDLER), at=SIGNED)
    a_register_was_asked(case)
    what_the_clock_and_colleagues_left(case)
    what_passed_between_finance_and_its_bank()
    ordered(proposed(case))
    received()
    assert [model.__name__ for model, change in APPENDED if not is_guarded(model, change)] == []


def is_guarded(model: type[Model], change: dict[str, object]) -> bool:
    """Neither an update nor a deletion of its first row gets through."""
    row = model._default_manager.filter(pk=model._default_manager.earliest("pk").pk)
    return _refused(lambda: row.update(**change)) and _refused(lambda: row._raw_delete(using="default"))


def _refused(act: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            act()
    except DatabaseError as broken:
        return "appended only" in str(broken)
    return False


def a_register_was_asked(case: Case) -> None:
    asked = {"register": "death", "subject": "无", "subject_index": "", "authorised_by": "declare_checks", "filing": 1}
    RegisterRecord.objects.create(case=case, **asked, source="示例", asked_at=SIGNED, failure="没有答复", key="1")


def what_passed_between_finance_and_its_bank() -> None:
    batch, by = PaymentBatch.objects.get(), who(cast.BATCH_DRAFT)
    file = batch.returns.get().file
    ProfileChoice.objects.create(unit=batch.finance, profile="gb18030_csv", at=SIGNED)
    PresentedReturn.objects.create(batch=batch, file=file, sha256="1", by=by, at=SIGNED)
    told = {"sha256": "1", "since": SIGNED.date(), "until": SIGNED.date(), "count": 1, "read_by": by, "read_at": SIGNED}
    statement = BankStatement.objects.create(unit=batch.finance, file=file, **told)
    StatementRow.objects.create(statement=statement, unit=batch.finance, serial="1", on=SIGNED.date(), paid=1)


def what_the_clock_and_colleagues_left(case: Case) -> None:
    by, opened = who(cast.HANDLER), case.rounds.latest("pk")
    Recusal.objects.create(case=case, account=by, words="亲属。", by=by, at=SIGNED)
    Urge.objects.create(case=case, round=opened, by=by, at=SIGNED)
    fact = {"section": "person", "field": "name", "before": "王", "after": "汪", "words": "按身份证。"}
    FactCorrection.objects.create(case=case, filing=case.filings.latest("pk"), **fact, by=by, at=SIGNED)
    notice = {"document": "示例通知", "number": "示例1号", "issued_on": SIGNED.date(), "off": [], "on": []}
    HolidayYear.objects.create(year=2099, **notice, at=SIGNED)
    signed = {"subject": "示例", "pem": "示例", "demonstration": True, "first_used_at": SIGNED}
    SigningCertificate.objects.create(fingerprint="1", **signed)
    OfficeWords.objects.create(unit=case.unit, name="window", words="示例", by=by, at=SIGNED)
    RouteRelease.objects.get_or_create(
        item="made_up", procedure="claim", version=9, defaults={"digest": "9", "seen_at": SIGNED}
    )


KEPT = [
    (
        Appropriation,
        {"fund": "x", "tier": "x", "item": "x", "year": 1, "region": "1", "indicator": "x", "direct": True},
    ),
    (FundsRequest, {"total": Decimal("1.00"), "count": 9, "at": SIGNED}),
    (PaymentBatch, {"total": Decimal("1.00"), "count": 9, "number": "x", "payer_account": "x", "drafted_at": SIGNED}),
    (PaymentLine, {"amount": Decimal("1.00"), "payee": "x", "account_index": "x", "bank": "x", "ordinal": 9}),
]


def test_what_carries_money_keeps_what_it_is_and_is_never_deleted() -> None:
    batch_settled(own_claim())
    changes = [(model, {name: to}) for model, every in KEPT for name, to in every.items()]
    assert [(model.__name__, change) for model, change in changes if not is_guarded(model, change)] == []


@pytest.mark.tampered  # by no act
def test_an_indicator_is_closed_once() -> None:
    batch_settled(own_claim())
    row = Appropriation.objects.filter(pk=Appropriation.objects.earliest("pk").pk)
    assert row.update(closed_on=SIGNED.date()) == 1
    assert _refused(lambda: row.update(closed_on=None))


def test_the_list_covers_every_table_that_is_guarded() -> None:
    assert {model._meta.db_table for model, _ in APPENDED} == set(triggers.APPEND_ONLY)


@pytest.mark.parametrize("change", [{"amount": 9}, {"key": "x"}, {"beneficiary_index": "x"}, {"formula": "9.00 × 1"}])
def test_a_decided_claim_keeps_who_what_and_how_much(change: dict[str, object]) -> None:
    batch_settled(own_claim())
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        Claim.objects.update(**change)
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        Claim.objects.all()._raw_delete(using="default")


def test_a_claim_under_review_may_still_change() -> None:
    own_claim()
    Claim.objects.update(caption="电工 五级")
    assert Claim.objects.get().caption == "电工 五级"


def test_a_lost_trigger_is_named() -> None:
    triggers.lift(connection)
    assert len(triggers.missing(connection)) == len(triggers.declared())
    triggers.install(connection)
    assert triggers.missing(connection) == ()


def test_people_are_never_deleted_once_they_acted() -> None:
    own_claim()
    with pytest.raises(RestrictedError):
        who(cast.TRAINEE).delete()


LAWS = [
    pytest.param(Case, {"state": "approved"}, "accepted_has_its_time|decided_has_its_time", id="approved undecided"),
    pytest.param(Case, {"state": "withdrawn"}, "ended_has_its_time", id="ended without its time"),
    pytest.param(Appropriation, {"reserved": Decimal("9999999.00")}, "never_overdrawn", id="overdrawn"),
    pytest.param(Appropriation, {"reserved": Decimal("-1.00")}, "counters_are_not_negative", id="negative"),
    pytest.param(Claim, {"state": "struck_off"}, "struck_off_with_a_reason", id="struck off silently"),
]


@pytest.mark.parametrize(("model", "change", "law"), LAWS)
def test_the_database_knows_the_law(model: type[Model], change: dict[str, object], law: str) -> None:
    batch_settled(own_claim())
    own_claim(902, cast.OTHER_TRAINEE)
    row = model.objects.latest("pk")
    with pytest.raises(DatabaseError, match=law), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**change)


def test_nobody_is_both_drafter_and_releaser_whatever_the_code_says() -> None:
    batch_settled(own_claim())
    with pytest.raises(DatabaseError, match="released_by_a_second_person"), transaction.atomic():
        PaymentBatch.objects.update(released_by=who(cast.BATCH_DRAFT))

"""A paper that takes another's place tells its days anew; once what they began is over, none takes its place."""

from __future__ import annotations

from datetime import date

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.house.recovery.owing import DEMANDED, WORDS, demanded, ordered, paid, proposed
from tests.house.serving.test_days import AT, SERVED, determined_by_letter, served
from workflow_app.commands.beside_the_route.revoke import decide_revocation, propose_revocation
from workflow_app.commands.replacing.ask_replacement import ask_replacement
from workflow_app.commands.replacing.decide_replacement import decide_replacement
from workflow_app.jobs import runner
from workflow_app.models import Case, IssuedDocument, Recovery, Revocation
from workflow_app.policy.refusals import NotPossibleNow


def replaced(case: Case, kind: str, at: str) -> IssuedDocument:
    """The newest paper of that kind, printed again with the same words."""
    runner.work(lambda: moment(at))
    paper = IssuedDocument.objects.filter(case=case, kind=kind).latest("pk")
    row = ask_replacement(paper.pk, "sheet", "版心偏了。", {}, by=who(cast.INTAKE), at=moment(at))
    decide_replacement(row.pk, True, "", by=who(cast.BUREAU_HEAD), at=moment(at))
    return IssuedDocument.objects.filter(case=case, kind=kind).latest("pk")


def test_a_notice_of_facts_gives_the_days_again() -> None:
    case = determined_by_letter()
    row = propose_revocation(case.pk, "查无此证", "示例办法第十条", by=who(cast.HANDLER), at=AT)
    first = IssuedDocument.objects.get(case=case, kind="revocation_notice")
    assert (first.data["heard_until"], first.data["heard_within"]) == ("2026-04-29", 5)
    new = replaced(case, "revocation_notice", "2026-04-28 10:00")
    assert new.data["heard_until"] == "2026-05-08", "five working days, over the holidays"
    assert len(new.data["marks"]) == len(set(new.data["marks"]))
    served(case, "revocation_notice", date(2026, 4, 28))
    assert Revocation.objects.get().heard_until == date(2026, 5, 8)
    decide_revocation(row.pk, True, WORDS, by=who(cast.BUREAU_HEAD), at=moment("2026-05-11 09:00"))
    with pytest.raises(NotPossibleNow, match="2026年5月11日已经作出决定，陈述申辩已结束"):
        ask_replacement(new.pk, "sheet", "版心偏了。", {}, by=who(cast.INTAKE), at=moment("2026-05-11 10:00"))


@pytest.mark.tampered
def test_a_day_the_party_was_told_is_never_sooner() -> None:
    case = determined_by_letter()
    propose_revocation(case.pk, "查无此证", "示例办法第十条", by=who(cast.HANDLER), at=AT)
    served(case, "revocation_notice", SERVED.date())
    Revocation.objects.update(heard_until=date(2026, 6, 1))
    assert replaced(case, "revocation_notice", "2026-04-28 10:00").data["heard_until"] == "2026-06-01"


def test_an_order_leaves_five_working_days_from_its_service() -> None:
    row = ordered(proposed(paid()))
    runner.work(lambda: moment("2026-06-12 09:00"))  # to be paid by the 15th
    assert Recovery.objects.get(pk=row.pk).pay_by == date(2026, 6, 22), "the 19th is a holiday"
    moved = record.last(row.case.stream.key).body["moved"]
    assert moved == [{"kind": "payment", "before": "2026-06-15", "after": "2026-06-22"}]
    new = replaced(row.case, "recovery", "2026-06-18 10:00")
    assert new.data["pay_by"] == "2026-06-26"
    runner.work(lambda: moment("2026-06-18 11:00"))
    assert Recovery.objects.get(pk=row.pk).pay_by == date(2026, 6, 26)


def test_a_demand_gives_ten_days_again_and_its_order_is_replaced_no_more() -> None:
    row = demanded()
    runner.work(lambda: DEMANDED)
    with pytest.raises(NotPossibleNow, match="现在是“已催告”，《追回决定书》不能再补发"):
        replaced(row.case, "recovery", "2026-06-17 10:00")
    new = replaced(row.case, "recovery_demand", "2026-06-20 10:00")
    assert new.data["demand_until"] == "2026-06-30"
    runner.work(lambda: moment("2026-06-20 11:00"))
    assert Recovery.objects.get(pk=row.pk).demand_until == date(2026, 6, 30)

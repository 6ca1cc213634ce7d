"""Record a site check: two officers of the deciding unit went and looked."""

from datetime import date

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import CLASS_CHECKED, class_in_force, class_submitted
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.commands.record_site_check import record_site_check
from workflow_app.models import Case, IssuedDocument, SiteCheck
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.applicant.case_view import case_view

DAY = CLASS_CHECKED.date()


def checked(case: Case, officers: tuple[str, ...] = (cast.HANDLER, cast.SECTION), on: date = DAY) -> SiteCheck:
    people = [who(username) for username in officers]
    return record_site_check(case.pk, "class_check", on, people, 9, "到课9人。", by=who(cast.HANDLER), at=CLASS_CHECKED)


def case_view_papers(case: Case) -> list[IssuedDocument]:
    """The papers the school sees."""
    return case_view(case.number, who(cast.AGENT), DAY, PUBLISHED).papers


def test_a_check_is_kept_with_both_names() -> None:
    case = class_in_force(checked=False)
    row = checked(case)
    assert {officer.username for officer in row.officers.all()} == {cast.HANDLER, cast.SECTION}
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.body["present"]) == ("record_site_check", who(cast.HANDLER), 9)


def test_a_check_leaves_its_record_for_the_file_and_not_for_the_school() -> None:
    case = class_in_force(checked=False)
    people = [who(cast.HANDLER), who(cast.SECTION)]
    words = "授课内容与备案一致。\n签到表9人签到。"
    record_site_check(case.pk, "class_check", DAY, people, 9, words, by=people[0], at=CLASS_CHECKED)
    paper = IssuedDocument.objects.get(case=case, kind="check_record")
    assert (paper.title, paper.internal) == ("培训过程检查记录", True)
    assert paper.data["officers"] == [person.name for person in people]
    assert (paper.data["checked_on"], paper.data["count"], paper.data["present"]) == (DAY.isoformat(), 10, 9)
    assert paper.data["findings"] == ["授课内容与备案一致。", "签到表9人签到。"]
    assert record.last(f"case:{case.number}").body["paper"] == paper.number
    assert paper.number not in str([each.paper.number for each in case_view_papers(case)])


@pytest.mark.parametrize(
    ("officers", "refusal", "told"),
    [
        pytest.param((cast.HANDLER,), NotUnderstood, "2名以上工作人员", id="one officer"),
        pytest.param((cast.HANDLER, cast.HANDLER), NotUnderstood, "2名以上工作人员", id="the same twice"),
        pytest.param((cast.SECTION, cast.INTAKE), NotAllowed, "登记人应是检查人之一", id="writer was not there"),
        pytest.param((cast.HANDLER, cast.HANDLER_ELSEWHERE), NotAllowed, "本单位工作人员", id="another county"),
        pytest.param((cast.HANDLER, cast.AGENT), NotAllowed, "本单位工作人员", id="the school's own agent"),
    ],
)
def test_who_may_not_have_looked(officers: tuple[str, ...], refusal: type[Exception], told: str) -> None:
    case = class_in_force(checked=False)
    with pytest.raises(refusal, match=told):
        checked(case, officers)
    assert not SiteCheck.objects.exists()


def test_nobody_has_looked_tomorrow() -> None:
    with pytest.raises(NotUnderstood, match="2026-03-17 还没有到"):
        checked(class_in_force(checked=False), on=date(2026, 3, 17))


def test_a_class_that_is_not_recorded_is_not_looked_at() -> None:
    with pytest.raises(NotPossibleNow, match="还没有备案通过"):
        checked(class_submitted())


def test_a_class_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound):
        checked(Case(pk=999))

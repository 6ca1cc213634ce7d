"""Record a site check: two officers of the deciding unit went and looked."""

from datetime import date

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import CLASS_CHECKED, class_in_force, class_submitted
from workflow_app.commands.record_site_check import record_site_check
from workflow_app.models import Case, SiteCheck
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood

DAY = CLASS_CHECKED.date()


def checked(case: Case, officers: tuple[str, ...] = (cast.HANDLER, cast.SECTION), on: date = DAY) -> SiteCheck:
    people = [who(username) for username in officers]
    return record_site_check(case.pk, "class_check", on, people, 9, "到课9人。", by=who(cast.HANDLER), at=CLASS_CHECKED)


def test_a_check_is_kept_with_both_names() -> None:
    case = class_in_force(checked=False)
    row = checked(case)
    assert {officer.username for officer in row.officers.all()} == {cast.HANDLER, cast.SECTION}
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.body["present"]) == ("record_site_check", who(cast.HANDLER), 9)


@pytest.mark.parametrize(
    ("officers", "refusal", "told"),
    [
        pytest.param((cast.HANDLER,), NotUnderstood, "两名以上工作人员", id="one officer"),
        pytest.param((cast.HANDLER, cast.HANDLER), NotUnderstood, "两名以上工作人员", id="the same twice"),
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

"""Somebody is put at a desk: by whom, whom, from when; and what the organisation's chain says of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import SIGNED
from workflow_app.commands.appoint_to import appoint_to
from workflow_app.commands.establish import appoint
from workflow_app.commands.held import ORGANISATION
from workflow_app.commands.stand_in import hand_over
from workflow_app.management.acting import SINCE
from workflow_app.models import Account, Desk, Holding
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotUnderstood
from workflow_app.queries.scope import desks_of

pytestmark = pytest.mark.usefixtures("city")
TODAY = SIGNED.date()
TOMORROW = TODAY + timedelta(days=1)


def desk(role: str = "section") -> Desk:
    return Desk.objects.select_related("unit").get(role=role, unit__kind="hrss", unit__region="410523")


def put(username: str, role: str = "section", since: date = TOMORROW, by: str = cast.BUREAU_HEAD) -> Holding:
    return appoint_to(desk(role), who(username), since, by=who(by), at=SIGNED)


def newcomer() -> Account:
    return Account.objects.create(username="newcomer", name="新来的", is_officer=True, password="!")


def of_the_city() -> None:
    appoint(who(cast.STRANGER), "bureau_head", "hrss", "410500", since=SINCE, at=SIGNED)


def gone(*usernames: str) -> None:
    Holding.objects.filter(account__username__in=usernames).update(until=TODAY - timedelta(days=1))


def test_an_emptied_desk_is_filled_again() -> None:
    hand_over(who(cast.SECTION), None, TODAY, by=who(cast.BUREAU_HEAD), at=SIGNED)
    put(cast.INTAKE)
    assert desks_of(who(cast.INTAKE), TOMORROW).filter(role="section").exists()
    act = record.last(ORGANISATION)
    assert (act.verb, act.by) == ("appoint", who(cast.BUREAU_HEAD))
    assert act.body == {"desk": desk().pk, "account": who(cast.INTAKE).pk, "since": TOMORROW.isoformat()}


def test_who_has_no_desk_anywhere_may_be_put_there() -> None:
    newcomer()
    put("newcomer", by=cast.DEPUTY_HEAD)


def test_who_left_another_unit_is_a_newcomer_after_the_last_day() -> None:
    row = Holding.objects.get(account=who(cast.HANDLER_ELSEWHERE))
    row.until = TODAY
    row.save()
    with pytest.raises(NotUnderstood, match="先在原单位办理离岗交接"):
        put(cast.HANDLER_ELSEWHERE, since=TODAY)
    put(cast.HANDLER_ELSEWHERE)


def test_the_heads_desk_is_filled_from_above() -> None:
    of_the_city()
    with pytest.raises(NotAllowed, match="上级单位负责人安排"):
        put(cast.SECTION, "bureau_head", by=cast.DEPUTY_HEAD)
    put(cast.SECTION, "bureau_head", by=cast.STRANGER)


def test_a_unit_nobody_leads_is_filled_from_above_and_else_not() -> None:
    of_the_city()
    with pytest.raises(NotAllowed, match="由本单位负责人安排"):
        put(cast.INTAKE, by=cast.STRANGER)
    gone(cast.BUREAU_HEAD, cast.DEPUTY_HEAD)
    put(cast.INTAKE, by=cast.STRANGER)


REFUSED = [
    pytest.param({"by": cast.SECTION}, NotAllowed, "由本单位负责人安排", id="by who leads nothing"),
    pytest.param({"by": cast.HANDLER_ELSEWHERE}, NotAllowed, "由本单位负责人安排", id="by a stranger"),
    pytest.param({"username": cast.BUREAU_HEAD}, NotAllowed, "不能安排自己", id="oneself"),
    pytest.param({"username": cast.TRAINEE}, NotUnderstood, "启用账号的工作人员", id="no officer"),
    pytest.param({"username": cast.HANDLER_ELSEWHERE}, NotUnderstood, "在其他单位任职", id="of another county"),
    pytest.param({"username": cast.SECTION}, AlreadyDone, "没有重复安排", id="who sits there"),
    pytest.param({"since": TODAY - timedelta(days=1)}, NotUnderstood, "不能早于今天", id="yesterday"),
]


@pytest.mark.parametrize(("change", "kind", "refusal"), REFUSED)
def test_it_must_fit(change: dict[str, object], kind: type[Exception], refusal: str) -> None:
    with pytest.raises(kind, match=refusal):
        put(**({"username": cast.INTAKE} | change))

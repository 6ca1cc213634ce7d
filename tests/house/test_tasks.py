"""The clock's job: one deadline that cannot be acted on never holds up the others."""

import pytest

from tests import cast
from tests.situations import own_claim
from workflow_app.jobs import tasks
from workflow_app.models import Case, Deadline
from workflow_app.policy.refusals import CannotPrint

pytestmark = pytest.mark.usefixtures("city")


def test_a_deadline_that_cannot_be_acted_on_does_not_hold_up_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = own_claim(), own_claim(902, cast.OTHER_TRAINEE)
    stuck = Deadline.objects.get(case=first, kind="receipt")
    real = tasks.expire

    def expire(deadline_id: int, *, at: object) -> bool:
        if deadline_id == stuck.pk:
            raise CannotPrint("字库里没有这个字。")
        return real(deadline_id, at=at)

    monkeypatch.setattr(tasks, "expire", expire)
    tasks.expire_deadlines()
    assert Case.objects.get(pk=first.pk).state == "submitted"
    assert Case.objects.get(pk=second.pk).state == "accepted"

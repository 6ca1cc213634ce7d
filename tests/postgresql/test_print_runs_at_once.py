"""Two people of an office order a print run at the same instant, and two workers make it."""

from __future__ import annotations

from functools import partial

import pytest

from tests import cast
from tests.cast import who
from tests.house.quick_hands import quick_hands
from tests.situations import SIGNED, own_claim
from workflow_app.commands.printing.order_run import order_run
from workflow_app.jobs import print_run
from workflow_app.management.bench.racing import race
from workflow_app.models import Action, PrintRun, Unit
from workflow_app.policy.refusals import AlreadyDone
from workflow_app.queries.desk.print_choice import Choice
from workflow_app.queries.desk.print_runs import progress_of

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("town")]


def test_two_orders_are_one_run_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_hands(monkeypatch)
    monkeypatch.setattr(print_run, "VOLUME", 2)
    for serial in (901, 902, 903):
        own_claim(serial)
    choice = Choice(Unit.objects.get(kind="hrss", region="410523").pk)
    people = who(cast.INTAKE), who(cast.HANDLER)
    asked = race([partial(order_run, choice, "volumes", by=by, at=SIGNED) for by in people])
    assert sorted(isinstance(each, AlreadyDone) for each in asked) == [False, True]
    run = PrintRun.objects.get()
    race([partial(print_run.make_print_run, run.pk, lambda: SIGNED)] * 2)
    run.refresh_from_db()
    told = progress_of(run)
    assert (run.state, told.put_in, run.volumes.count()) == ("ready", 3, 2)
    verbs = Action.objects.filter(verb__contains="print").order_by("ordinal").values_list("verb", flat=True)
    assert list(verbs) == ["order_print_run", "keep_print_run"]

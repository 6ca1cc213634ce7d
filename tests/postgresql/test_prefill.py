"""What the benches are filled with is as sound as what people made."""

import pytest

from workflow_app.management.bench import prefill, stage
from workflow_app.management.bench.races import AT
from workflow_app.models import Case, Seat
from workflow_app.queries.audit.verify import breaks

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("city")]


def test_copied_cases_prove_themselves_and_go_on_like_any_other() -> None:
    assert prefill.fill(200) == 200
    assert Seat.objects.filter(waiting=True).count() == 80
    assert list(breaks()) == []
    copied = Case.objects.filter(step="section").latest("id")
    assert stage.acting.sign_until(copied, "", at=AT).state == "approved"
    assert stage.record(1).state == "approved"
    assert list(breaks()) == []

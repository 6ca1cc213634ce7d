"""What anybody may learn of a paper: in Shanghai's days, whatever the clock of the machine says."""

from datetime import date

import pytest

from tests.conftest import moment
from tests.situations import own_claim
from workflow_app.models import IssuedDocument, UnitName
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.public.verification import verified

RENAMED_ON = date(2026, 4, 8)


def renamed() -> None:
    """The bureau of 汤阴县 has another name from a day on."""
    old = UnitName.objects.get(unit__kind="hrss", unit__region="410523")
    UnitName.objects.create(unit=old.unit, name="汤阴县人力资源局", short="县人力局", mark=old.mark, since=RENAMED_ON)


@pytest.mark.parametrize(
    ("issued_at", "organ"),
    [
        pytest.param("2026-04-07 23:59", "汤阴县人力资源和社会保障局", id="a minute before midnight"),
        pytest.param("2026-04-08 00:30", "汤阴县人力资源局", id="half past midnight"),
    ],
)
def test_a_paper_is_named_by_the_organ_of_its_day_in_shanghai(issued_at: str, organ: str) -> None:
    renamed()
    own_claim(at=moment(issued_at))
    assert verified(IssuedDocument.objects.get().token).organ == organ


def test_a_code_nobody_issued_is_not_found() -> None:
    with pytest.raises(NotFound, match="没有查到这份文书"):
        verified("no-such-code")

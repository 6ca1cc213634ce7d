"""How many statements an act takes, without BEGIN, COMMIT and savepoints. The same on both databases and any machine."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.cast import who
from tests.situations import DETERMINED, SIGNED, case_at, case_submitted, case_to_confirm, endowed, waiting_seat
from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("city")]
FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET ")


def statements(act: Callable[[], object]) -> list[str]:
    """The SQL of an act, without the frame of its transactions."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return [query["sql"] for query in captured if not query["sql"].lstrip().upper().startswith(FRAME)]


def signed(step: str, username: str) -> list[str]:
    case = case_at(step, case_submitted())
    seat, person = waiting_seat(case, username).pk, who(username)
    return statements(lambda: give_opinion(seat, Stance.APPROVE, by=person, at=SIGNED))


def within(budget: int, made: list[str]) -> None:
    assert len(made) <= budget, f"{len(made)} statements:\n" + "\n".join(sql[:200] for sql in made)


def test_an_opinion_that_leaves_the_round_open_takes_ten() -> None:
    within(10, signed("handle", cast.RURAL_CHECK))


@pytest.mark.parametrize(
    ("step", "username"),
    [
        pytest.param("section", cast.SECTION, id="section"),
        pytest.param("bureau_finance", cast.BUREAU_FINANCE, id="finance, on to the decision"),
        pytest.param("deputy_head", cast.DEPUTY_HEAD, id="deputy head, asking for the threshold"),
    ],
)
def test_an_opinion_that_closes_a_round_takes_twenty_two(step: str, username: str) -> None:
    within(22, signed(step, username))


def test_an_acceptance_besides_arms_two_clocks_and_numbers_a_paper() -> None:
    within(25, signed("receive", cast.INTAKE))


def test_a_determination_that_reserves_money_takes_thirty() -> None:
    endowed()
    case = case_to_confirm(case_submitted())
    seat, deputy = waiting_seat(case).pk, who(cast.DEPUTY_HEAD)
    within(30, statements(lambda: give_opinion(seat, Stance.APPROVE, by=deputy, at=DETERMINED)))

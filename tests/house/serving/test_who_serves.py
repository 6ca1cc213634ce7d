"""送达 is the business of the desks that carry the matter and of the window, not of whoever sits in the same building."""

from __future__ import annotations

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.serving.letters import ARRIVED, decision_of, refused_by_letter
from tests.house.serving.test_days import determined_by_letter
from workflow_app.commands.serving.ask_taking_back import ask_taking_back
from workflow_app.commands.serving.decide_taking_back import decide_taking_back
from workflow_app.commands.serving.hand_over_papers import Handing, hand_over_papers
from workflow_app.commands.stand_in import substitute
from workflow_app.models import Case, Service
from workflow_app.policy.refusals import NotAllowed
from workflow_app.queries.desk.serving import to_serve
from workflow_app.queries.desk.taking_back import asked_to_take_back
from workflow_app.queries.scope import desks_of
from workflow_app.queries.workplace import workplace

LATER = moment("2026-04-24 10:00")
CARRY = [cast.INTAKE, cast.HANDLER, cast.SECTION]
DO_NOT = [cast.BUREAU_FINANCE, cast.DEPUTY_HEAD, cast.BUREAU_HEAD, cast.OTHER_DEPUTY]


def serve(case: Case, by: str) -> None:
    paper = case.papers.filter(internal=False, state="stored").latest("pk")
    said = Handing(LATER.date(), "本单位办事窗口", "本人")
    hand_over_papers(case.pk, [paper.pk], said, by=who(by), at=LATER)


@pytest.mark.parametrize("username", CARRY)
def test_the_window_and_who_examined_it_serve(username: str) -> None:
    case = determined_by_letter()
    assert to_serve(workplace(who(username), LATER.date())).filter(case=case).exists()
    serve(case, username)
    assert Service.objects.get().by == who(username)


@pytest.mark.parametrize("username", DO_NOT)
def test_who_reckons_or_decides_serves_nothing(username: str) -> None:
    case = determined_by_letter()
    assert not to_serve(workplace(who(username), LATER.date())).filter(case=case).exists()
    with pytest.raises(NotAllowed, match="受理窗口，或者经办、复核过本件的岗位"):
        serve(case, username)


def test_who_never_had_it_before_them_does_not_serve_it() -> None:
    """Refused at the window: it reached no handler."""
    case = refused_by_letter()
    with pytest.raises(NotAllowed, match="受理窗口"):
        hand_over_papers(
            case.pk, [decision_of(case).pk], Handing(ARRIVED.date(), "窗口", "本人"), by=who(cast.HANDLER), at=ARRIVED
        )


def test_who_stands_in_at_the_window_serves() -> None:
    case = determined_by_letter()
    absent, on = who(cast.INTAKE), LATER.date()
    substitute(absent, who(cast.BUREAU_FINANCE), list(desks_of(absent, on)), on, on, by=who(cast.BUREAU_HEAD), at=LATER)
    serve(case, cast.BUREAU_FINANCE)
    assert Service.objects.get().by == who(cast.BUREAU_FINANCE)


def test_an_office_that_only_said_its_own_word_serves_its_own_paper_and_the_deciding_one_s_heads_take_it_back() -> None:
    """A guarantee institution's letter: no window there, nobody who examines or heads."""
    case = determined_by_letter()
    desk = desks_of(who(cast.LICENCE_CHECK), LATER.date()).get()
    paper = case.papers.filter(internal=False, state="stored").latest("pk")
    type(paper).objects.filter(pk=paper.pk).update(unit=desk.unit)
    with pytest.raises(NotAllowed, match="出具文书的单位"):
        serve(case, cast.INTAKE)
    assert to_serve(workplace(who(cast.LICENCE_CHECK), LATER.date())).get() == paper
    serve(case, cast.LICENCE_CHECK)
    taken = ask_taking_back(Service.objects.get().pk, "没有交到。", by=who(cast.LICENCE_CHECK), at=LATER)
    assert list(asked_to_take_back(workplace(who(cast.BUREAU_HEAD), LATER.date()))) == [taken]
    decide_taking_back(taken.pk, True, "", by=who(cast.BUREAU_HEAD), at=LATER)
    assert Service.objects.get().state == "taken_back"

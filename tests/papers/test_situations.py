"""The kinds of paper the demonstration plays none of: the same, each issued for the purpose; and the forms that are kept nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import cast
from tests.cast import who
from tests.documents.reading import everything
from tests.house.serving.letters import ADDRESS, PRINTED, refused_by_letter
from tests.papers.every_paper import COMPARED
from tests.papers.leaves import differences
from tests.papers.of_window import OF_WINDOW, form
from tests.papers.print_of import not_said
from tests.papers.situations import SITUATIONS
from tests.situations import SIGNED, awaiting_correction, case_at, own_claim
from workflow_app.commands.seat.ask_applicant import ask_applicant
from workflow_app.jobs.hand_forms import FORMS
from workflow_app.jobs.press import the_press
from workflow_app.models import Case, IssuedDocument, Seat

pytestmark = pytest.mark.usefixtures("city")
ISSUED = [(sheet, situation) for sheet, situations in SITUATIONS.items() for situation in situations]


def asked_under_review() -> Case:
    """Accepted, and its applicant asked for something: that has a last day, but nothing is withdrawn after it."""
    case = case_at("handle")
    seat = Seat.objects.get(round__case=case, waiting=True, desk__role="handler")
    ask_applicant(seat.pk, [("person", "电话打不通，请更正。")], by=who(cast.HANDLER), at=SIGNED)
    return case


@pytest.mark.parametrize(("sheet", "situation"), ISSUED, ids=[situation.__name__ for _, situation in ISSUED])
def test_it_says_what_the_rows_say(sheet: str, situation: Callable[[], IssuedDocument]) -> None:
    paper = situation()
    assert paper.sheet == sheet
    assert list(differences(paper.data, COMPARED[sheet](paper))) == []
    assert not_said(paper) == []


@pytest.mark.parametrize(
    ("which", "situation", "more"),
    [
        ("service-address", refused_by_letter, (ADDRESS, "邮寄送达")),
        ("authority", refused_by_letter, ("岳长河", "田小禾")),
        ("tolerance", awaiting_correction, ("证书照片看不清编号", "前（含当日）", "第二十四条", "视为撤回申请")),
        ("tolerance", own_claim, ("年月日前（含当日）",)),
        ("tolerance", asked_under_review, ("年月日前（含当日）",)),
        ("commitment", own_claim, ("待核实", "第五十七条", "撤销决定")),
    ],
)
def test_a_form_signed_by_hand_is_filled_in_from_the_case(
    which: str, situation: Callable[[], Case], more: tuple[str, ...]
) -> None:
    paper = form(which, situation(), PRINTED if situation is refused_by_letter else SIGNED)
    assert list(differences(paper.data, OF_WINDOW[which](paper))) == []
    assert not_said(paper) == []
    words = everything(the_press().render(paper.sheet, paper.data))
    told = (paper.data["case"]["number"], paper.data["recipient"], "汤阴县人力资源和社会保障局", *more)
    assert [each for each in told if "".join(each.split()) not in words] == []


def test_every_form_of_the_window_is_compared() -> None:
    assert set(FORMS) == set(OF_WINDOW)

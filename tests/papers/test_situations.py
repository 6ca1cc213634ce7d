"""The kinds of paper the demonstration plays none of: the same, each issued for the purpose; and the forms that are kept nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.documents.reading import everything
from tests.house.serving.letters import ADDRESS, PRINTED, refused_by_letter
from tests.papers.every_paper import COMPARED
from tests.papers.leaves import differences
from tests.papers.print_of import not_said
from tests.papers.situations import SITUATIONS
from workflow_app.jobs.hand_forms import FORMS
from workflow_app.jobs.press import the_press
from workflow_app.models import IssuedDocument

pytestmark = pytest.mark.usefixtures("city")
ISSUED = [(sheet, situation) for sheet, situations in SITUATIONS.items() for situation in situations]


@pytest.mark.parametrize(("sheet", "situation"), ISSUED, ids=[situation.__name__ for _, situation in ISSUED])
def test_it_says_what_the_rows_say(sheet: str, situation: Callable[[], IssuedDocument]) -> None:
    paper = situation()
    assert paper.sheet == sheet
    assert list(differences(paper.data, COMPARED[sheet](paper))) == []
    assert not_said(paper) == []


@pytest.mark.parametrize(
    ("form", "more"), [("service-address", (ADDRESS, "邮寄送达")), ("authority", ("岳长河", "田小禾"))], ids=list(FORMS)
)
def test_a_form_signed_by_hand_is_filled_in_from_the_case(form: str, more: tuple[str, ...]) -> None:
    case = refused_by_letter()
    words = everything(the_press().render(FORMS[form].sheet, FORMS[form].data(case, PRINTED)))
    told = (case.number, case.applicant.name, "汤阴县人力资源和社会保障局", *more)
    assert [each for each in told if "".join(each.split()) not in words] == []

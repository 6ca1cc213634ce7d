"""更正: one typed-in fact, with what stood there before, the ground, and findings asked again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import SIGNED, case_at, case_submitted, own_claim, waiting_seat
from workflow_app.approval.stance import Stance
from workflow_app.commands.correct_fact import Spot, correct_fact
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.models import Case, FactCorrection
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.usefixtures("city")
LATER = SIGNED + timedelta(hours=1)
GROUND = "与身份证原件核对，原来打错一位。"


def at_section() -> Case:
    return case_at("section")


def test_the_answer_is_filed_again_and_what_stood_there_is_kept() -> None:
    case = at_section()
    before = case.filings.get().answers["applicant_phone"]
    row = correct_fact(case.pk, Spot("applicant_phone"), "13900000009", GROUND, by=who(cast.SECTION), at=LATER)
    assert (row.before, row.after, row.words) == (before, "13900000009", GROUND)
    assert case.filings.latest("ordinal").answers == case.filings.earliest("ordinal").answers | {
        "applicant_phone": "13900000009"
    }
    last = record.last(f"case:{case.number}")
    assert (last.verb, last.body["filing"]) == ("correct_fact", case.filings.latest("ordinal").digest)
    assert "13900000009" not in str(last.body)
    give_opinion(waiting_seat(case).pk, Stance.APPROVE, by=who(cast.SECTION), at=LATER)
    assert not list(breaks())


def test_one_cell_of_a_list_is_corrected_and_the_lines_stay_the_same_lines() -> None:
    case = case_at("section", case_submitted())
    rows = case.filings.get().answers["roster"]
    lines = list(case.claims.values_list("ordinal", "beneficiary_index", "amount"))
    spot = Spot("roster", rows[3]["line"], "phone")
    correct_fact(case.pk, spot, "13900000009", GROUND, by=who(cast.SECTION), at=LATER)
    changed = case.filings.latest("ordinal").answers["roster"]
    assert [row["phone"] for row in changed].count("13900000009") == 1
    assert list(case.claims.values_list("ordinal", "beneficiary_index", "amount")) == lines
    assert case.claims.get(ordinal=4).beneficiary["phone"] == "13900000009"
    assert FactCorrection.objects.get().row == rows[3]["line"]


REFUSED = [
    pytest.param(Spot("payee_account"), "6222", NotFound, "不能更正", id="an account"),
    pytest.param(Spot("payee_name"), "别人", NotFound, "不能更正", id="whose account"),
    pytest.param(Spot("nothing"), "x", NotFound, "不能更正", id="no such answer"),
    pytest.param(Spot("applicant_phone", 1, "x"), "x", NotFound, "不能更正", id="no list"),
    pytest.param(Spot("applicant_phone"), "12", NotUnderstood, "更正后的内容读不懂", id="no telephone"),
    pytest.param(Spot("applicant_phone"), "", NotUnderstood, "更正后的内容读不懂", id="nothing"),
]


@pytest.mark.parametrize(("spot", "raw", "kind", "refusal"), REFUSED)
def test_what_cannot_be_corrected_is_told(spot: Spot, raw: str, kind: type[Exception], refusal: str) -> None:
    case = at_section()
    with pytest.raises(kind, match=refusal):
        correct_fact(case.pk, spot, raw, GROUND, by=who(cast.SECTION), at=LATER)
    assert case.filings.count() == 1


def test_the_same_again_is_no_correction_and_a_ground_is_asked_for() -> None:
    case = at_section()
    same = case.filings.get().answers["applicant_phone"]
    with pytest.raises(NotUnderstood, match="与原来一样"):
        correct_fact(case.pk, Spot("applicant_phone"), same, GROUND, by=who(cast.SECTION), at=LATER)
    with pytest.raises(NotUnderstood, match="请写明更正的依据"):
        correct_fact(case.pk, Spot("applicant_phone"), "13900000009", " ", by=who(cast.SECTION), at=LATER)
    assert case.filings.count() == 1


def test_nobody_else_is_made_the_applicant() -> None:
    case = case_at("section", case_submitted())
    number = who(cast.OTHER_AGENT).representations.get().party.number
    with pytest.raises(NotPossibleNow, match="不能换申请人"):
        correct_fact(case.pk, Spot("credit_code"), number, GROUND, by=who(cast.SECTION), at=LATER)


def test_no_line_becomes_somebody_elses() -> None:
    case = case_at("section", case_submitted())
    rows = case.filings.get().answers["roster"]
    other = case_submitted(serial=2).filings.get().answers["roster"][0]["id_number"]
    with pytest.raises(NotPossibleNow, match="不能增减人员"):
        correct_fact(
            case.pk, Spot("roster", rows[0]["line"], "id_number"), other, GROUND, by=who(cast.SECTION), at=LATER
        )


@pytest.mark.parametrize("username", [cast.HANDLER, cast.TRAINEE, cast.HANDLER_ELSEWHERE])
def test_only_whose_turn_it_is_corrects(username: str) -> None:
    case = at_section()
    with pytest.raises(NotAllowed, match="不在您的岗位上，不能更正填报内容"):
        correct_fact(case.pk, Spot("applicant_phone"), "13900000009", GROUND, by=who(username), at=LATER)


@pytest.mark.parametrize("step", ["receive", "deputy_head"])
def test_a_fact_is_corrected_under_review_alone(step: str) -> None:
    case = own_claim() if step == "receive" else case_at(step)
    by = who({"receive": cast.INTAKE, "deputy_head": cast.DEPUTY_HEAD}[step])
    with pytest.raises(NotPossibleNow, match="只有在审核环节"):
        correct_fact(case.pk, Spot("applicant_phone"), "13900000009", GROUND, by=by, at=LATER)

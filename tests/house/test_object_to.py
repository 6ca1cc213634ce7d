"""Object to a line on notice, and answer: one line is held back, the others go on."""

from decimal import Decimal

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import (
    DETERMINED,
    NOTICE_OVER,
    NOTICED,
    case_at,
    case_on_notice,
    case_submitted,
    endowed,
    on_notice,
    own_claim,
)
from workflow_app.clock.holidays import PUBLISHED
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.object_to import answer_objection, object_to
from workflow_app.commands.withdraw import withdraw
from workflow_app.management import acting
from workflow_app.models import Case, Claim, IssuedDocument, Notice, NoticeLine, Objection
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.applicant.case_view import case_view
from workflow_app.queries.papers.index import file_index

THE_DAY_AFTER = moment("2026-04-09 09:00")


def objected(notice: Notice, ordinal: int = 2, **more: str) -> Objection:
    said = {"name": "刘守正", "contact": "19900000001", "words": "此人没有参加培训。"} | more
    return object_to(notice.pk, ordinal, **said, at=NOTICED)


def answered(objection: Objection, upheld: bool, words: str = "查了考勤。", at: object = THE_DAY_AFTER) -> Objection:
    return answer_objection(objection.pk, upheld, words, by=who(cast.SECTION), at=at)


def claim_case() -> Case:
    return Case.objects.get(procedure="claim")


def pauses(case: Case) -> dict[str, tuple[str, str]]:
    return {row.reason: (f"{row.since:%m-%d}", f"{row.until:%m-%d}" if row.until else "") for row in case.pauses.all()}


def test_an_objection_holds_back_its_line_alone() -> None:
    notice = case_on_notice()
    objected(notice)
    states = notice.lines.order_by("ordinal").values_list("state", flat=True)
    assert list(states) == ["shown", "held", *["shown"] * 8]


def test_the_objection_is_recorded_and_its_author_sealed() -> None:
    notice = case_on_notice()
    row = objected(notice)
    act = record.last(notice.stream.key)
    assert (act.verb, act.by, act.body) == ("object", None, {"line": 2, "objection": row.pk})
    assert Objection.objects.get().name == "刘守正"
    assert Objection.objects.extra(where=["name LIKE %s"], params=["%刘守正%"]).count() == 0


@pytest.mark.parametrize(
    ("field", "label"), [("name", "姓名"), ("contact", "联系方式"), ("words", "异议内容")], ids=lambda value: value
)
def test_nobody_objects_without_saying_who_and_why(field: str, label: str) -> None:
    notice = case_on_notice(own_claim())
    with pytest.raises(NotUnderstood, match=f"请填写{label}"):
        objected(notice, 1, **{field: " "})
    assert notice.lines.get().state == "shown"


def test_a_line_that_is_not_there_is_named() -> None:
    with pytest.raises(NotUnderstood, match="没有第12行"):
        objected(case_on_notice(), 12)


def test_a_notice_that_is_over_takes_no_objection() -> None:
    notice = case_on_notice(own_claim())
    with pytest.raises(NotPossibleNow, match="已于2026年4月15日结束"):
        object_to(notice.pk, 1, "甲", "乙", "丙", at=NOTICE_OVER)


def test_a_notice_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound, match="没有这份公示"):
        object_to(999, 1, "甲", "乙", "丙", at=NOTICED)


def test_a_dismissed_objection_puts_its_line_back() -> None:
    notice = case_on_notice()
    row = answered(objected(notice), upheld=False)
    assert notice.lines.get(ordinal=2).state == "shown"
    assert (row.state, row.answered_by, row.answered_at) == ("dismissed", who(cast.SECTION), THE_DAY_AFTER)
    act = record.last(f"case:{claim_case().number}")
    assert (act.verb, act.body["upheld"]) == ("answer_objection", False)


def test_an_upheld_objection_strikes_its_line_off() -> None:
    notice = case_on_notice()
    answered(objected(notice), upheld=True)
    assert notice.lines.get(ordinal=2).state == "void"
    claim = claim_case().claims.get(ordinal=2)
    assert (claim.state, claim.reason) == ("struck_off", "公示异议成立：查了考勤。")
    assert claim_case().amount == 9_000


@pytest.mark.parametrize(
    ("upheld", "follows"),
    [
        pytest.param(True, "您提出的异议成立。该行已经核减，从公示名单撤下，不再核定补贴。", id="upheld"),
        pytest.param(False, "您提出的异议不成立。该行按程序继续办理。", id="dismissed"),
    ],
)
def test_whoever_objected_gets_a_written_answer_of_what_the_notice_showed(upheld: bool, follows: str) -> None:
    notice = case_on_notice()
    row = answered(objected(notice), upheld, words="查了考勤。\n与检查一致。")
    paper = row.paper
    assert paper is not None
    assert (paper.kind, paper.family, paper.internal, paper.case) == ("objection_answer", "gongwen", True, None)
    said = paper.data
    assert (said["to"], said["objected_on"], said["follows"]) == ("刘××", "2026-04-08", follows)
    assert said["answer"] == ["查了考勤。", "与检查一致。"]
    name, township, tail = row.line.shown.split("|")
    assert said["line"] == {"ordinal": 2, "name": name, "township": township, "last_four": tail}
    for hidden in ("刘守正", "19900000001", "此人没有参加培训。", row.line.claim.beneficiary["number"]):
        assert hidden not in str(said)


def test_every_objection_has_a_number_of_its_own() -> None:
    notice = case_on_notice()
    first, second = objected(notice), objected(notice)
    assert first.code != second.code
    assert len(first.code) == 20
    assert first.code not in str(record.last(notice.stream.key).body)


def test_the_answer_lies_in_the_file_of_its_own_case_alone() -> None:
    notice = on_notice(case_at("notice", case_submitted()), case_at("notice", own_claim()))
    row = answered(objected(notice, 2), upheld=False)
    mine, other = row.line.claim.case, Case.objects.exclude(pk=row.line.claim.case_id).get(procedure="claim")
    numbers = [[line["number"] for line in file_index(case, THE_DAY_AFTER)["lines"]] for case in (mine, other)]
    assert [row.paper.number in each for each in numbers] == [True, False]


def test_while_one_of_two_objections_is_open_the_line_stays_held() -> None:
    notice = case_on_notice()
    first, second = objected(notice), objected(notice)
    answered(first, upheld=False)
    assert notice.lines.get(ordinal=2).state == "held"
    answered(second, upheld=False)
    assert notice.lines.get(ordinal=2).state == "shown"


@pytest.mark.parametrize("upheld", [True, False], ids=["upheld", "dismissed"])
def test_the_second_of_two_objections_is_answered_though_the_line_is_gone(upheld: bool) -> None:
    notice = case_on_notice()
    first, second = objected(notice), objected(notice)
    answered(first, upheld=True)
    answered(second, upheld)
    assert notice.lines.get(ordinal=2).state == "void"
    assert claim_case().claims.filter(state="struck_off").count() == 1


def test_an_objection_to_a_withdrawn_case_is_answered_and_changes_nothing() -> None:
    notice = case_on_notice(own_claim())
    row = objected(notice, 1)
    withdraw(Case.objects.get().pk, by=who(cast.TRAINEE), at=NOTICED)
    answered(row, upheld=False)
    assert (notice.lines.get().state, Claim.objects.get().state) == ("void", "dropped")


def test_an_objection_is_answered_once() -> None:
    row = answered(objected(case_on_notice()), upheld=False)
    with pytest.raises(AlreadyDone, match="已由靳文博答复"):
        answered(row, upheld=True)


def test_an_answer_needs_its_words() -> None:
    with pytest.raises(NotUnderstood, match="请写明核查情况"):
        answered(objected(case_on_notice()), upheld=True, words=" ")


@pytest.mark.parametrize("username", [cast.HANDLER, cast.HANDLER_ELSEWHERE, cast.STRANGER])
def test_only_the_section_answers(username: str) -> None:
    row = objected(case_on_notice())
    with pytest.raises(NotAllowed):
        answer_objection(row.pk, True, "好。", by=who(username), at=NOTICED)


def test_an_objection_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound, match="没有这条异议"):
        answer_objection(999, True, "好。", by=who(cast.SECTION), at=NOTICED)


def test_the_unopposed_lines_are_determined_while_one_is_still_looked_into() -> None:
    endowed()
    notice = case_on_notice()
    objected(notice)
    end_notice(notice.pk, at=NOTICE_OVER)
    case = acting.sign_until(claim_case(), "request_funds", at=DETERMINED)
    assert case.amount == 9_000
    assert sorted(case.claims.values_list("state", flat=True)) == ["claimed", *["determined"] * 9]


def test_a_case_all_of_whose_lines_are_opposed_waits_for_the_answer() -> None:
    notice = case_on_notice(own_claim())
    row = objected(notice, 1)
    end_notice(notice.pk, at=NOTICE_OVER)
    assert Case.objects.get().step == "notice"
    answered(row, upheld=False, at=NOTICE_OVER)
    assert (Case.objects.get().step, NoticeLine.objects.get().state) == ("confirm", "cleared")


def test_while_it_waits_for_the_answer_its_clock_stands_still_for_the_objection() -> None:
    """On notice from the 8th to the 15th; answered on the 20th, the last day that does not count."""
    notice = case_on_notice(own_claim())
    case, rows = Case.objects.get(), [objected(notice, 1), objected(notice, 1)]
    before = case.deadlines.get(kind="promised").due_on
    end_notice(notice.pk, at=NOTICE_OVER)
    assert pauses(case) == {"notice": ("04-08", "04-15"), "objection": ("04-15", "")}
    assert record.last(f"case:{case.number}").verb == "wait_for_answer"
    view = case_view(case.number, who(cast.TRAINEE), NOTICE_OVER.date(), PUBLISHED)
    assert view.where.startswith("公示期满，有人提出异议")
    assert [pause["title"] for pause in view.pauses if pause["running"]] == ["异议处理"]
    answered(rows[0], upheld=False, at=moment("2026-04-17 09:00"))
    assert pauses(case)["objection"] == ("04-15", ""), "another objection to the line is open"
    answered(rows[1], upheld=False, at=moment("2026-04-20 09:00"))
    assert pauses(case)["objection"] == ("04-15", "04-20")
    assert PUBLISHED.between(before, case.deadlines.get(kind="promised").due_on) == 8


def test_an_objection_to_one_line_stops_no_clock() -> None:
    notice = case_on_notice()
    objected(notice)
    end_notice(notice.pk, at=NOTICE_OVER)
    assert set(pauses(claim_case())) == {"notice"}


def test_a_line_dismissed_after_the_determination_is_determined_in_its_turn() -> None:
    budget = endowed()
    notice = case_on_notice()
    row = objected(notice)
    end_notice(notice.pk, at=NOTICE_OVER)
    case = acting.sign_until(claim_case(), "request_funds", at=DETERMINED)
    with pytest.raises(NotAllowed, match="请由分管领导答复"):
        answered(row, upheld=False, at=DETERMINED)
    answer_objection(row.pk, False, "查了考勤。", by=who(cast.DEPUTY_HEAD), at=DETERMINED)
    case = Case.objects.get(pk=case.pk)
    assert case.amount == 10_000
    assert set(case.claims.values_list("state", flat=True)) == {"determined"}
    budget.refresh_from_db()
    assert budget.reserved == Decimal("10000.00")
    first, second = IssuedDocument.objects.filter(case=case, kind="determination").order_by("pk")
    assert (first.data["count"], first.data["open_still"], "earlier" in first.data) == (9, 1, False)
    assert (second.data["count"], second.data["total_fen"], second.data["open_still"]) == (1, 100_000, 0)
    assert second.data["earlier"] == {"numbers": [first.number], "count": 9, "fen": 900_000}
    assert second.data["altogether"] == {"count": 10, "fen": 1_000_000, "standing": "sample"}


def test_a_line_struck_off_after_the_determination_leaves_what_was_determined() -> None:
    endowed()
    notice = case_on_notice()
    first, _ = objected(notice, 2), objected(notice, 3)
    end_notice(notice.pk, at=NOTICE_OVER)
    case = acting.sign_until(claim_case(), "request_funds", at=DETERMINED)
    answered(first, upheld=True, at=DETERMINED)
    assert Case.objects.get(pk=case.pk).amount == 8_000


def test_a_class_of_which_every_line_fell_is_refused_and_never_approved() -> None:
    endowed()
    notice = case_on_notice(own_claim())
    row = objected(notice, 1)
    answered(row, upheld=True)
    end_notice(notice.pk, at=NOTICE_OVER)
    case = Case.objects.get()
    assert case.step == "confirm"
    with pytest.raises(NotPossibleNow, match="已全部核减"):
        acting.sign_all(case, at=DETERMINED)
    assert case_submitted().state == "submitted"

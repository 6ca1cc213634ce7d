"""A finding that speaks of another case: who may see that case reads its number, everybody else whom to ask."""

from __future__ import annotations

from typing import Any

import pytest

from tests import cast
from tests.cast import who
from tests.house.test_refusal_paper import assessed, finding
from tests.situations import FILED, ITEM, SIGNED, case_at, case_determined, case_submitted, class_in_force
from workflow_app.commands.draft import put_answer
from workflow_app.management import acting
from workflow_app.models import Case, Draft
from workflow_app.policy.finding import OTHER_CASES, Finding
from workflow_app.queries.applicant.preview import preview
from workflow_app.queries.desk.case_file import case_file
from workflow_app.queries.law.predicates import last_assessment
from workflow_app.queries.other_cases import on_paper_to, other_cases, to_account
from workflow_app.queries.papers.refusal import refusal
from workflow_app.queries.workplace import workplace

ON = SIGNED.date()
OFFICE = "汤阴县人力资源和社会保障局"


def speaking_of(*cases: Case) -> Finding:
    return finding("a", f"已在{OTHER_CASES}申领。", others=tuple(case.number for case in cases))


def read_by(username: str, *cases: Case) -> str:
    found = speaking_of(*cases)
    return other_cases([found], to_account(who(username), ON), ON).told(found).words


@pytest.fixture
def first() -> Case:
    """A claim of the school of 汤阴县 for its trainees."""
    return case_submitted()


@pytest.fixture
def second(first: Case) -> Case:
    """A claim of a school of 林州市 for the very same people and certificates."""
    return case_submitted(username=cast.OTHER_AGENT)


@pytest.mark.parametrize("username", [cast.AGENT, cast.LEGAL_REP])
def test_whoever_acts_for_its_applicant_reads_the_number(first: Case, username: str) -> None:
    assert read_by(username, first) == f"已在{first.number}号办件申领。"


@pytest.mark.parametrize("username", [cast.OTHER_AGENT, cast.STRANGER])
def test_another_applicant_reads_the_office_and_its_telephone_alone(first: Case, username: str) -> None:
    assert read_by(username, first) == f"已在{OFFICE}（电话{first.unit.phone}）受理的另一办件申领。"


@pytest.mark.parametrize("username", [cast.HANDLER, cast.INTAKE])
def test_an_officer_of_the_deciding_unit_reads_the_number(first: Case, username: str) -> None:
    assert f"{first.number}号办件" in read_by(username, first)


def test_an_officer_of_another_county_reads_office_and_item(first: Case) -> None:
    words = read_by(cast.HANDLER_ELSEWHERE, first)
    assert words == f"已在{OFFICE}（电话{first.unit.phone}）受理的一件“职业培训补贴”申领。"


def test_finance_reads_the_number_once_it_is_to_pay(first: Case) -> None:
    assert first.number not in read_by(cast.FUNDS_CHECK, first)
    assert first.number in read_by(cast.FUNDS_CHECK, case_determined(first))
    assert first.number not in read_by(cast.RELEASE_ELSEWHERE, first)


def test_of_several_each_is_named_as_far_as_it_may_be_and_equal_words_once(first: Case, second: Case) -> None:
    words = read_by(cast.AGENT, first, second)
    assert words.startswith(f"已在{first.number}号办件、林州市人力资源和社会保障局")
    assert read_by(cast.STRANGER, first, first).count(OFFICE) == 1


def test_one_who_is_not_asked_about_shows_nobodys_number(first: Case) -> None:
    assert first.number not in speaking_of(first).words
    assert read_by(cast.AGENT, Case(number="410523-1999-000001")) == f"已在{OTHER_CASES}申领。"


def test_a_finding_kept_before_there_were_references_is_read_as_it_was() -> None:
    old = finding("a", "已在410523-2026-000001号办件申领。").as_json()
    del old["others"]
    assert Finding.from_json(old).told(lambda numbers: "?").words == "已在410523-2026-000001号办件申领。"


def test_the_rules_keep_the_number_beside_the_words(first: Case, second: Case) -> None:
    found = [each for each in last_assessment(second).unmet if each.others]
    assert {each.condition for each in found} >= {"certificate_is_not_used_elsewhere"}
    assert all(each.others == (first.number,) and first.number not in each.words for each in found)


def previewed(username: str) -> str:
    """What a draft for the same people says to who fills it in."""
    record = class_in_force(username=username)
    told = acting.casting_of(username, 1, FILED.date(), parent_number=record.number)
    draft = Draft.objects.get(pk=acting.fill(ITEM, "claim", told, by=who(username), at=FILED).pk)
    answers = acting.catalogue.procedure(ITEM, "claim").questions.read(draft.answers).answers
    assert answers is not None
    return str(preview(draft, answers, who(username), ON).troubled)


def test_the_preview_names_ones_own_case_and_masks_a_strangers(first: Case) -> None:
    assert f"{first.number}号办件" in previewed(cast.AGENT)
    masked = previewed(cast.OTHER_AGENT)
    assert OFFICE in masked
    assert first.number not in masked.replace(f"'{first.number}'", "")  # beside the words it never leaves the server


def page(case: Case, username: str) -> Any:
    found = case_file(case.number, workplace(who(username), ON)).findings
    assert found is not None
    return next(each for line in found.lines for each in line.findings if each.finding.others)


def test_the_desk_may_open_what_it_may_see(first: Case, second: Case) -> None:
    again = case_submitted()
    assert page(again, cast.HANDLER).others == (first.number,)
    elsewhere = page(second, cast.HANDLER_ELSEWHERE)
    assert elsewhere.others == ()
    assert "受理的一件“职业培训补贴”" in elsewhere.finding.words


def test_the_refusal_masks_a_strangers_case_and_names_ones_own(first: Case, second: Case) -> None:
    told = refusal(second, last_assessment(second), "重复申领。", SIGNED)
    assert first.number not in str(told)
    assert f"{OFFICE}（电话{first.unit.phone}）受理的另一办件" in str(told)
    own = refusal(case_at("handle", case_submitted()), assessed((speaking_of(first),)), "重复申领。", SIGNED)
    assert f"{first.number}号办件" in str(own)


def test_nothing_is_asked_where_no_finding_speaks_of_another(django_assert_num_queries: Any) -> None:
    found = finding("a", "出勤不足。")
    with django_assert_num_queries(0):
        assert other_cases([found], on_paper_to(Case()), ON).told(found) is found


def test_however_many_are_spoken_of_the_statements_are_as_many(first: Case, django_assert_num_queries: Any) -> None:
    others = [first, *(case_submitted(serial) for serial in (2, 3))]
    reader = to_account(who(cast.STRANGER), ON)
    for some in (others[:1], others):
        with django_assert_num_queries(3):
            other_cases([speaking_of(*some)], reader, ON)


def test_who_files_for_themself_is_told_of_nobody_else(first: Case) -> None:
    """A certificate of the first class, typed by a person it was not made out to: the officers will see it, the draft does not."""
    used = first.claims.get(ordinal=1).beneficiary["evidence"]
    begun = acting.fill(ITEM, "claim", acting.casting_of("wang", 90, FILED.date()), by=who("wang"), at=FILED)
    put_answer(begun.pk, "own_certificate", "certificate_number", used, by=who("wang"), at=FILED)
    draft = Draft.objects.get(pk=begun.pk)
    answers = acting.catalogue.procedure(ITEM, "claim").questions.read(draft.answers).answers
    assert answers is not None
    said = preview(draft, answers, who("wang"), ON)
    assert not any(each.finding.others for each in said.troubled)
    case = acting.submit(draft.pk, by=who("wang"), at=FILED)
    assert [each.others for each in last_assessment(case).unmet if each.others] == [(first.number,)]

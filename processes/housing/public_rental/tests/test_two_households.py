"""One person in two households: found whoever filed, told to each reader as far as they may know, nothing while typing."""

from __future__ import annotations

import pytest

from processes.housing.public_rental.item import APPLICATION, ITEM
from processes.housing.public_rental.tests.households import FILED, REGION
from workflow_app.management import acting
from workflow_app.models import Account, Case, Draft
from workflow_app.policy.specimen import Casting
from workflow_app.queries.applicant.conflicts import conflicts
from workflow_app.queries.applicant.drafts import draft_pages
from workflow_app.queries.applicant.preview import preview
from workflow_app.queries.law.predicates import last_assessment

pytestmark = pytest.mark.usefixtures("city")
SAME_SPOUSE = 7  # the serial that says who lives with the applicant


def casting(username: str) -> tuple[Account, Casting]:
    account = acting.account(username)
    party = account.representations.get().party
    return account, Casting(SAME_SPOUSE, REGION, FILED.date(), "person", party.name, party.number)


def filed(username: str) -> Case:
    by, told = casting(username)
    return acting.file(ITEM.slug, APPLICATION.slug, told, by=by, at=FILED)


def drafted(username: str) -> Draft:
    by, told = casting(username)
    return Draft.objects.get(pk=acting.fill(ITEM.slug, APPLICATION.slug, told, by=by, at=FILED).pk)


def test_the_later_household_is_told_and_only_of_the_person_it_shares() -> None:
    first, second = filed("wang"), filed("li")
    one, other = last_assessment(second).lines
    assert [each.condition for each in one.unmet] == []
    (found,) = (each for each in other.unmet if each.others)
    assert (found.condition, found.others) == ("is_in_no_other_household", (first.number,))
    assert "先从那一户退出" in found.remedy
    assert not [each for line in last_assessment(first).lines for each in line.findings if each.others]


def test_while_typing_nothing_is_said_of_where_somebody_else_lives() -> None:
    filed("wang")
    pages = draft_pages(drafted("li").pk, acting.account("li"), FILED.date())
    assert conflicts(pages, pages.section("household")) == ()


def test_while_typing_ones_own_other_application_is_named() -> None:
    first = filed("wang")
    pages = draft_pages(drafted("wang").pk, acting.account("wang"), FILED.date())
    told = conflicts(pages, pages.section("household"))
    assert [each.finding.words for each in told] == [f"已列入{first.number}号办件的保障家庭。"]


def test_the_check_page_masks_the_other_household() -> None:
    first, draft = filed("wang"), drafted("li")
    answers = APPLICATION.questions.read(draft.answers).answers
    assert answers is not None
    (told,) = (each.finding.words for each in preview(draft, answers, draft.account, FILED.date()).troubled)
    assert first.number not in told
    assert told.endswith("受理的另一办件的保障家庭。")

"""While a draft is being filled in: conflicts with other cases are told on the page that brings them, never about strangers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import cast
from tests.situations import FILED, ITEM, case_submitted, class_in_force, own_claim, own_claim_draft
from tests.web.conftest import Browser
from workflow_app.commands.draft import put_answer
from workflow_app.management import acting
from workflow_app.models import Case, Draft
from workflow_app.queries.applicant.conflicts import conflicts
from workflow_app.queries.applicant.drafts import draft_pages

HEADING = "和其他办件有冲突，请先核对"


@pytest.fixture(autouse=True)
def a_day(clock_at: Any, city: None) -> None:
    clock_at(FILED)


def page(draft: Draft, slug: str) -> str:
    return f"/drafts/{draft.pk}/{slug}/"


def told(draft: Draft, slug: str, username: str) -> list[tuple[str, str]]:
    pages = draft_pages(draft.pk, acting.account(username), FILED.date())
    return [(each.who, each.finding.words) for each in conflicts(pages, pages.section(slug))]


def school_draft(username: str) -> Draft:
    """A second claim for the people of class 1."""
    record = class_in_force(username=username)
    casting = acting.casting_of(username, 1, FILED.date(), size=10, parent_number=record.number)
    return acting.fill(ITEM, "claim", casting, by=acting.account(username), at=FILED)


@pytest.fixture
def first() -> Case:
    return own_claim()


@pytest.fixture
def again(first: Case) -> Draft:
    """The same trainee fills in the same claim once more."""
    return own_claim_draft()


def fields(text: str) -> dict[str, str]:
    """The revision and the mark of what was read, as the page carries them."""
    found = {}
    for name in ("revision", "noticed"):
        if f'name="{name}" value="' in text:
            found[name] = text.split(f'name="{name}" value="')[1].split('"')[0]
    return found


def test_ones_own_other_case_is_named_on_the_page_of_the_certificate(
    browser: Browser, first: Case, again: Draft
) -> None:
    text = browser(cast.TRAINEE).get(page(again, "own_certificate")).text
    assert HEADING in text
    assert f"这个证书已在{first.number}号办件使用。" in text
    assert "请持本人身份证件向办理机关申请核对" in text


def test_the_page_stops_once_and_then_goes_on(browser: Browser, first: Case, again: Draft) -> None:
    wang, where = browser(cast.TRAINEE), page(again, "own_certificate")
    typed = {name: str(value) for name, value in Draft.objects.get(pk=again.pk).answers["own_certificate"].items()}
    stopped = wang.post(where, {**typed, "do": "next"})
    assert stopped["Location"] == f"{where}#conflicts"
    again_there = wang.post(where, {**typed, **fields(wang.get(where).text), "do": "next"})
    assert again_there["Location"] != stopped["Location"]


def test_a_page_that_adds_nothing_says_and_asks_nothing(browser: Browser, again: Draft) -> None:
    assert HEADING not in browser(cast.TRAINEE).get(page(again, "own_account")).text


def test_typing_is_told_too(browser: Browser, first: Case, again: Draft) -> None:
    wang, where = browser(cast.TRAINEE), page(again, "own_certificate")
    typed = {name: str(value) for name, value in Draft.objects.get(pk=again.pk).answers["own_certificate"].items()}
    saved = wang.post(f"{where}autosave", {**typed, **fields(wang.get(where).text)}).text
    assert first.number in saved
    assert 'id="conflicts" role="status" hx-swap-oob="true"' in saved


def test_a_school_reads_its_own_other_case_once_for_everybody(browser: Browser, city: None) -> None:
    first = case_submitted()
    draft = school_draft(cast.AGENT)
    ((who, words),) = told(draft, "trainees", cast.AGENT)
    assert words == f"这个证书已在{first.number}号办件使用。"
    assert who.startswith("证件尾号")
    assert who.endswith("等10项")


def test_nothing_is_said_of_what_strangers_have_elsewhere(browser: Browser) -> None:
    case_submitted()
    draft = school_draft(cast.OTHER_AGENT)
    assert told(draft, "trainees", cast.OTHER_AGENT) == []
    assert HEADING not in browser(cast.OTHER_AGENT).get(page(draft, "trainees")).text


def test_a_strangers_number_typed_as_ones_own_tells_nothing(first: Case) -> None:
    draft, stranger = own_claim_draft(903, cast.STRANGER), acting.account(cast.STRANGER)
    own = acting.casting_of(cast.TRAINEE, 901, FILED.date()).number
    put_answer(draft.pk, "person", "applicant_id", own, by=stranger, at=FILED)
    assert all(told(draft, each, cast.STRANGER) == [] for each in ("person", "own_certificate"))


def test_what_is_not_typed_yet_is_not_compared(first: Case, again: Draft) -> None:
    put_answer(again.pk, "own_certificate", "certificate_number", "", by=again.account, at=FILED)
    assert told(again, "own_certificate", cast.TRAINEE) == []


def test_a_correction_is_not_told_of_its_own_claims(first: Case) -> None:
    pages = draft_pages(own_claim_draft().pk, acting.account(cast.TRAINEE), FILED.date())
    pages.draft.correcting = first
    assert conflicts(pages, pages.section("own_certificate")) == ()


def test_however_long_the_roster_the_statements_are_as_many(django_assert_max_num_queries: Any) -> None:
    case_submitted()
    draft = school_draft(cast.AGENT)
    pages = draft_pages(draft.pk, acting.account(cast.AGENT), FILED.date())
    with django_assert_max_num_queries(3):
        assert conflicts(pages, pages.section("trainees"))


def test_no_script_is_needed(browser: Browser, first: Case, again: Draft) -> None:
    client: Client = browser(cast.TRAINEE)
    text = client.get(page(again, "own_certificate")).text
    assert f'name="noticed" value="{fields(text)["noticed"]}" form="answers"' in text

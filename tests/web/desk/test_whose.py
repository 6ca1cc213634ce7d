"""Each screen of the desk: for whom it is there, and for whom it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from tests import cast
from tests.conftest import moment
from tests.markup import faults
from tests.situations import ITEM, NOTICED, case_on_notice, class_in_force
from tests.web.conftest import Browser
from workflow_app.commands.object_to import object_to
from workflow_app.models import Case, StoredFile

LISTS = ("", "done/", "find/", "to-notice/", "notices/", "objections/", "funds/", "records/")
OF_A_CASE = ("", "reveal/0/", "reveal/1/")


@pytest.mark.parametrize("page", OF_A_CASE)
def test_a_case_is_open_to_its_own_county_alone(browser: Browser, claim: Case, page: str) -> None:
    where = f"/desk/cases/{claim.number}/{page}"
    assert browser(cast.INTAKE).get(where).status_code == 200
    assert browser(cast.SECTION).get(where).status_code == 200
    assert browser(cast.INTAKE_ELSEWHERE).get(where).status_code == 404
    assert browser(cast.AGENT).get(where).status_code == 403
    assert Client().get(where)["Location"].startswith("/sign-in?next=")


def test_a_file_of_a_case_is_open_to_its_own_county_alone(browser: Browser, claim: Case) -> None:
    where = f"/desk/cases/{claim.number}/files/{StoredFile.objects.filter(case=claim).first().pk}/"
    answer = browser(cast.HANDLER).get(where)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert browser(cast.HANDLER).get(where + "?save")["Content-Disposition"].startswith("attachment")
    assert browser(cast.HANDLER_ELSEWHERE).get(where).status_code == 404
    assert browser(cast.AGENT).get(where).status_code == 403
    assert Client().get(where).status_code == 302


def test_a_file_of_another_case_is_not_served_under_this_one(browser: Browser, claim: Case) -> None:
    other = StoredFile.objects.filter(case=claim.parent).first()
    assert browser(cast.HANDLER).get(f"/desk/cases/{claim.number}/files/{other.pk}/").status_code == 404


@pytest.mark.parametrize("page", LISTS)
def test_a_list_is_there_for_every_officer_and_for_nobody_else(browser: Browser, page: str) -> None:
    where = f"/desk/{page}"
    assert browser(cast.SECTION).get(where).status_code == 200
    assert browser(cast.AGENT).get(where).status_code == 403
    assert Client().get(where)["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("page", [*LISTS, f"?item={ITEM}/claim&step=intake", "find/?q=没有这个人"])
def test_a_list_owes_what_every_page_owes(browser: Browser, claim: Case, page: str) -> None:
    assert faults(browser(cast.HANDLER).get(f"/desk/{page}").text) == []


@pytest.mark.parametrize("page", OF_A_CASE)
def test_a_page_of_a_case_owes_what_every_page_owes(browser: Browser, claim: Case, page: str) -> None:
    assert faults(browser(cast.INTAKE).get(f"/desk/cases/{claim.number}/{page}").text) == []


def test_notices_and_objections_stay_in_their_county(browser: Browser, clock_at: Callable[[datetime], None]) -> None:
    clock_at(moment("2026-04-09 10:00"))
    notice = case_on_notice()
    said = object_to(notice.pk, 2, "刘守正", "19900000001", "此人没有参加培训。", at=NOTICED)
    for where in (f"/desk/notices/{notice.pk}/", f"/desk/objections/{said.pk}/"):
        answer = browser(cast.SECTION).get(where)
        assert answer.status_code == 200
        assert faults(answer.text) == []
        assert browser("linzhou.section").get(where).status_code == 404
        assert browser(cast.AGENT).get(where).status_code == 403
        assert Client().get(where).status_code == 302
    assert browser(cast.HANDLER).get(f"/desk/objections/{said.pk}/").status_code == 404


def test_who_objected_is_shown_to_the_section_that_checks_alone(
    browser: Browser, clock_at: Callable[[datetime], None]
) -> None:
    clock_at(moment("2026-04-09 10:00"))
    notice = case_on_notice()
    object_to(notice.pk, 2, "刘守正", "19900000001", "此人没有参加培训。", at=NOTICED)
    case = Case.objects.get(procedure="claim")
    for where in (f"/desk/notices/{notice.pk}/", f"/desk/cases/{case.number}/", "/desk/objections/"):
        assert "刘守正" not in browser(cast.HANDLER).get(where).text


def test_the_form_of_a_site_check_is_there_for_the_unit_of_a_record_in_force(
    browser: Browser, clock_at: Callable[[datetime], None]
) -> None:
    clock_at(moment("2026-03-16 15:00"))
    record = class_in_force(checked=False)
    where = f"/desk/cases/{record.number}/site-check/"
    answer = browser(cast.HANDLER).get(where)
    assert answer.status_code == 200
    assert faults(answer.text) == []
    assert browser(cast.HANDLER_ELSEWHERE).get(where).status_code == 404
    assert browser(cast.AGENT).get(where).status_code == 403
    assert "还没有检查" in browser(cast.HANDLER).get("/desk/records/").text
    assert record.number not in browser(cast.HANDLER_ELSEWHERE).get("/desk/records/").text


def test_a_finance_officers_day_begins_with_the_payments(browser: Browser) -> None:
    assert browser(cast.FUNDS_CHECK).get("/desk/")["Location"] == "/finance/"


def test_personal_numbers_are_masked_on_the_case(browser: Browser, claim: Case) -> None:
    filing = claim.filings.get()
    text = browser(cast.HANDLER).get(f"/desk/cases/{claim.number}/").text
    assert filing.answers["payee_account"] not in text
    assert all(row["id_number"] not in text for row in filing.answers["roster"])

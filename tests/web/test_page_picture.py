"""Pages as pictures on the screens: for whoever may see the file, asked anew each time, never the file itself."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from tests import cast
from tests.web.conftest import Browser
from workflow_app.jobs import runner
from workflow_app.management import acting
from workflow_app.models import Case, Holding, IssuedDocument, StoredFile, vault

Clock = Callable[[datetime], None]


@pytest.fixture
def stored(claim: Case) -> StoredFile:
    """A PDF of three pages that was filed with a claim."""
    return _put(claim, acting.a_pdf("考勤记录.pdf", 3).content, pages=3)


@pytest.fixture
def issued(claim: Case) -> IssuedDocument:
    """The receipt of the claim, printed."""
    runner.work(lambda: claim.filed_at + timedelta(hours=1))
    return claim.papers.get(kind="receipt")


def _put(case: Case, content: bytes, kind: str = "pdf", pages: int = 1) -> StoredFile:
    row = StoredFile.objects.filter(case=case).earliest("pk")
    row.sha256, row.kind, row.pages = vault.put(content), kind, pages
    row.save()
    return row


def where(file: StoredFile, page: int = 1) -> str:
    return f"/desk/cases/{file.case.number}/files/{file.pk}/{page}.jpg"


def picture(answer: HttpResponse) -> Image.Image:
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    return Image.open(io.BytesIO(answer.content))


@pytest.mark.parametrize(
    ("size", "longest"), [("", 1600), ("?size=large", 3000), ("?size=small", 480), ("?size=99999", 1600)]
)
def test_a_page_is_a_picture_of_one_of_three_sizes(
    browser: Browser, stored: StoredFile, size: str, longest: int
) -> None:
    assert max(picture(browser(cast.INTAKE).get(where(stored, 2) + size)).size) == longest


def test_the_case_page_shows_the_page_and_leads_to_its_neighbours(browser: Browser, stored: StoredFile) -> None:
    desk, page = browser(cast.INTAKE), f"/desk/cases/{stored.case.number}/?file={stored.pk}"
    middle = desk.get(f"{page}&page=2").text
    assert f'<img src="{where(stored, 2)}"' in middle
    assert "第2页，共3页" in middle
    assert all(f"file={stored.pk}&amp;page={n}#shown" in middle for n in (1, 3))
    assert "iframe" not in middle
    assert "第3页，共3页" in desk.get(f"{page}&page=99").text
    assert all("第1页，共3页" in desk.get(f"{page}&page={odd}").text for odd in ("0", "-1", "x", "９", "9" * 30))


def test_a_strangers_pdf_itself_is_only_ever_saved(browser: Browser, stored: StoredFile) -> None:
    answer = browser(cast.INTAKE).get(f"/desk/cases/{stored.case.number}/files/{stored.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("username", "status"),
    [
        pytest.param(cast.INTAKE_ELSEWHERE, 404, id="an officer of another county"),
        pytest.param(cast.AGENT, 403, id="an applicant"),
        pytest.param(cast.STRANGER, 403, id="a stranger"),
    ],
)
def test_who_may_not_see_the_case_sees_no_page_of_it(
    browser: Browser, stored: StoredFile, username: str, status: int
) -> None:
    assert browser(username).get(where(stored)).status_code == status


def test_who_is_not_signed_in_is_asked_to(stored: StoredFile, issued: IssuedDocument) -> None:
    for address in (where(stored), f"/papers/{issued.pk}/1.jpg"):
        assert Client().get(address)["Location"].startswith("/sign-in")


@pytest.mark.parametrize("page", [0, 4, 10**9])
def test_a_page_the_file_does_not_have_is_said(browser: Browser, stored: StoredFile, page: int) -> None:
    answer = browser(cast.INTAKE).get(where(stored, page))
    assert answer.status_code == 404
    assert f"这份材料共3页，没有第{page}页。" in answer.text


def test_a_file_of_another_case_is_not_reached_through_this_one(
    browser: Browser, stored: StoredFile, record: Case
) -> None:
    answer = browser(cast.INTAKE).get(f"/desk/cases/{record.number}/files/{stored.pk}/1.jpg")
    assert answer.status_code == 404


def test_a_broken_page_is_a_sentence_where_the_picture_would_be(browser: Browser, claim: Case) -> None:
    broken = _put(claim, b"%PDF-1.7 broken", pages=2)
    answer = browser(cast.INTAKE).get(where(broken, 2))
    assert (answer.status_code, answer["Content-Type"]) == (422, "image/svg+xml")
    assert "第2页已损坏，不能在这里显示，" in answer.text
    assert "请下载原件查看。" in answer.text
    assert "ETag" not in answer
    assert browser(cast.INTAKE).get(f"/desk/cases/{claim.number}/?file={broken.pk}").status_code == 200


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_has_no_pages_stays_a_file_to_save(browser: Browser, claim: Case, kind: str) -> None:
    table, desk = _put(claim, b"1,2", kind), browser(cast.INTAKE)
    text = desk.get(f"/desk/cases/{claim.number}/?file={table.pk}").text
    assert f'href="/desk/cases/{claim.number}/files/{table.pk}/?save"' in text
    assert f"/files/{table.pk}/1.jpg" not in text
    assert desk.get(where(table)).status_code == 404
    assert desk.get(f"/desk/cases/{claim.number}/files/{table.pk}/")["Content-Disposition"].startswith("attachment")


def test_a_photograph_is_shown_as_it_is(browser: Browser, claim: Case) -> None:
    photograph = _put(claim, b"\xff\xd8\xff", "jpeg")
    address = f"/desk/cases/{claim.number}/files/{photograph.pk}/"
    assert f'<img src="{address}"' in browser(cast.INTAKE).get(f"/desk/cases/{claim.number}/?file={photograph.pk}").text
    assert browser(cast.INTAKE).get(address)["Content-Disposition"].startswith("inline")


def test_a_browser_keeps_a_page_but_asks_each_time_whether_it_still_may(
    browser: Browser, stored: StoredFile, clock_at: Clock
) -> None:
    desk = browser(cast.INTAKE)
    first = desk.get(where(stored))
    assert first["Cache-Control"] == "private, no-cache"
    again = desk.get(where(stored), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert desk.get(where(stored, 2), headers={"if-none-match": first["ETag"]}).status_code == 200
    Holding.objects.filter(account=cast.who(cast.INTAKE)).delete()
    assert desk.get(where(stored), headers={"if-none-match": first["ETag"]}).status_code == 404


def test_an_applicant_sees_each_paper_as_the_page_it_is(browser: Browser, claim: Case, issued: IssuedDocument) -> None:
    phone = browser(cast.AGENT)
    text = phone.get(f"/cases/{claim.number}").text
    assert f'<img src="/papers/{issued.pk}/1.jpg?size=small" alt="" width="76" height="108" loading="lazy">' in text
    assert max(picture(phone.get(f"/papers/{issued.pk}/1.jpg?size=small")).size) == 480


@pytest.mark.parametrize("username", [cast.STRANGER, cast.INTAKE_ELSEWHERE, cast.OTHER_AGENT])
def test_nobody_else_sees_a_page_of_a_paper(browser: Browser, issued: IssuedDocument, username: str) -> None:
    assert browser(username).get(f"/papers/{issued.pk}/1.jpg").status_code == 404


def test_an_internal_paper_shows_its_applicant_no_page(browser: Browser, issued: IssuedDocument) -> None:
    IssuedDocument.objects.filter(pk=issued.pk).update(internal=True)
    assert browser(cast.AGENT).get(f"/papers/{issued.pk}/1.jpg").status_code == 404


def test_a_paper_not_yet_made_says_so(browser: Browser, claim: Case) -> None:
    waiting = claim.papers.get(kind="receipt")
    assert "正在制作" in browser(cast.AGENT).get(f"/papers/{waiting.pk}/1.jpg").text
    assert f"/papers/{waiting.pk}/1.jpg" not in browser(cast.AGENT).get(f"/cases/{claim.number}").text


def test_the_public_page_of_a_paper_shows_no_picture_of_it(client: Client, issued: IssuedDocument) -> None:
    assert ".jpg" not in client.get(f"/c/{issued.token}").text

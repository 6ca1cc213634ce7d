"""迎审包 on the batch's page: asked for, being made, taken; and by whom it is not."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import datetime

import pytest

from tests import cast
from tests.conftest import moment
from tests.situations import batch_settled, case_submitted
from tests.web.conftest import Browser, token
from workflow_app.commands.keep_audit_package import begin_package, fail_package
from workflow_app.jobs.pack import GONE, pack_package
from workflow_app.models import AuditPackage, PaymentBatch

AT = moment("2026-05-06 10:00")
WHY = {"reason": "市审计局就业资金审计"}


@pytest.fixture
def batch(clock_at: Callable[[datetime], None], city: None) -> PaymentBatch:
    """Ten were paid; it is two weeks later."""
    settled = batch_settled(case_submitted())
    clock_at(AT)
    return settled


def page(batch: PaymentBatch) -> str:
    return f"/finance/batches/{batch.pk}/"


def test_it_is_asked_for_shown_while_it_is_made_and_taken(batch: PaymentBatch, browser: Browser) -> None:
    here, person = page(batch), browser(cast.FUNDS_CHECK)
    answer = person.post(f"{here}audit/", WHY | {"form_token": token()})
    assert (answer.status_code, answer["Location"]) == (302, f"{here}#audit")
    package = AuditPackage.objects.get()
    shown = person.get(here).content.decode()
    assert "等待制作" in shown
    assert WHY["reason"] in shown
    assert "制作迎审包" not in shown  # not another one
    pack_package(package.pk, lambda: AT)
    package.refresh_from_db()
    assert package.file is not None
    assert "可以下载" in person.get(here).content.decode()
    answer = person.post(f"{here}audit/{package.pk}/")
    data = b"".join(answer.streaming_content)
    assert hashlib.sha256(data).hexdigest() == package.file.sha256
    assert (int(answer["Content-Length"]), answer["Cache-Control"]) == (len(data), "private, no-store")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None


def test_a_form_sent_twice_asks_once(batch: PaymentBatch, browser: Browser) -> None:
    sent, person = WHY | {"form_token": token()}, browser(cast.FUNDS_CHECK)
    assert [person.post(f"{page(batch)}audit/", sent).status_code for _ in range(2)] == [302, 302]
    assert AuditPackage.objects.count() == 1


def test_why_it_was_not_made_is_on_the_page_and_it_may_be_asked_for_again(
    batch: PaymentBatch, browser: Browser
) -> None:
    person = browser(cast.FUNDS_CHECK)
    person.post(f"{page(batch)}audit/", WHY | {"form_token": token()})
    package = AuditPackage.objects.get()
    begin_package(package.pk, at=AT)
    assert "正在制作" in person.get(page(batch)).content.decode()
    fail_package(package.pk, GONE, at=AT)
    shown = person.get(page(batch)).content.decode()
    assert GONE in shown
    assert "制作迎审包" in shown


def test_without_a_reason_the_page_comes_again_with_the_sentence(batch: PaymentBatch, browser: Browser) -> None:
    answer = browser(cast.FUNDS_CHECK).post(f"{page(batch)}audit/", {"reason": "查", "form_token": token()})
    assert answer.status_code == 422
    assert "请写明用途" in answer.content.decode()


@pytest.mark.parametrize("username", [cast.BATCH_DRAFT, cast.RELEASE_ELSEWHERE, cast.HANDLER])
def test_others_neither_see_nor_take_it(batch: PaymentBatch, browser: Browser, username: str) -> None:
    browser(cast.FUNDS_CHECK).post(f"{page(batch)}audit/", WHY | {"form_token": token()})
    package = AuditPackage.objects.get()
    pack_package(package.pk, lambda: AT)
    person = browser(username)
    assert WHY["reason"] not in person.get(page(batch)).content.decode()
    answer = person.post(f"{page(batch)}audit/{package.pk}/")
    assert answer.status_code in (403, 404)
    assert not answer.streaming


def test_what_is_not_ready_is_not_handed_out(batch: PaymentBatch, browser: Browser) -> None:
    person = browser(cast.FUNDS_CHECK)
    person.post(f"{page(batch)}audit/", WHY | {"form_token": token()})
    answer = person.post(f"{page(batch)}audit/{AuditPackage.objects.get().pk}/")
    assert answer.status_code == 409
    assert "现在不能下载" in answer.content.decode()

"""The screen of sheets: who sees it, what it tells of each kind of paper, a sample without anybody's name, words set and refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pikepdf
import pytest

from tests import cast
from tests.cast import who
from tests.markup import faults
from tests.situations import SIGNED, own_claim
from tests.web.conftest import Browser, token
from workflow_app.jobs import runner
from workflow_app.jobs.press import the_press
from workflow_app.models import IssuedDocument, Unit
from workflow_app.queries.papers.sheet_samples import masked, sample

HOME = "/desk/sheets/"


@pytest.fixture
def receipt(clock_at: Callable[[datetime], None], city: None) -> IssuedDocument:
    """One paper of the office, printed."""
    clock_at(SIGNED)
    own_claim()
    runner.work(lambda: SIGNED)
    return IssuedDocument.objects.get(kind="receipt")


def test_heads_see_their_office_s_papers_and_versions_and_others_see_none(
    browser: Browser, receipt: IssuedDocument
) -> None:
    text = browser(cast.BUREAU_HEAD).get(HOME).text
    assert faults(text) == []
    assert "收件回执" in text
    assert "第1版" in text
    other = browser(cast.HANDLER).get(HOME).text
    assert "收件回执" not in other
    assert HOME not in browser(cast.HANDLER).get("/desk/").text
    assert browser(cast.AGENT).get(HOME).status_code == 403


def test_a_sample_is_a_draft_with_no_name_in_it(browser: Browser, receipt: IssuedDocument) -> None:
    address = next(part for part in browser(cast.BUREAU_HEAD).get(HOME).text.split('"') if part.endswith("/sample.pdf"))
    answer = browser(cast.BUREAU_HEAD).get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    with pikepdf.open(io.BytesIO(b"".join(answer) if answer.streaming else answer.content)) as pdf:  # type: ignore[arg-type]
        assert len(pdf.pages) >= 1
        assert "/AF" not in pdf.Root  # a draft carries no data
    html = the_press().sheets.fill(
        receipt.sheet, sample(receipt.unit, "receipt", SIGNED.date()) | {"part": {"first": True}}, draft=True
    )
    assert "草稿" in html
    for secret in (
        receipt.case.applicant.name,
        receipt.case.query_code,
        receipt.case.number,
        receipt.number,
        receipt.token,
    ):  # type: ignore[union-attr]
        assert secret not in html
    assert receipt.unit.phone in html
    assert browser(cast.FINANCE_HEAD).get(address).status_code == 404


def test_a_name_is_masked_inside_sentences_too_but_no_office_s() -> None:
    data = {
        "recipient": "王小明",
        "reason": "王小明的材料不全。",
        "organ": {"name": "汤阴县人民政府"},
        "lines": [{"name": "李强", "subject": "李强", "identity": "****1234"}],
    }
    assert masked(data) == {
        "recipient": "王××",
        "reason": "王××的材料不全。",
        "organ": {"name": "汤阴县人民政府"},
        "lines": [{"name": "李×", "subject": "李×", "identity": "×"}],
    }


def test_a_word_is_set_once_and_what_leaves_the_page_stays_in_the_form(
    browser: Browser, receipt: IssuedDocument
) -> None:
    head, unit = browser(cast.BUREAU_HEAD), receipt.unit
    body: dict[str, Any] = {"unit": unit.pk, "name": "hours", "words": "工作日9时至17时", "form_token": token()}
    assert [head.post(f"{HOME}words/", body).status_code for _ in range(2)] == [302, 302]
    text = head.get(HOME).text
    assert "修改记录（1次）" in text
    assert who(cast.BUREAU_HEAD).name in text
    wrong = head.post(f"{HOME}words/", body | {"words": "W" * 60, "form_token": token()})
    assert (wrong.status_code, "超出版心" in wrong.text, "W" * 60 in wrong.text) == (409, True, True)
    assert Unit.objects.get(pk=unit.pk).hours == "工作日9时至17时"
    elsewhere = body | {"words": "全天", "form_token": token()}
    assert browser(cast.FINANCE_HEAD).post(f"{HOME}words/", elsewhere).status_code == 404


def test_the_page_costs_no_more_with_more_kinds(
    browser: Browser, receipt: IssuedDocument, django_assert_max_num_queries: Any
) -> None:
    head = browser(cast.BUREAU_HEAD)
    with django_assert_max_num_queries(16):
        assert head.get(HOME).status_code == 200

"""A paper's own page: through whose hands it went, how it was served, and the two acts by which a mistake is replaced."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from documents.press import Printed
from tests import cast
from tests.cast import who
from tests.house.replacing.test_replacing import DECIDED, RIGHT
from tests.house.serving.letters import decision_of, refused_by_letter
from tests.markup import faults
from tests.web.conftest import Browser, token
from workflow_app.commands.replacing.ask_replacement import ask_replacement
from workflow_app.commands.replacing.decide_replacement import decide_replacement
from workflow_app.jobs import press, runner
from workflow_app.models import Case, IssuedDocument, Replacement


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, clock_at: Callable[[datetime], None], city: None) -> Case:
    monkeypatch.setattr(press, "render", lambda paper: Printed(b"%PDF-1.7 made for a test", 2, ""))
    clock_at(DECIDED)
    return refused_by_letter(way="electronic")


def test_who_drafted_and_signed_is_on_its_page(browser: Browser, case: Case) -> None:
    text = browser(cast.HANDLER).get(f"/desk/papers/{decision_of(case).pk}/").text
    assert faults(text) == []
    assert "签发" in text
    assert who(cast.INTAKE).name in text
    assert "电子送达" in text
    receipt = IssuedDocument.objects.get(case=case, kind="receipt")
    assert "系统按规定自动出具" in browser(cast.HANDLER).get(f"/desk/papers/{receipt.pk}/").text


def test_from_the_mistake_to_the_public_page(browser: Browser, case: Case) -> None:
    paper = decision_of(case)
    where, desk, head = f"/desk/papers/{paper.pk}/", browser(cast.INTAKE), browser(cast.BUREAU_HEAD)
    assert faults(desk.get(f"{where}replace/").text) == []
    form = {"form_token": token(), "ground": "words", "reason": "理由不完整", "at.reason": RIGHT["reason"]}
    assert [desk.post(f"{where}replace/", form).status_code for _ in range(2)] == [302, 302]
    row = Replacement.objects.get()
    assert row.words == RIGHT
    assert paper.number in head.get("/desk/to-serve/").text
    page = head.get(where).text
    assert faults(page) == []
    assert RIGHT["reason"] in page
    assert decision_of(case).data["reason"] in page, "what it said, beside what it is to say"
    assert "更正前后的意思必须相同" in page
    assert "提交审批" not in desk.get(where).text, "not by who asked"
    form = {"form_token": token(), "approved": "yes", "answer": "同意。"}
    assert [head.post(f"{where}replace/{row.pk}/", form).status_code for _ in range(2)] == [302, 302]
    new = IssuedDocument.objects.filter(kind="not_accepted").latest("pk")
    public = browser(cast.STRANGER).get(f"/c/{paper.token}").text
    assert "已作废" in public
    assert new.number in public
    assert f"/c/{new.token}" in public
    assert new.number in desk.get(f"/desk/cases/{case.number}/").text


def test_the_head_sees_also_what_the_first_paper_of_the_chain_said(browser: Browser, case: Case) -> None:
    first, by = decision_of(case), who(cast.INTAKE)
    row = ask_replacement(first.pk, "words", "理由不完整", RIGHT, by=by, at=DECIDED)
    decide_replacement(row.pk, True, "同意。", by=who(cast.BUREAU_HEAD), at=DECIDED)
    runner.work(lambda: DECIDED)
    new = IssuedDocument.objects.filter(kind="not_accepted").latest("pk")
    ask_replacement(new.pk, "words", "又漏一字", {"reason": "培训的地点不在汤阴县。"}, by=by, at=DECIDED)
    page = browser(cast.BUREAU_HEAD).get(f"/desk/papers/{new.pk}/").text
    assert faults(page) == []
    assert f"最初出具的写的是：{first.data['reason']}" in page
    assert RIGHT["reason"] in page
    assert "培训的地点不在汤阴县。" in page


def test_it_is_nobody_else_s(browser: Browser, case: Case) -> None:
    where = f"/desk/papers/{decision_of(case).pk}/"
    assert browser(cast.INTAKE_ELSEWHERE).get(where).status_code == 404
    assert browser(cast.AGENT).get(where).status_code == 403
    answer = browser(cast.INTAKE).post(f"{where}replace/", {"form_token": token(), "ground": "words", "reason": "错字"})
    assert answer.status_code == 422
    assert "没有一处文字改动" in answer.text
    assert "错字" in answer.text, "kept"

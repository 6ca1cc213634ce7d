"""送达 at the desk: the list of what waits, the forms, and what the pages say afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents import fonts
from documents.press import Printed
from tests import cast
from tests.cast import who
from tests.house.serving.letters import ADDRESS, ARRIVED, TRACKING, decision_of, refused_by_letter
from tests.markup import faults
from tests.web.conftest import Browser, token
from workflow_app.commands.serving.ask_taking_back import ask_taking_back
from workflow_app.commands.serving.hand_over_papers import Handing, hand_over_papers
from workflow_app.commands.serving.post_papers import post_papers
from workflow_app.commands.serving.settle_letter import letter_returned
from workflow_app.jobs import press
from workflow_app.jobs.hand_forms import FORMS
from workflow_app.jobs.press import the_press
from workflow_app.management.acting import a_pdf
from workflow_app.models import Case, Holding, Service, TakingBack
from workflow_app.queries.papers.signed_by_hand import service_address_form

PDF = Printed(b"%PDF-1.7 made for a test", 2, "")


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, clock_at: Callable[[datetime], None], city: None) -> Case:
    monkeypatch.setattr(press, "render", lambda paper: PDF)
    clock_at(ARRIVED)
    return refused_by_letter()


def test_from_the_list_to_the_receipt_of_the_letter(browser: Browser, case: Case) -> None:
    desk, where = browser(cast.INTAKE), f"/desk/cases/{case.number}/serving/"
    assert decision_of(case).number in desk.get("/desk/to-serve/").text
    page = desk.get(where).text
    assert ADDRESS in page
    assert "登记邮寄送达" in page
    form = {"form_token": token(), "paper": [decision_of(case).pk], "tracking": TRACKING, "on": "2026-03-03"}
    assert [desk.post(f"{where}post/", form).status_code for _ in range(2)] == [302, 302]
    assert Service.objects.count() == 1
    assert TRACKING in desk.get("/desk/to-serve/").text
    form = {"form_token": token(), "tracking": TRACKING, "on": "2026-03-05", "receiver": "田小禾", "relation": "门卫"}
    assert desk.post(f"{where}arrived/", form).status_code == 302
    page = desk.get(where).text
    assert "田小禾（门卫）" in page
    assert "2026年5月6日" in page, "reconsideration"
    assert "2026年9月7日" in page, "the suit"
    history = desk.get(f"/desk/cases/{case.number}/").text
    assert f"邮寄送达{decision_of(case).number}，送达日期2026年3月5日" in history
    applicant = browser(cast.AGENT).get(f"/cases/{case.number}").text
    assert "2026年3月5日送达" in applicant
    assert "2026年5月6日" in applicant


def test_a_refusal_keeps_every_word(browser: Browser, case: Case) -> None:
    desk, where = browser(cast.INTAKE), f"/desk/cases/{case.number}/serving/leave/"
    form = {
        "form_token": token(),
        "paper": [decision_of(case).pk],
        "on": "2026-03-05",
        "place": "人民路1号",
        "because": "不服",
    }
    answer = desk.post(where, form)
    assert answer.status_code == 422
    assert "见证人" in answer.text
    assert 'value="人民路1号"' in answer.text
    assert not Service.objects.exists()


@pytest.mark.parametrize("how", ["post", "hand", "leave", "announce"])
def test_every_form_is_sound(browser: Browser, case: Case, how: str) -> None:
    desk = browser(cast.INTAKE)
    assert faults(desk.get(f"/desk/cases/{case.number}/serving/{how}/").text) == []


def test_the_pages_are_sound_and_their_office_s(browser: Browser, case: Case) -> None:
    desk, where = browser(cast.INTAKE), f"/desk/cases/{case.number}/serving/"
    assert faults(desk.get("/desk/to-serve/").text) == []
    assert faults(desk.get(where).text) == []
    assert desk.get(f"{where}pigeon/").status_code == 404
    assert desk.get(f"{where}arrived/?tracking=EA0").status_code == 404
    stranger = browser(cast.INTAKE_ELSEWHERE)
    assert stranger.get(where).status_code == 404
    assert decision_of(case).number not in stranger.get("/desk/to-serve/").text
    assert browser(cast.AGENT).get(where).status_code == 403


def test_a_blank_proof_is_printed_for_the_hand(browser: Browser, case: Case) -> None:
    if missing := fonts.ready():
        pytest.skip("".join(missing))
    desk, where = browser(cast.INTAKE), f"/desk/cases/{case.number}/serving/"
    assert desk.get(f"{where}blank.pdf").content.startswith(b"%PDF")


def test_forms_to_be_signed_at_the_window_are_filled_in_from_the_filing(browser: Browser, case: Case) -> None:
    desk, where = browser(cast.INTAKE), f"/desk/cases/{case.number}/serving/"
    page = desk.get(where).text
    for which, form in FORMS.items():
        assert f"{where}forms/{which}.pdf" in page
        assert desk.get(f"{where}forms/{which}.pdf").content.startswith(b"%PDF")
        told = form.data(case, ARRIVED)
        html = the_press().sheets.fill(form.sheet, told | {"part": {"first": True}}, draft=False)
        assert case.applicant.name in html
        assert case.number in html
        assert case.applicant.number not in html
    assert service_address_form(case, ARRIVED)["way"]
    assert desk.get(f"{where}forms/other.pdf").status_code == 404


def test_a_mistaken_service_is_taken_back_on_its_page(browser: Browser, case: Case) -> None:
    desk, head = browser(cast.INTAKE), browser(cast.BUREAU_HEAD)
    where = f"/desk/cases/{case.number}/serving/"
    form = {
        "form_token": token(),
        "paper": [decision_of(case).pk],
        "on": "2026-03-05",
        "place": "窗口",
        "receiver": "李某",
    }
    assert desk.post(f"{where}hand/", form).status_code == 302
    row = Service.objects.get()
    page = f"{where}{row.pk}/mistaken/"
    assert page in desk.get(where).text
    assert page in desk.get(f"/desk/papers/{decision_of(case).pk}/").text
    assert faults(desk.get(page).text) == []
    form = {"form_token": token(), "reason": "登错了办件。"}
    assert [desk.post(page, form).status_code for _ in range(2)] == [302, 302]
    taken = TakingBack.objects.get()
    assert "等本单位另一位负责人确认" in desk.get(page).text
    assert page in head.get("/desk/to-serve/").text
    assert faults(head.get("/desk/to-serve/").text) == faults(head.get(page).text) == []
    answer = head.post(f"{page}{taken.pk}/", {"form_token": token(), "approved": "no", "answer": " "})
    assert answer.status_code == 422
    assert "写明理由" in answer.text
    form = {"form_token": token(), "approved": "yes", "answer": "属实。"}
    assert [head.post(f"{page}{taken.pk}/", form).status_code for _ in range(2)] == [302, 302]
    text = desk.get(where).text
    assert "登记已注销" in text
    assert "待送达" in text
    assert faults(text) == []
    history = desk.get(f"/desk/cases/{case.number}/").text
    assert f"确认注销送达登记：2026年3月5日直接送达{decision_of(case).number}；送达回证" in history
    assert "复议、起诉的期限从重新送达之日起算" in history
    applicant = browser(cast.AGENT).get(f"/cases/{case.number}").text
    assert "此前的送达登记有误，已于2026年3月6日注销。期限从重新送达之日起算。" in applicant
    assert "2026年3月5日送达" not in applicant
    assert "送达登记有误，已注销" in browser(cast.STRANGER).get(f"/c/{row.proof.token}").text
    assert browser(cast.INTAKE_ELSEWHERE).get(page).status_code == 404


def test_the_page_says_that_the_letter_was_settled_since(browser: Browser, case: Case) -> None:
    by, on = who(cast.INTAKE), date(2026, 3, 5)
    (row,) = post_papers(case.pk, [decision_of(case).pk], TRACKING, on, by=by, at=ARRIVED)
    taken = ask_taking_back(row.pk, "信没有寄出。", by=by, at=ARRIVED)
    head, page = browser(cast.BUREAU_HEAD), f"/desk/cases/{case.number}/serving/{row.pk}/mistaken/"
    assert "原来的理由不再适用" not in head.get(page).text
    letter_returned(case.pk, TRACKING, on, "查无此单位", by=by, at=ARRIVED)
    for window in (head, browser(cast.INTAKE)):
        assert "原来的理由不再适用" in window.get(page).text
        assert "文书回到待送达" not in window.get(page).text
    assert faults(head.get(page).text) == []
    answer = head.post(f"{page}{taken.pk}/", {"form_token": token(), "approved": "yes", "answer": "属实。"})
    assert (answer.status_code, "按现在的登记重新提出" in answer.text) == (409, True)


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        ([], "文书另有有效的送达，仍从那次送达起算期限。"),
        (["receipt"], "另有有效送达的文书，仍从那次送达起算期限；其余文书重新待送达"),
    ],
)
def test_of_a_letter_taken_back_after_one_paper_was_handed_over(
    browser: Browser, case: Case, beside: list[str], told: str
) -> None:
    """What is served otherwise stays served, and the page says so before and after."""
    paper, by, on = decision_of(case), who(cast.INTAKE), date(2026, 3, 5)
    others = [each.pk for each in case.papers.filter(kind__in=beside)]
    rows = post_papers(case.pk, [paper.pk, *others], TRACKING, on, by=by, at=ARRIVED)
    letter_returned(case.pk, TRACKING, on, "查无此单位", by=by, at=ARRIVED)
    hand_over_papers(case.pk, [paper.pk], Handing(on, "本单位办事窗口", "田小禾"), by=by, at=ARRIVED)
    taken = ask_taking_back(rows[0].pk, "邮件号登错了。", by=by, at=ARRIVED)
    head, page = browser(cast.BUREAU_HEAD), f"/desk/cases/{case.number}/serving/{taken.service_id}/mistaken/"
    text = head.get(page).text
    assert faults(text) == []
    assert f"《{paper.title}》{paper.number}另有有效的送达" in text
    assert ("其余文书回到待送达" in text, "文书回到待送达" in text) == (bool(beside), bool(beside))
    answer = head.post(f"{page}{taken.pk}/", {"form_token": token(), "approved": "yes", "answer": ""}, follow=True)
    assert told in answer.text
    assert "复议、起诉的期限从重新送达之日起算" not in head.get(f"/desk/cases/{case.number}/").text


def test_only_the_desks_that_carry_the_matter_are_shown_the_way_to_serve(browser: Browser, case: Case) -> None:
    money, where = browser(cast.BUREAU_FINANCE), f"/desk/cases/{case.number}/serving/"
    assert decision_of(case).number in money.get(where).text
    assert "登记邮寄送达" not in money.get(where).text
    assert decision_of(case).number not in money.get("/desk/to-serve/").text


def test_the_second_server_confirms_on_a_page_of_their_own(browser: Browser, case: Case) -> None:
    first, second = browser(cast.INTAKE), browser(cast.HANDLER)
    where = f"/desk/cases/{case.number}/serving/"
    form = {
        "form_token": token(), "paper": [decision_of(case).pk], "on": "2026-03-05", "place": "人民路1号",
        "because": "不服", "witnesses": "居委会 李主任", "other": who(cast.HANDLER).pk,
    }  # fmt: skip
    assert first.post(f"{where}leave/", form).status_code == 302
    row = Service.objects.get()
    page = f"{where}{row.pk}/second/"
    for window in (first, second):
        assert page in window.get("/desk/to-serve/").text
        assert faults(window.get("/desk/to-serve/").text) == faults(window.get(page).text) == []
    assert "撤下登记" in first.get(page).text
    assert "提交</button>" not in browser(cast.SECTION).get(page).text
    answer = second.post(page, {"form_token": token(), "there": "no", "words": ""})
    assert answer.status_code == 422
    assert "撤下的原因" in answer.text
    form = {"form_token": token(), "there": "yes", "words": ""}
    assert [second.post(page, form).status_code for _ in range(2)] == [302, 302]
    assert Service.objects.get().state == "served"
    assert "等同去的同事确认" in first.get(f"/desk/cases/{case.number}/").text, "the history keeps both acts"


def test_who_heads_the_papers_takes_down_what_nobody_is_left_to_confirm(browser: Browser, case: Case) -> None:
    said = Handing(date(2026, 3, 5), "本单位办事窗口", "田小禾")
    papers, second = [decision_of(case).pk], who(cast.HANDLER)
    (row,) = hand_over_papers(case.pk, papers, said, with_whom=second, by=who(cast.INTAKE), at=ARRIVED)
    head, page = browser(cast.BUREAU_HEAD), f"/desk/cases/{case.number}/serving/{row.pk}/second/"
    assert page not in head.get("/desk/to-serve/").text, "the second is still there to answer"
    Holding.objects.filter(account__in=[who(cast.INTAKE), second]).update(until=date(2026, 3, 5))
    assert page in head.get("/desk/to-serve/").text
    assert page not in browser(cast.SECTION).get("/desk/to-serve/").text
    assert "撤下登记" in head.get(page).text
    assert "您是否同去送达" not in head.get(page).text
    assert faults(head.get("/desk/to-serve/").text) == faults(head.get(page).text) == []
    form = {"form_token": token(), "words": "两人都已调离。"}
    assert [head.post(page, form).status_code for _ in range(2)] == [302, 302]
    assert Service.objects.get().state == "declined"
    assert "两人都已调离" in head.get(page).text


def test_the_signed_original_is_kept_on_the_page_of_the_proof(browser: Browser, case: Case) -> None:
    desk, where = browser(cast.INTAKE), f"/desk/cases/{case.number}/serving/"
    form = {
        "form_token": token(),
        "paper": [decision_of(case).pk],
        "on": "2026-03-05",
        "place": "窗口",
        "receiver": "李某",
    }
    assert desk.post(f"{where}hand/", form).status_code == 302
    proof = Service.objects.get().proof
    assert proof is not None
    page = f"/desk/papers/{proof.pk}/"
    assert page in desk.get(where).text
    assert "存入签字的回证" in desk.get(page).text
    assert "存入签字的回证" not in browser(cast.SECTION).get(page).text
    file = SimpleUploadedFile("回证.txt", b"no paper at all")
    answer = desk.post(f"{page}scan/", {"form_token": token(), "scan": file})
    assert answer.status_code == 422
    assert "没有存入" in answer.text
    form_token = token()
    for _ in range(2):
        file = SimpleUploadedFile("IMG_1.pdf", a_pdf("IMG_1.pdf").content)
        assert desk.post(f"{page}scan/", {"form_token": form_token, "scan": file}).status_code == 302
    scan = proof.scans.get()
    assert faults(desk.get(page).text) == []
    assert scan.name in desk.get(page).text
    assert desk.get(f"/desk/cases/{case.number}/files/{scan.pk}/").content.startswith(b"%PDF")
    assert "签字原件1份" in desk.get(f"/desk/papers/{decision_of(case).pk}/").text
    assert browser(cast.AGENT).get(f"/desk/cases/{case.number}/files/{scan.pk}/").status_code == 403

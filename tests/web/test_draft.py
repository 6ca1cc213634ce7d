"""A draft: begun once, saved as typed, never overwritten unseen, seen by nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from forms.specimen import credit_code, person_id
from tests.situations import ITEM
from tests.web.conftest import Browser, token
from workflow_app.models import Case, Draft

pytestmark = pytest.mark.usefixtures("city")
START = f"/items/{ITEM}/class_record/start"


def answers(pk: int, section: str) -> dict[str, Any]:
    return Draft.objects.get(pk=pk).answers.get(section, {})


def page(draft: Draft, section: str = "organisation") -> str:
    return f"/drafts/{draft.pk}/{section}/"


def posted(draft: Draft, **more: str) -> dict[str, str]:
    draft.refresh_from_db()
    return {"revision": str(draft.revision), "do": "next", **more}


def test_a_double_click_begins_one_draft(browser: Browser) -> None:
    agent, body = browser("yuehe.agent"), {"form_token": token()}
    first, second = agent.post(START, body), agent.post(START, body)
    assert first["Location"] == second["Location"]
    assert Draft.objects.count() == 1


def test_a_form_without_token_is_refused(browser: Browser) -> None:
    assert browser("yuehe.agent").post(START, {}).status_code == 422
    assert Draft.objects.count() == 0


def test_an_officer_files_nothing(browser: Browser) -> None:
    answer = browser("tangyin.handler").post(START, {"form_token": token()})
    assert answer.status_code == 403
    assert "这是申请人的页面" in answer.text


@pytest.mark.parametrize(
    "address", ["", "organisation/", "check", "trainees/roster/template.xlsx", "files/" + "0" * 64]
)
def test_a_draft_is_its_own_persons_alone(browser: Browser, begun: Draft, address: str) -> None:
    where = f"/drafts/{begun.pk}/{address}"
    assert browser("stranger").get(where).status_code == 404
    assert browser("tangyin.handler").get(where).status_code == 403
    assert Client().get(where)["Location"].startswith("/sign-in?next=")


def test_the_task_list_says_what_is_left(browser: Browser, begun: Draft, django_assert_max_num_queries: Any) -> None:
    agent = browser("yuehe.agent")
    with django_assert_max_num_queries(4):
        text = agent.get(f"/drafts/{begun.pk}/").text
    assert "您的申请还差 5 项" in text
    assert "继续：学校和经办人" in text
    assert "完成后可用" in text


def test_a_page_is_kept_as_typed_even_when_wrong(browser: Browser, begun: Draft) -> None:
    body = posted(begun, organisation_name="岳河学校", credit_code="１２３")
    answer = browser("yuehe.agent").post(page(begun), body)
    assert answer.status_code == 422
    assert "统一社会信用代码应为18位，现在是3位" in answer.text
    assert '<a href="#q-credit_code">' in answer.text
    assert 'value="１２３"' in answer.text
    assert answers(begun.pk, "organisation")["credit_code"] == "１２３"


def test_a_complete_page_leads_to_the_next(browser: Browser, filled: Draft) -> None:
    told = answers(filled.pk, "organisation")
    body = posted(filled, **{name: value for name, value in told.items() if isinstance(value, str)})
    assert browser("yuehe.agent").post(page(filled), body)["Location"] == page(filled, "training")
    assert browser("yuehe.agent").post(page(filled), body | {"to_check": "1"})["Location"].endswith("/check")


def test_autosave_says_when_and_hands_out_the_next_revision(browser: Browser, begun: Draft) -> None:
    answer = browser("yuehe.agent").post(page(begun) + "autosave", posted(begun, organisation_name="岳河"))
    assert "已保存" in answer.text
    assert 'value="1"' in answer.text
    assert answers(begun.pk, "organisation")["organisation_name"] == "岳河"


def test_another_device_is_never_overwritten_unseen(browser: Browser, begun: Draft) -> None:
    phone, desktop = browser("yuehe.agent"), browser("yuehe.agent")
    stale = posted(begun)
    phone.post(page(begun), stale | {"organisation_name": "手机上填的"})
    answer = desktop.post(page(begun), stale | {"organisation_name": "电脑上填的"})
    assert answer.status_code == 409
    assert "在另一个页面或设备上改过" in answer.text
    assert "手机上填的" in answer.text
    assert 'value="电脑上填的"' in answer.text
    assert answers(begun.pk, "organisation")["organisation_name"] == "手机上填的"
    assert "在另一个页面" in desktop.post(page(begun) + "autosave", stale | {"organisation_name": "又填"}).text


def test_the_same_words_twice_are_no_conflict(browser: Browser, begun: Draft) -> None:
    agent, stale = browser("yuehe.agent"), posted(begun, organisation_name="岳河")
    assert [agent.post(page(begun), stale).status_code for _ in range(2)] == [422, 422]
    assert Draft.objects.get(pk=begun.pk).revision == 1


def test_teachers_are_added_row_by_row_without_script(browser: Browser, begun: Draft) -> None:
    agent, where = browser("yuehe.agent"), page(begun, "teachers")
    row = {"teachers-1-name": "李明", "teachers-1-subject": "刀工", "teachers-1-qualification": "高级技师"}
    answer = agent.post(where, posted(begun, **row) | {"do": "stay:teachers"})
    assert answer["Location"] == where + "#q-teachers"
    text = agent.get(where).text
    assert 'value="李明"' in text
    assert 'name="teachers-2-name"' in text


def test_a_page_that_does_not_apply_is_not_there(browser: Browser, begun: Draft) -> None:
    assert browser("yuehe.agent").get(page(begun, "no_such_page")).status_code == 404


def test_a_draft_is_thrown_away_once(browser: Browser, begun: Draft) -> None:
    agent, body = browser("yuehe.agent"), {"form_token": token()}
    answers = [agent.post(f"/drafts/{begun.pk}/discard", body) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/", "/"]
    assert not Draft.objects.exists()


def test_a_stranger_throws_nothing_away(browser: Browser, begun: Draft) -> None:
    assert browser("stranger").post(f"/drafts/{begun.pk}/discard", {"form_token": token()}).status_code == 404
    assert Draft.objects.count() == 1


def test_home_lists_drafts_and_cases(
    browser: Browser, claim: Case, begun: Draft, django_assert_max_num_queries: Any
) -> None:
    agent = browser("yuehe.agent")
    with django_assert_max_num_queries(8):
        text = agent.get("/").text
    assert claim.number in text
    assert "继续填写" in text
    assert claim.number not in browser("stranger").get("/").text


def test_an_address_that_asks_a_roster_of_another_question_shows_the_page(browser: Browser, begun: Draft) -> None:
    page_of = f"/drafts/{begun.pk}/organisation/?roster=organisation_address-1"
    assert browser("yuehe.agent").get(page_of).status_code == 200


def started(browser: Browser, username: str, procedure: str, **body: str) -> Draft:
    answer = browser(username).post(f"/items/{ITEM}/{procedure}/start", {"form_token": token(), **body})
    return Draft.objects.get(pk=int(answer["Location"].split("/")[2]))


def test_a_draft_begins_with_who_the_account_acts_for(browser: Browser) -> None:
    told = answers(started(browser, "yuehe.agent", "class_record").pk, "organisation")
    assert told == {"organisation_name": "汤阴县岳河职业培训学校", "credit_code": credit_code(1)}
    told = answers(started(browser, "wang", "claim").pk, "person")
    assert told == {"applicant_name": "王䶮", "applicant_id": person_id(901)}


def test_and_with_what_was_said_last_time_but_no_file(browser: Browser, record: Case) -> None:
    filed = record.filings.get().answers
    told = answers(started(browser, "yuehe.agent", "claim").pk, "organisation")
    assert told == {name: filed[name] for name in told}
    assert "agent_phone" in told
    assert "power_of_attorney" not in told


def test_a_page_half_known_is_no_page_to_correct(browser: Browser, begun: Draft) -> None:
    text = browser("yuehe.agent").get(f"/drafts/{begun.pk}/").text
    assert "没填完" in text
    assert "要改正" not in text


def test_a_foreign_number_is_told_on_its_own_page_and_before_filing(browser: Browser, filled: Draft) -> None:
    agent, said = browser("yuehe.agent"), "您的账号没有登记为“"
    told = {name: value for name, value in answers(filled.pk, "organisation").items() if isinstance(value, str)}
    answer = agent.post(page(filled), posted(filled, **told | {"credit_code": credit_code(2)}))
    assert answer.status_code == 422
    assert said in answer.text
    assert '<a href="#q-credit_code">' in answer.text
    assert "还差 1 项" in agent.get(f"/drafts/{filled.pk}/check").text
    assert said in agent.get(page(filled) + "?check=1").text


def test_ones_own_classes_in_force_are_offered(browser: Browser, claim: Case) -> None:
    number = claim.parent.number
    draft = started(browser, "yuehe.agent", "claim", parent=number)
    assert answers(draft.pk, "trainees") == {"class_record_number": number}
    browser("yuehe.agent").post(page(draft, "applicant"), posted(draft, applicant_kind="organisation"))
    text = browser("yuehe.agent").get(page(draft, "trainees")).text
    assert f'<option value="{number}" label="中式烹调师' in text


def test_nobody_begins_with_anothers_class(browser: Browser, claim: Case) -> None:
    draft = started(browser, "hongqi.agent", "claim", parent=claim.parent.number)
    assert answers(draft.pk, "trainees") == {}


def test_a_class_in_force_leads_to_its_claim(browser: Browser, claim: Case) -> None:
    agent = browser("yuehe.agent")
    text = agent.get(f"/cases/{claim.parent.number}").text
    assert "培训结束、学员取得证书后" in text
    assert f'name="parent" value="{claim.parent.number}"' in text
    assert 'name="parent"' not in agent.get(f"/cases/{claim.number}").text


def test_the_trades_of_the_list_are_offered_and_no_others_refused(browser: Browser, begun: Draft) -> None:
    text = browser("yuehe.agent").get(page(begun, "training")).text
    assert 'list="q-occupation-offered"' in text
    assert '<option value="焊工"></option>' in text

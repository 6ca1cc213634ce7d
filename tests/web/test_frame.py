"""The frame: in and out, large text, health, what is not there."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from tests.situations import ITEM
from tests.web.conftest import Browser
from workflow_app.management import acting
from workflow_app.models import Account, Draft

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def known() -> Account:
    account = acting.account("wang")
    account.set_password("a long enough one")
    account.save()
    return account


def test_signing_in_leads_to_where_one_wanted_to_go(known: Account) -> None:
    body = {"username": "wang", "password": "a long enough one", "next": "/notices/"}
    assert Client().post("/sign-in", body)["Location"] == "/notices/"


def test_signing_in_never_leads_to_another_house(known: Account) -> None:
    body = {"username": "wang", "password": "a long enough one", "next": "https://elsewhere.example/"}
    assert Client().post("/sign-in", body)["Location"] == "/"


def test_a_wrong_password_is_told_in_a_sentence_and_the_name_is_kept(known: Account) -> None:
    answer = Client().post("/sign-in", {"username": "wang", "password": "wrong"})
    assert answer.status_code == 422
    assert "用户名或密码不对" in answer.text
    assert 'value="wang"' in answer.text


def test_guessing_passwords_is_stopped(known: Account) -> None:
    guesses = [Client().post("/sign-in", {"username": "wang", "password": str(n)}).status_code for n in range(9)]
    assert guesses == [422] * 8 + [429]
    assert Client().post("/sign-in", {"username": "wang", "password": "a long enough one"}).status_code == 429


def test_signing_out_ends_the_session(browser: Browser) -> None:
    wang = browser("wang")
    wang.post("/sign-out")
    assert "登录" in wang.get("/").text


@pytest.mark.parametrize("address", ["/sign-out", "/large-text", "/drafts/1/discard"])
def test_what_changes_something_is_only_ever_posted(browser: Browser, address: str) -> None:
    answer = browser("wang").get(address)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "这个地址不能直接打开" in answer.text


@pytest.mark.parametrize("username", ["", "wang"])
def test_the_address_that_begins_a_draft_leads_to_the_guide(browser: Browser, username: str) -> None:
    client = browser(username) if username else Client()
    assert client.get(f"/items/{ITEM}/claim/start")["Location"] == f"/items/{ITEM}/"
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("referer", "next_page"),
    [
        pytest.param(f"http://testserver/items/{ITEM}/", f"/items/{ITEM}/", id="the guide"),
        pytest.param("https://elsewhere.example/items/", "/", id="another house"),
        pytest.param("", "/", id="not told"),
    ],
)
def test_who_must_sign_in_before_acting_comes_back_to_the_page(city: None, referer: str, next_page: str) -> None:
    answer = Client().post(f"/items/{ITEM}/claim/start", headers={"referer": referer})
    assert answer["Location"] == f"/sign-in?next={next_page}"


def test_a_form_without_its_csrf_token_is_refused_with_a_sentence() -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in", {"username": "wang", "password": "x"})
    assert answer.status_code == 403
    assert "刷新后再提交" in answer.text


def test_large_text_is_kept_and_leads_back() -> None:
    client = Client()
    assert client.post("/large-text", {"on": "1", "back": "/notices/"})["Location"] == "/notices/"
    assert 'class="large"' in client.get("/").text
    client.post("/large-text", {"on": "0", "back": "//elsewhere.example"})
    assert 'class="large"' not in client.get("/").text


@pytest.mark.parametrize("signed_in", ["", "yuehe.agent", "tangyin.intake", "tangyin.release"])
def test_large_text_is_one_press_away_on_every_page_without_a_script(signed_in: str) -> None:
    client = Client()
    if signed_in:
        client.force_login(acting.account(signed_in))
    for address in ("/", "/notices/", "/q", f"/items/{ITEM}/", "/nowhere", "/desk/", "/finance/"):
        text = client.get(address, follow=True).text
        form = text[text.index('<form method="post" action="/large-text">') :].split("</form>")[0]
        assert "csrfmiddlewaretoken" in form, address
        assert '<button class="quiet" name="on" value="1"' in form, address


def test_the_front_page_has_three_faces(browser: Browser) -> None:
    assert "可以办理的事项" in Client().get("/").text
    assert "我的申报" in browser("wang").get("/").text
    assert browser("tangyin.handler").get("/")["Location"] == "/desk/"


def test_an_unknown_address_says_so() -> None:
    answer = Client().get("/no-such-page")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.text


def test_alive_and_ready() -> None:
    assert Client().get("/healthz").content == b"ok\n"
    told = json.loads(Client().get("/readyz").content)
    assert told["ready"] is True
    assert all(sentence.endswith("。") for sentence in (*told["stops"], *told["lacks"]))


def test_a_missing_broker_folder_is_named(settings: object, tmp_path: object) -> None:
    gone = str(tmp_path / "gone")
    settings.CELERY_BROKER_URL = "filesystem://"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": gone, "data_folder_out": gone}
    assert any(gone in sentence for sentence in json.loads(Client().get("/readyz").content)["lacks"])


def test_a_browser_set_to_english_gets_whole_chinese_pages() -> None:
    """No page is half translated: dates and words of the framework stay in the language of ours."""
    ours, theirs = (
        re.sub(r'(nonce|value)="[^"]+"', "", Client(headers={"Accept-Language": each}).get("/sign-in").text)
        for each in ("zh-CN", "en-GB,en;q=0.9")
    )
    assert "登录" in ours
    assert ours == theirs

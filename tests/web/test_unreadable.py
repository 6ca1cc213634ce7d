"""What no honest form sends, and what an input method does: a sentence each time, never a broken screen."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from tests import cast
from tests.situations import own_claim
from tests.web.conftest import Browser
from workflow_app.models import Case
from workflow_app.web.refused import RefusalMiddleware

pytestmark = pytest.mark.usefixtures("city")
NUL = "\0"


@pytest.mark.parametrize(
    ("address", "body"),
    [
        pytest.param("/sign-in", {"username": NUL, "password": "x"}, id="sign-in"),
        pytest.param("/q", {"number": NUL, "code": "x"}, id="progress"),
        pytest.param("/objections/", {"code": NUL}, id="an objection's number"),
    ],
)
def test_a_nul_in_a_form_is_no_text(address: str, body: dict[str, str]) -> None:
    answer = Client().post(address, body)
    assert answer.status_code == 422
    assert "读不出来的字符" in answer.text


@pytest.mark.parametrize("address", ["/objections/%00", "/c/%00", "/desk/?item=%00", "/desk/find/?q=%00"])
def test_a_nul_in_an_address_is_no_text(browser: Browser, address: str) -> None:
    assert browser(cast.INTAKE).get(address).status_code == 422


def test_number_and_code_may_be_typed_full_width() -> None:
    case = own_claim()
    wide = {ord(narrow): ord(narrow) + 0xFEE0 for narrow in "0123456789ABCDEF-"}
    body = {"number": case.number.translate(wide), "code": Case.objects.get().query_code.translate(wide)}
    assert case.number in Client().post("/q", body).text


def test_words_instead_of_a_code_find_nothing() -> None:
    answer = Client().post("/q", {"number": own_claim().number, "code": "查询码"})
    assert "对不上" in answer.text


@pytest.mark.parametrize("address", ["home", "foo", "//elsewhere.example/", "https://elsewhere.example/"])
def test_nobody_is_led_to_what_is_no_path_of_ours(address: str) -> None:
    assert Client().post("/large-text", {"on": "1", "back": address})["Location"] == "/"


def test_a_form_with_too_many_fields_is_told_so_in_our_words() -> None:
    answer = Client().post("/sign-in", {f"field{n}": "" for n in range(1_100)})
    assert answer.status_code == 400
    assert "这次提交的内容太多" in answer.text


class LockNotHad(Exception):
    sqlstate = "55P03"


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(OperationalError("database is locked"), id="SQLite"),
        pytest.param(OperationalError("canceling statement due to lock timeout"), id="PostgreSQL"),
    ],
)
def test_who_waits_in_vain_is_asked_to_come_again(trouble: OperationalError) -> None:
    trouble.__cause__ = LockNotHad()
    request = RequestFactory().get("/desk/")
    answer = RefusalMiddleware(lambda _: None).process_exception(request, trouble)
    assert answer is not None
    assert answer.status_code == 503
    assert "请等几秒再提交一次" in answer.content.decode()


def test_another_trouble_of_the_database_stays_a_trouble() -> None:
    request = RequestFactory().get("/desk/")
    assert RefusalMiddleware(lambda _: None).process_exception(request, OperationalError("disk is full")) is None

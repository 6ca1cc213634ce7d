"""Signing in is limited by name and by address, in every web process alike, and tells nobody which names there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from tests.conftest import moment
from workflow_app.management import acting
from workflow_app.models import Account
from workflow_app.web.rate import address_of

MORNING = moment("2026-04-20 09:00")
RIGHT, WRONG = "a long enough one", "not this one"


@pytest.fixture(autouse=True)
def known(city: None, clock_at: Callable[[datetime], None]) -> Account:
    clock_at(MORNING)
    account = acting.account("wang")
    account.set_password(RIGHT)
    account.save()
    return account


def entered(name: str = "wang", password: str = WRONG, address: str = "192.0.2.1") -> object:
    return Client(REMOTE_ADDR=address).post("/sign-in", {"username": name, "password": password})


def spent(name: str = "wang") -> None:
    for n in range(8):
        assert entered(name, address=f"192.0.2.{n}").status_code == 422


def test_guesses_from_many_addresses_are_guesses_at_one_name() -> None:
    spent()
    answer = entered(address="198.51.100.9")
    assert answer.status_code == 429
    assert "请在09:16以后再试" in answer.text


def test_meanwhile_the_right_password_is_refused_too() -> None:
    spent()
    answer = entered(password=RIGHT)
    assert answer.status_code == 429
    assert "_auth_user_id" not in answer.client.session


def test_a_name_that_does_not_exist_gets_the_same_answers() -> None:
    spent()
    spent("nobody")
    real, made_up = entered(password=RIGHT), entered("nobody", RIGHT)
    sentences = [answer.context["refusal"].sentence for answer in (real, made_up)]
    assert real.status_code == made_up.status_code == 429
    assert sentences[0] == sentences[1]


def test_another_web_process_knows_of_it() -> None:
    spent()
    cache.clear()  # what a process remembers by itself
    assert entered(password=RIGHT).status_code == 429


@pytest.mark.parametrize("name", ["WANG", " wang ", "ｗａｎｇ"], ids=["capitals", "blanks", "full width"])
def test_the_same_name_written_otherwise_is_no_new_chance(name: str) -> None:
    spent()
    assert entered(name).status_code == 429


def test_when_the_time_is_over_one_may_sign_in(clock_at: Callable[[datetime], None]) -> None:
    spent()
    clock_at(MORNING + timedelta(minutes=16))
    assert entered(password=RIGHT).status_code == 302


def test_a_success_begins_the_count_anew() -> None:
    for _ in range(3):
        for _ in range(7):
            entered()
        assert entered(password=RIGHT).status_code == 302


def test_one_address_does_not_try_name_after_name() -> None:
    answers = [entered(f"name{n}").status_code for n in range(61)]
    assert answers == [422] * 60 + [429]
    assert entered(password=RIGHT).status_code == 429
    assert entered(password=RIGHT, address="192.0.2.2").status_code == 302


@pytest.mark.parametrize(
    ("proxies", "forwarded", "believed"),
    [
        pytest.param(0, "203.0.113.5", "10.0.0.1", id="no proxy: the header is anybody's"),
        pytest.param(1, "203.0.113.5", "203.0.113.5", id="one proxy"),
        pytest.param(1, "1.1.1.1, 203.0.113.5", "203.0.113.5", id="what the caller wrote in front is not believed"),
        pytest.param(2, "1.1.1.1, 203.0.113.5, 10.0.0.9", "203.0.113.5", id="two proxies"),
        pytest.param(2, "203.0.113.5", "10.0.0.1", id="fewer entries than proxies"),
        pytest.param(1, "", "10.0.0.1", id="no header"),
        pytest.param(1, "2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64", id="a line has a whole network of addresses"),
        pytest.param(1, "::ffff:203.0.113.5", "203.0.113.5", id="the same address written as the newer kind"),
    ],
)
def test_the_address_behind_proxies(settings: object, proxies: int, forwarded: str, believed: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == believed

"""A long notice is read page by page and searched; every sum nobody enacted is marked where it stands."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.markup import faults
from tests.situations import NOTICED, case_at, case_submitted, on_notice
from workflow_app.models import Notice, NoticeLine
from workflow_app.queries.public import notice_page


@pytest.fixture
def notice(city: None, clock_at: Any, monkeypatch: pytest.MonkeyPatch) -> Notice:
    """Twenty people on a notice, eight on a page."""
    clock_at(NOTICED)
    monkeypatch.setattr(notice_page, "LINES", 8)
    return on_notice(*(case_at("notice", case_submitted(serial)) for serial in (1, 2)))


def page(notice: Notice, query: str = "") -> str:
    return Client().get(f"/notices/{notice.pk}{query}").text


def ordinals(text: str) -> list[int]:
    return [int(each) for each in re.findall(r"<tr><td>(\d+)</td>", text)]


def test_a_page_shows_its_lines_and_leads_to_those_beside_it(notice: Notice) -> None:
    first, second, third = page(notice), page(notice, "?from=9"), page(notice, "?from=17")
    assert [ordinals(each) for each in (first, second, third)] == [
        list(range(1, 9)),
        list(range(9, 17)),
        list(range(17, 21)),
    ]
    assert 'href="?from=9#lines"' in first
    assert 'rel="prev"' not in first
    assert 'href="?from=1#lines"' in second
    assert 'href="?from=17#lines"' in second
    assert 'rel="next"' not in third
    assert faults(first) == faults(second) == []


def test_count_and_sum_are_of_the_whole_notice_on_every_page(notice: Notice) -> None:
    for text in (page(notice), page(notice, "?from=17")):
        assert "名单，20 人" in text
        assert "20,000.00" in text


def test_every_sum_carries_its_mark(notice: Notice) -> None:
    text = page(notice)
    lines = re.findall(r"<tr><td>\d+</td>.*?</tr>", text, re.DOTALL)
    assert len(lines) == 8
    assert all("mark-sample" in line for line in lines)
    assert re.search(r"20,000\.00</b> 元 <span class=\"mark mark-sample\"", text)
    assert re.search(r"20,000\.00</span> 元 <span class=\"mark mark-sample\"", Client().get("/notices/").text)


def test_a_line_is_found_by_the_last_four(notice: Notice) -> None:
    line = notice.lines.get(ordinal=13)
    tail = line.shown.split("|")[2]
    text = page(notice, f"?q={tail}")
    assert 13 in ordinals(text)
    assert len(ordinals(text)) == NoticeLine.objects.filter(shown__endswith=f"|{tail}").count()
    assert f"“{tail}”有" in text


def test_a_line_is_found_by_its_name(notice: Notice) -> None:
    name = notice.lines.get(ordinal=20).shown.split("|")[0]
    assert 20 in ordinals(page(notice, f"?q={name}"))


@pytest.mark.parametrize("wanted", ["没有这个人", "%", "<b>"])
def test_what_is_not_there_is_said(notice: Notice, wanted: str) -> None:
    text = Client().get(f"/notices/{notice.pk}", {"q": wanted}).text
    assert "<b>”" not in text
    assert "看全部名单" in text


def test_the_bar_between_the_parts_is_no_search(notice: Notice) -> None:
    assert ordinals(page(notice, "?q=|")) == list(range(1, 9))


@pytest.mark.parametrize("start", ["0", "-3", "x", "99999999999999999999", "9999"])
def test_a_page_that_is_none_is_no_error(notice: Notice, start: str) -> None:
    assert Client().get(f"/notices/{notice.pk}?from={start}").status_code == 200


def test_a_long_notice_asks_no_more_than_a_short_one(notice: Notice, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        page(notice, "?from=9")


def test_an_objection_refused_from_a_later_page_keeps_its_words(notice: Notice) -> None:
    body = {"ordinal": "99", "name": "张明", "contact": "19900000000", "words": "他没有上课。", "form_token": "x"}
    answer = Client().post(f"/notices/{notice.pk}", body)
    assert answer.status_code == 422
    assert "他没有上课。" in answer.text

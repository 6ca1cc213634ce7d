"""批量打印 at the desk: chosen, looked at, ordered, watched, taken; what is refused keeps the choice; others see nothing of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

import pikepdf
import pytest

from tests import cast
from tests.house.quick_hands import quick_hands
from tests.markup import faults
from tests.situations import SIGNED, own_claim
from tests.web.conftest import Browser, token
from workflow_app.jobs.print_run import make_print_run
from workflow_app.models import Action, IssuedDocument, PrintRun

HOME, DAY = "/desk/printing/", "2026-04-07"
LOOK = {"look": "1", "since": DAY, "until": DAY}


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch, clock_at: Callable[[datetime], None], city: None) -> list[IssuedDocument]:
    """Three receipts of that day, not printed yet."""
    clock_at(SIGNED)
    quick_hands(monkeypatch)
    for _ in range(3):
        own_claim()
    return list(IssuedDocument.objects.order_by("pk"))


def ordered(browser: Browser, form: str = "volumes") -> PrintRun:
    answer = browser(cast.INTAKE).post(f"{HOME}order/", LOOK | {"form": form, "form_token": token()})
    assert answer.status_code == 302
    run = PrintRun.objects.get()
    assert answer["Location"] == f"{HOME}{run.pk}/"
    return run


def test_from_the_choice_to_the_volume(browser: Browser, papers: list[IssuedDocument]) -> None:
    desk = browser(cast.INTAKE)
    IssuedDocument.objects.filter(pk=papers[2].pk).update(state="void")
    text = desk.get(HOME, LOOK).text
    assert faults(text) == []
    for said in ("共 2 份", "全部种类，2026年4月7日出具", "2 份还没有印制", "另有 1 份已作废，不装入"):
        assert said in text
    run = ordered(browser)
    text = desk.get(f"{HOME}{run.pk}/").text
    assert faults(text) == []
    assert "已印好 0 / 2 份，已装入 0 / 2 份" in text
    assert 'http-equiv="refresh"' in text
    assert "还没有做完" in desk.get(HOME, LOOK).text
    make_print_run(run.pk, lambda: SIGNED)
    text = desk.get(f"{HOME}{run.pk}/").text
    assert faults(text) == []
    assert 'http-equiv="refresh"' not in text
    assert "没有装入的 1 份" in text
    assert papers[2].number in text
    answer = desk.post(f"{HOME}{run.pk}/1/")
    data = b"".join(answer.streaming_content)
    assert (int(answer["Content-Length"]), answer["Cache-Control"]) == (len(data), "private, no-store")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 4
    assert Action.objects.filter(verb="take_print_volume").count() == 1
    text = desk.get(HOME).text
    assert faults(text) == []
    assert "可以下载" in text


def test_a_form_sent_twice_orders_once(browser: Browser, papers: list[IssuedDocument]) -> None:
    desk, form = browser(cast.INTAKE), LOOK | {"form": "zip", "form_token": token()}
    assert [desk.post(f"{HOME}order/", form).status_code for _ in range(2)] == [302, 302]
    assert PrintRun.objects.count() == 1


def test_it_is_cancelled(browser: Browser, papers: list[IssuedDocument]) -> None:
    run = ordered(browser)
    answer = browser(cast.HANDLER).post(f"{HOME}{run.pk}/cancel/", {"form_token": token()}, follow=True)
    assert "已取消。印好的文书不受影响。" in answer.text
    answer = browser(cast.HANDLER).post(f"{HOME}{run.pk}/cancel/", {"form_token": token()})
    assert (answer.status_code, "没有可取消的" in answer.text) == (409, True)
    assert browser(cast.HANDLER).post(f"{HOME}{run.pk}/1/").status_code == 409


WRONG = [
    ("a day", {"since": "昨天"}, "起始日期读不懂"),
    ("days the wrong way round", {"since": "2026-04-08"}, "起始日期在截止日期之后"),
    ("nothing there", {"title": "没有这种"}, "没有符合条件的文书"),
    ("another's batch", {"batch": "999"}, "没有找到这个支付批次"),
    ("no batch at all", {"batch": "x"}, "没有找到这个支付批次"),
    ("an unknown way", {"waiting": "fax"}, "没有读到“送达”一栏"),
    ("another's office", {"unit": "999"}, "请选择您所在的、出具文书的单位"),
]


@pytest.mark.parametrize(("said", "sentence"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_refused_says_why_and_keeps_the_choice(
    browser: Browser, papers: list[IssuedDocument], said: dict[str, str], sentence: str
) -> None:
    answer = browser(cast.INTAKE).get(HOME, LOOK | said)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert f'name="until" type="date" max="{DAY}" value="{DAY}"' in answer.text
    assert faults(answer.text) == []
    sent = LOOK | said | {"form": "zip", "form_token": token()}
    answer = browser(cast.INTAKE).post(f"{HOME}order/", sent)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert not PrintRun.objects.exists()


@pytest.mark.parametrize("person", [cast.INTAKE_ELSEWHERE, cast.BATCH_RELEASE])
def test_another_office_sees_and_takes_nothing(browser: Browser, papers: list[IssuedDocument], person: str) -> None:
    run = ordered(browser)
    make_print_run(run.pk, lambda: SIGNED)
    desk = browser(person)
    assert papers[0].title not in desk.get(HOME).text
    for answer in (desk.get(f"{HOME}{run.pk}/"), desk.post(f"{HOME}{run.pk}/1/"), desk.post(f"{HOME}{run.pk}/cancel/")):
        assert answer.status_code == 404
    assert not Action.objects.filter(verb="take_print_volume").exists()


def test_the_tab_is_theirs_who_issue_papers(browser: Browser, papers: list[IssuedDocument]) -> None:
    assert HOME in browser(cast.INTAKE).get("/desk/").text
    assert HOME not in browser(cast.BATCH_RELEASE).get("/desk/").text
    assert browser(cast.TRAINEE).get(HOME).status_code == 403


@pytest.mark.parametrize("many", [0, 3])
def test_the_pages_ask_no_more_for_more_papers(
    browser: Browser, papers: list[IssuedDocument], many: int, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for _ in range(many):
        own_claim()
    run, desk = ordered(browser), browser(cast.INTAKE)
    make_print_run(run.pk, lambda: SIGNED)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        desk.get(HOME, LOOK)
    with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
        desk.get(f"{HOME}{run.pk}/")

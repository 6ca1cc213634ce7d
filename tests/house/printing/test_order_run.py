"""Which papers a choice means, and what is refused: each refusal a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.cast import who
from tests.house.printing.conftest import FEW, Ordered
from tests.house.quick_hands import QuickHands
from tests.house.serving.letters import refused_by_letter
from tests.situations import SIGNED, batch_settled, own_claim
from workflow_app.jobs import press, print_run
from workflow_app.jobs.press import press_many
from workflow_app.models import Case, IssuedDocument, PrintRun
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotUnderstood
from workflow_app.queries.desk import print_choice
from workflow_app.queries.desk.print_choice import Choice, Waiting, batches_of, found, in_words, titles_of
from workflow_app.queries.workplace import Workplace, workplace

DAY = date(2026, 4, 7)


def place_of(person: str) -> Workplace:
    return workplace(who(person), DAY)


def titles(choice: Choice, person: str = cast.INTAKE) -> list[str]:
    keys = found(choice, place_of(person)).papers
    return list(IssuedDocument.objects.filter(pk__in=keys).order_by("pk").values_list("title", flat=True))


def test_kind_and_days_narrow_it_and_both_days_count(papers: list[IssuedDocument]) -> None:
    unit, title = papers[0].unit_id, papers[0].title
    assert len(titles(Choice(unit))) == FEW
    assert titles(Choice(unit, title, DAY, DAY)) == [title] * FEW
    for beside in (Choice(unit, since=date(2026, 4, 8)), Choice(unit, until=date(2026, 4, 6)), Choice(unit, "别的")):
        with pytest.raises(NotUnderstood, match="没有符合条件的文书"):
            found(beside, place_of(cast.INTAKE))
    assert titles_of([unit]) == [(title, FEW)]


def test_a_batch_means_the_papers_of_its_notice_its_request_and_its_cases(city: None) -> None:
    batch = batch_settled(own_claim())
    alone = set(IssuedDocument.objects.filter(unit=batch.request.unit_id).values_list("pk", flat=True))
    own_claim(902, "li")
    choice = Choice(batch.request.unit_id, batch=batch.pk)
    assert set(found(choice, place_of(cast.INTAKE)).papers) == alone
    assert {"receipt", "public_notice", "roster"} <= set(
        IssuedDocument.objects.filter(pk__in=alone).values_list("kind", flat=True)
    )
    assert batches_of([batch.request.unit_id]) == [batch]
    assert in_words(choice) == f"全部种类，支付批次{batch.number}"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "全部种类"),
        ({"title": "收件回执", "since": DAY, "until": DAY}, "收件回执，2026年4月7日出具"),
        ({"since": DAY, "until": date(2026, 4, 30)}, "全部种类，2026年4月7日至2026年4月30日出具"),
        ({"since": DAY, "waiting": Waiting.BY_POST}, "全部种类，2026年4月7日以后出具，待邮寄的"),
        ({"until": DAY, "waiting": Waiting.UNSERVED}, "全部种类，2026年4月7日以前出具，待送达的"),
    ],
)
def test_a_choice_is_told_in_words(city: None, said: dict[str, object], words: str) -> None:
    assert in_words(Choice(1, **said)) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("way", "unserved", "by_post"),
    [("post", True, True), ("counter", True, False), ("electronic", False, False)],
)
def test_what_waits_to_be_served_and_what_of_it_goes_by_letter(
    quick: QuickHands, monkeypatch: pytest.MonkeyPatch, city: None, way: str, unserved: bool, by_post: bool
) -> None:
    monkeypatch.setattr(press, "render", lambda paper: next(iter(quick.print_each([(0, press._order(paper))])))[1])
    case = refused_by_letter(way=way)
    for waiting, there in ((Waiting.UNSERVED, unserved), (Waiting.BY_POST, by_post)):
        choice = Choice(case.unit_id, waiting=waiting)
        if there:
            assert set(found(choice, place_of(cast.INTAKE)).papers) == {
                paper.pk for paper in case.papers.filter(internal=False)
            }
        else:
            with pytest.raises(NotUnderstood, match="没有符合条件的文书"):
                found(choice, place_of(cast.INTAKE))


def test_what_is_not_printed_and_will_serve_itself_does_not_wait_for_an_officer(papers: list[IssuedDocument]) -> None:
    assert Case.objects.filter(papers__in=papers).exists()
    with pytest.raises(NotUnderstood, match="没有符合条件的文书"):
        found(Choice(papers[0].unit_id, waiting=Waiting.UNSERVED), place_of(cast.INTAKE))


def test_void_papers_are_counted_apart_and_alone_they_are_nothing(
    quick: QuickHands, papers: list[IssuedDocument], ordered: Ordered
) -> None:
    press_many([papers[0].pk], lambda: SIGNED)
    IssuedDocument.objects.filter(pk=papers[1].pk).update(state="void")
    looked = found(Choice(papers[0].unit_id), place_of(cast.INTAKE))
    assert (len(looked.papers), looked.void, looked.unprinted) == (FEW - 1, (papers[1].pk,), FEW - 2)
    run = ordered()
    assert list(run.papers.exclude(left_out="").values_list("paper", "left_out")) == [(papers[1].pk, "void")]
    IssuedDocument.objects.all().update(state="void")
    with pytest.raises(NotUnderstood, match=f"符合条件的{FEW}份文书都已作废"):
        found(Choice(papers[0].unit_id), place_of(cast.INTAKE))


def test_days_the_wrong_way_round_and_more_than_a_run_takes_are_refused(
    papers: list[IssuedDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = papers[0].unit_id
    with pytest.raises(NotUnderstood, match="起始日期在截止日期之后"):
        found(Choice(unit, since=date(2026, 4, 8), until=DAY), place_of(cast.INTAKE))
    monkeypatch.setattr(print_choice, "MOST", FEW - 1)
    with pytest.raises(NotUnderstood, match=f"超过{FEW - 1}份，一次最多{FEW - 1}份"):
        found(Choice(unit), place_of(cast.INTAKE))


@pytest.mark.parametrize("waiting", [Waiting.UNSERVED, Waiting.BY_POST])
def test_no_more_filings_are_opened_than_a_run_takes(
    papers: list[IssuedDocument],
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
    waiting: Waiting,
) -> None:
    place = place_of(cast.INTAKE)
    monkeypatch.setattr(print_choice, "MOST", FEW - 1)
    refused = pytest.raises(NotUnderstood, match=f"没有送达的文书超过{FEW - 1}份，一次最多{FEW - 1}份：请缩短日期")
    with refused, django_assert_num_queries(1):
        found(Choice(papers[0].unit_id, waiting=waiting), place)


@pytest.mark.parametrize(
    "person", [cast.INTAKE_ELSEWHERE, cast.RURAL_CHECK, cast.BUREAU_FINANCE, cast.BATCH_RELEASE, cast.AGENT]
)
def test_others_order_nothing_and_find_nothing(papers: list[IssuedDocument], ordered: Ordered, person: str) -> None:
    with pytest.raises(NotAllowed, match="批量打印由出具文书的单位"):
        ordered(by=person)
    with pytest.raises(NotUnderstood, match="没有符合条件的文书"):
        found(Choice(papers[0].unit_id), place_of(person))
    assert not PrintRun.objects.exists()


def test_an_unknown_form_is_refused(ordered: Ordered) -> None:
    with pytest.raises(NotUnderstood, match="请选择合并成册还是逐份压缩"):
        ordered("word")


def test_of_an_office_one_is_under_way_at_a_time(quick: QuickHands, ordered: Ordered) -> None:
    run = ordered()
    with pytest.raises(AlreadyDone, match="本单位有一次批量打印还没有做完"):
        ordered(by=cast.HANDLER)
    print_run.make_print_run(run.pk, lambda: SIGNED)
    assert ordered(by=cast.HANDLER).pk != run.pk

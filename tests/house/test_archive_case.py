"""Archive: however a case ended, its file is shut with an index of everything it leaves, once every paper is made."""

from collections.abc import Callable

import pytest

from documents.press import Printed
from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.remembered import begin
from tests.situations import SIGNED, TWO_DAYS, awaiting_correction, batch_settled, case_at, case_submitted, own_claim
from workflow_app.approval.stance import Stance
from workflow_app.commands.archive_case import archive_case
from workflow_app.commands.expire import expire
from workflow_app.commands.seat.take_back import take_back
from workflow_app.commands.withdraw import withdraw
from workflow_app.jobs import press, runner
from workflow_app.management import acting
from workflow_app.models import Case, Deadline, IssuedDocument, Opinion
from workflow_app.policy.refusals import NotFound
from workflow_app.queries.papers.approval_form import approval_form, form_is_due

CORRECTION_OVER = moment("2026-04-22 00:05")
LATER = moment("2026-04-23 09:00")
PDF = Printed(b"%PDF-1.7 made for a test", 2, "")


@pytest.fixture(autouse=True)
def quick_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making papers is another room's; here the bytes are given."""
    monkeypatch.setattr(press, "render", lambda paper: PDF)
    begin()  # nothing remembered was printed so


def refused() -> Case:
    case = acting.sign_all(case_at("handle"), Stance.REFUSE, "材料与实际情况不符。", at=SIGNED)
    return acting.sign_all(case, at=SIGNED)


def not_accepted() -> Case:
    return acting.sign_all(own_claim(), Stance.REFUSE, "应由培训地受理。", at=SIGNED)


def withdrawn() -> Case:
    return withdraw(own_claim().pk, by=who(cast.TRAINEE), at=SIGNED)


def deemed_withdrawn() -> Case:
    case = awaiting_correction()
    expire(Deadline.objects.get(case=case, kind="correction").pk, at=CORRECTION_OVER)
    return Case.objects.get(pk=case.pk)


def paid() -> Case:
    batch_settled(own_claim())
    return Case.objects.get()


ENDINGS = [
    (refused, {"receipt", "acceptance", "refusal", "service_proof", "approval_form"}),
    (not_accepted, {"receipt", "not_accepted", "service_proof", "approval_form"}),
    (withdrawn, {"receipt"}),
    (deemed_withdrawn, {"receipt", "correction", "deemed_withdrawn"}),
    (
        paid,
        {
            "receipt",
            "acceptance",
            "determination",
            "service_proof",
            "public_notice",
            "funds_request",
            "roster",
            "approval_form",
        },
    ),
]


@pytest.mark.parametrize(("ending", "kinds"), ENDINGS, ids=lambda value: getattr(value, "__name__", ""))
def test_every_ending_is_archived_with_everything_it_leaves(ending: Callable[[], Case], kinds: set[str]) -> None:
    case = ending()
    runner.work(lambda: LATER)
    case = Case.objects.get(pk=case.pk)
    index = IssuedDocument.objects.get(case=case, kind="file_index")
    assert (case.archived_on, index.state) == (LATER.date(), "stored")
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.body) == ("archive_case", None, {"paper": index.number})
    numbers = {line["number"] for line in index.data["lines"]}
    assert set(IssuedDocument.objects.filter(kind__in=kinds).values_list("number", flat=True)) <= numbers
    listed = [line for line in index.data["lines"] if line["number"]]
    assert [line for line in listed if line["pages"] != 2 or not line["sha256"]] == [], (
        "nothing is archived before it is made"
    )


def test_the_file_of_a_claim_holds_what_it_rests_on() -> None:
    case = withdraw(case_submitted().pk, by=who(cast.AGENT), at=SIGNED)
    runner.work(lambda: LATER)
    titles = [line["title"] for line in IssuedDocument.objects.get(case=case, kind="file_index").data["lines"]]
    assert {"开班备案通知书", "培训过程检查记录"} <= set(titles)


def test_a_case_waits_with_its_archiving_until_its_last_paper_is_made() -> None:
    case = withdrawn()
    assert not archive_case(case.pk, at=LATER)
    runner.work(lambda: LATER)
    assert Case.objects.get(pk=case.pk).archived_on == LATER.date()


def test_a_case_is_archived_once() -> None:
    case = withdrawn()
    runner.work(lambda: LATER)
    assert not archive_case(case.pk, at=LATER + TWO_DAYS)
    assert IssuedDocument.objects.filter(kind="file_index").count() == 1


def test_the_form_holds_every_word_in_order_with_who_said_it_and_what_lay_before_them() -> None:
    case = refused()
    runner.work(lambda: LATER)
    form = IssuedDocument.objects.get(case=case, kind="approval_form")
    said = Opinion.objects.filter(seat__round__case=case).order_by("pk")
    assert form.internal
    assert [(each["by"], each["words"], each["head"]) for each in form.data["opinions"]] == [
        (word.by.name, word.words, word.shown["chain"][:16]) for word in said
    ]
    stances = [each["stance"] for each in form.data["opinions"]]
    assert {"同意", "不同意"} <= set(stances)
    assert [each["taken_back"] for each in form.data["opinions"]] == [""] * len(stances)
    assert form.data["outcome"] == "不予批准"


def test_a_word_taken_back_stays_on_the_form_and_says_so() -> None:
    case = case_at("section")
    mine = Opinion.objects.filter(seat__round__case=case).latest("pk")
    take_back(mine.seat_id, by=mine.by, at=SIGNED)
    words = approval_form(case, SIGNED)["opinions"]
    assert [bool(each["taken_back"]) for each in words] == [False] * (len(words) - 1) + [True]


def test_a_case_nobody_looked_at_has_no_form_and_an_opened_file_no_second_one() -> None:
    assert not form_is_due(withdrawn())
    case = refused()
    assert form_is_due(case)
    runner.work(lambda: LATER)
    assert not form_is_due(case)


def test_a_case_that_goes_on_is_not_archived() -> None:
    case = case_at("section")
    runner.work(lambda: LATER)
    assert not archive_case(case.pk, at=LATER)
    assert Case.objects.get().archived_on is None


def test_a_case_that_does_not_exist_is_not_archived() -> None:
    with pytest.raises(NotFound):
        archive_case(999, at=LATER)


def test_whose_correction_never_came_is_told_so_with_the_law_and_by_the_system() -> None:
    case = deemed_withdrawn()
    paper = IssuedDocument.objects.get(case=case, kind="deemed_withdrawn")
    asked = IssuedDocument.objects.get(case=case, kind="correction")
    assert not paper.internal
    assert paper.data["correction"] == {"number": asked.number, "issued_on": "2026-04-07"}
    assert (paper.data["due_on"], paper.data["ended_on"]) == ("2026-04-21", "2026-04-22")
    assert paper.data["basis"] == ["《安阳市政务服务条例》第三十六条"]
    assert paper.data["marks"] == ["补正期限为示例，没有机关颁布。"]
    runner.work(lambda: LATER)
    assert IssuedDocument.objects.get(pk=paper.pk).services.get().method == "electronic"

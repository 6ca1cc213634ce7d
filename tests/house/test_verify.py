"""Whoever gets past the triggers is found: verify names what was changed, deleted, inserted, reordered or cut."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import F

from tests.house import record
from tests.situations import ANSWERED, batch_settled, case_submitted
from workflow_app.commands.store_paper import store_paper
from workflow_app.models import (
    Action,
    Appropriation,
    Case,
    Claim,
    Deadline,
    Filing,
    IssuedDocument,
    NoticeLine,
    NumberSeries,
    PaymentBatch,
    PaymentLine,
    Posting,
    PublishedEdition,
    Round,
    Seat,
    Stream,
    triggers,
)
from workflow_app.models.chain import personal_digest
from workflow_app.models.keyring import person_index
from workflow_app.queries.audit.verify import breaks

pytestmark = pytest.mark.tampered


@pytest.fixture
def paid() -> Case:
    """A class of ten, paid; its receipt is printed; the triggers are gone."""
    batch_settled(case_submitted())
    case = Case.objects.get(procedure="claim")
    store_paper(case.papers.earliest("id").pk, b"%PDF made for a test", 1, at=ANSWERED)
    assert not list(breaks())
    triggers.lift(connection)
    return case


def chain(case: Case) -> Stream:
    return Stream.objects.get(key=f"case:{case.number}")


def link(case: Case, ordinal: int) -> Action:
    return Action.objects.get(stream=chain(case), ordinal=ordinal)


def change_an_act(case: Case) -> None:
    Action.objects.filter(pk=link(case, 3).pk).update(verb="nothing_happened")


def change_who_acted(case: Case) -> None:
    Action.objects.filter(pk=link(case, 3).pk).update(by=link(case, 1).by)


def change_when(case: Case) -> None:
    Action.objects.filter(pk=link(case, 3).pk).update(at=link(case, 1).at)


def change_what(case: Case) -> None:
    Action.objects.filter(pk=link(case, 3).pk).update(body={"seat": 1})


def delete_an_act(case: Case) -> None:
    Action.objects.filter(pk=link(case, 3).pk).delete()


def delete_and_close_the_gap(case: Case) -> None:
    Action.objects.filter(pk=link(case, 3).pk).delete()
    for act in Action.objects.filter(stream=chain(case), ordinal__gt=3).order_by("ordinal"):
        Action.objects.filter(pk=act.pk).update(ordinal=act.ordinal - 1)
    Stream.objects.filter(pk=chain(case).pk).update(length=F("length") - 1)


def insert_an_act(case: Case) -> None:
    for act in Action.objects.filter(stream=chain(case), ordinal__gte=3).order_by("-ordinal"):
        Action.objects.filter(pk=act.pk).update(ordinal=act.ordinal + 1)
    act = link(case, 4)
    act.pk, act.ordinal = None, 3
    act.save()


def append_an_act(case: Case) -> None:
    act = link(case, chain(case).length)
    act.pk, act.ordinal, act.previous = None, act.ordinal + 1, act.digest
    act.save()


def swap_two_acts(case: Case) -> None:
    one, other = link(case, 3).pk, link(case, 4).pk
    for pk, ordinal in ((one, 999), (other, 3), (one, 4)):
        Action.objects.filter(pk=pk).update(ordinal=ordinal)


def cut_the_tail(case: Case) -> None:
    Action.objects.filter(stream=chain(case), ordinal__gte=chain(case).length - 1).delete()


def cut_the_tail_and_the_head(case: Case) -> None:
    """Not even the stream's own row tells; but the papers of money and the signers' sight do."""
    shorter = link(case, 4)
    Action.objects.filter(stream=chain(case), ordinal__gt=4).delete()
    Stream.objects.filter(pk=chain(case).pk).update(length=4, head=shorter.digest)


CHAINS = [
    change_an_act, change_who_acted, change_when, change_what, delete_an_act, delete_and_close_the_gap, insert_an_act,
    append_an_act, swap_two_acts, cut_the_tail, cut_the_tail_and_the_head,
]  # fmt: skip


@pytest.mark.parametrize("harm", CHAINS, ids=lambda harm: harm.__name__.replace("_", " "))
def test_a_harmed_chain_is_named(paid: Case, harm: Callable[[Case], None]) -> None:
    harm(paid)
    assert any(paid.number in sentence for sentence in breaks())


def other_bytes(case: Case) -> None:
    digest = case.papers.get(state="stored").sha256
    file = settings.FILES / digest[:2] / digest
    # Sealed bytes are random: any letter written over the last one might stand there already.
    *kept, last = file.read_bytes()
    file.write_bytes(bytes([*kept, last ^ 1]))


def no_bytes(case: Case) -> None:
    digest = case.papers.get(state="stored").sha256
    (settings.FILES / digest[:2] / digest).unlink()


def other_words(case: Case) -> None:
    paper = case.papers.get(state="stored")
    IssuedDocument.objects.filter(pk=paper.pk).update(data=paper.data | {"agent": "别人"})


def a_bank_file_changed(case: Case) -> None:
    digest = PaymentBatch.objects.get().file_sha256
    (settings.FILES / digest[:2] / digest).write_bytes(b"k1:nothing")


def other_answers(case: Case) -> None:
    filing = case.filings.get()
    Filing.objects.filter(pk=filing.pk).update(answers=filing.answers | {"payee_name": "别人"})


def other_answers_with_their_digest(case: Case) -> None:
    said = case.filings.get().answers | {"payee_name": "别人"}
    Filing.objects.filter(case=case).update(answers=said, digest=personal_digest(said))


def a_paper_gone(case: Case) -> None:
    NumberSeries.objects.filter(series="核").update(last=9)


def more_money(case: Case) -> None:
    Claim.objects.filter(case=case, ordinal=1).update(amount=Decimal("9000.00"))


def more_money_with_its_formula(case: Case) -> None:
    Claim.objects.filter(case=case, ordinal=1).update(amount=Decimal("9000.00"), formula="9000.00 × 1")


def somebody_else(case: Case) -> None:
    claim = Claim.objects.get(case=case, ordinal=1)
    claim.beneficiary = claim.beneficiary | {"name": "冒名", "number": "410599199001010038"}
    claim.save()


def somebody_else_with_their_index(case: Case) -> None:
    number = "410599199001010038"
    claim = Claim.objects.get(case=case, ordinal=1)
    claim.beneficiary, claim.beneficiary_index = {"name": "冒名", "number": number}, person_index(number)
    claim.save()


def owed_again(case: Case) -> None:
    Claim.objects.filter(case=case, ordinal=1).update(state="determined")


def never_on_notice(case: Case) -> None:
    NoticeLine.objects.filter(claim__case=case, ordinal=1).update(state="void")


def other_sum_on_notice(case: Case) -> None:
    NoticeLine.objects.filter(claim__case=case, ordinal=1).update(amount=Decimal("1.00"))


def a_posting_gone(case: Case) -> None:
    Posting.objects.filter(pk=Posting.objects.latest("id").pk).delete()


def a_counter_moved(case: Case) -> None:
    Appropriation.objects.update(posted=F("posted") - 1)


def paid_more(case: Case) -> None:
    PaymentLine.objects.filter(ordinal=1).update(amount=Decimal("9000.00"))


def paid_to_nobody(case: Case) -> None:
    PaymentLine.objects.filter(ordinal=1).update(state="returned")


def another_policy(case: Case) -> None:
    PublishedEdition.objects.filter(pk=case.edition_id).update(text="free: money")


HARMS = [
    (other_bytes, "文件缺失或被改动"), (no_bytes, "文件缺失或被改动"), (other_words, "内容与出具时不同"),
    (other_answers, "第1次填报的内容与提交时不同"), (other_answers_with_their_digest, "第1次填报的内容与提交时不同"),
    (a_bank_file_changed, "支付文件缺失或被改动"), (a_paper_gone, "有缺号"),
    (more_money, "第1行：1000.00 × 1 不等于 9000.00 元"), (more_money_with_its_formula, "第1行核定的与公示的不一致"),
    (somebody_else, "第1行的人与"), (somebody_else_with_their_index, "第1行核定的与公示的不一致"),
    (owed_again, "对应的明细没有记为已到账"), (never_on_notice, "第1行没有公示就核定了"),
    (other_sum_on_notice, "第1行核定的与公示的不一致"), (a_posting_gone, "余额与分录不一致"),
    (a_counter_moved, "余额与分录不一致"), (paid_more, "第1笔的金额与核定的不一致"),
    (paid_to_nobody, "记为已到账，没有对应的付款"), (another_policy, "与发布时不同"),
]  # fmt: skip


@pytest.mark.parametrize(("harm", "told"), HARMS, ids=lambda harm: getattr(harm, "__name__", "").replace("_", " "))
def test_every_other_harm_is_named(paid: Case, harm: Callable[[Case], None], told: str) -> None:
    harm(paid)
    assert any(told in sentence for sentence in breaks())


def lost_from_its_route(case: Case) -> None:
    Case.objects.filter(pk=case.parent_id).update(step="section")


def a_round_left_open(case: Case) -> None:
    Round.objects.filter(case=case, step="section").update(state="open", closed_at=None)


def a_seat_left_waiting(case: Case) -> None:
    seat = Seat.objects.filter(round__case=case).latest("id")
    Seat.objects.filter(pk=seat.pk).update(waiting=True)


def a_clock_left_running(case: Case) -> None:
    closed = Deadline.objects.filter(case=case).earliest("id")
    Deadline.objects.filter(pk=closed.pk).update(state="armed")


STATES = [
    (lost_from_its_route, "的环节是“section”"), (a_round_left_open, "签署轮次是 ['section']"),
    (a_seat_left_waiting, "还挂着待办"), (a_clock_left_running, "还在计时"),
]  # fmt: skip


@pytest.mark.parametrize(("harm", "told"), STATES, ids=lambda harm: getattr(harm, "__name__", "").replace("_", " "))
def test_a_case_that_hangs_in_the_air_is_named(paid: Case, harm: Callable[[Case], None], told: str) -> None:
    harm(paid)
    assert any(told in sentence for sentence in breaks())


def test_a_lost_trigger_is_named(paid: Case) -> None:
    assert any("refuse_update_workflow_app_action" in sentence for sentence in breaks())
    assert record.length(f"case:{paid.number}") > 4

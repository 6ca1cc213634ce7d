"""Tables read back: plans, the treasury's answers, its receipts, the bank's; twice is once, a changed sum refuses the whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.recovery.owing import ORDERED, ordered, proposed
from tests.house.treasury.planning import GIVEN, PLANNED, agreed, drafted, unplanned
from tests.situations import PAYMENT_APPROVED, batch_settled, case_submitted, funds_checked, own_claim
from workflow_app.commands.recovery.receive import confirm_receipt
from workflow_app.commands.treasury.tables.outcome import Outcome, TableNotTaken
from workflow_app.commands.treasury.tables.take_table import take_table
from workflow_app.models import Action, FundsRequest, IssuedDocument, ReceiptEntry, RecoveryReceipt, SpendingPlan
from workflow_app.policy.refusals import NotAllowed, NotFound
from workflow_app.queries.finance.tables import rows_out
from workflow_app.queries.workplace import workplace
from workflow_app.tables.profile import as_csv
from workflow_app.tables.profile_file import table_profile

INDICATOR = "汤财社〔2026〕18号"
Rows = Sequence[Sequence[object]]


def taken(name: str, rows: Rows, username: str = cast.BUREAU_FINANCE, at: object = PLANNED) -> list[Outcome]:
    profile = table_profile(name)
    wide = [(*row, *("" for _ in range(len(profile.columns) - len(row)))) for row in rows]
    return take_table(name, as_csv(profile, wide), "表.csv", by=who(username), at=at)  # type: ignore[arg-type]


def out(name: str, username: str, at: object = PLANNED) -> list[list[object]]:
    return [list(row) for row in rows_out(name, workplace(who(username), at.date()), 2026)]  # type: ignore[attr-defined]


def whats(outcomes: list[Outcome]) -> list[str]:
    return [outcome.what for outcome in outcomes]


def refused(name: str, rows: Rows, username: str = cast.BUREAU_FINANCE, at: object = PLANNED) -> list[Outcome]:
    with pytest.raises(TableNotTaken, match="整份没有写入") as raised:
        taken(name, rows, username, at)
    return raised.value.outcomes


PLANS = [("职-1", INDICATOR, 4, Decimal("100.00"), "四月"), ("职-2", INDICATOR, 5, Decimal("50.00"), "")]


def test_a_table_of_plans_becomes_drafts_and_the_same_table_again_changes_nothing() -> None:
    unplanned()
    assert whats(taken("spending_plan", PLANS)) == ["done", "done"]
    rows = [(plan.number, plan.month, plan.amount, plan.words) for plan in SpendingPlan.objects.order_by("pk")]
    assert rows == [("职-1", 4, 100, "四月"), ("职-2", 5, 50, "")]
    act = record.last("organisation")
    assert (act.verb, act.body["table"], act.body["rows"]) == ("take_table", "spending_plan", {"done": 2})
    assert whats(taken("spending_plan", PLANS)) == ["same", "same"]
    assert SpendingPlan.objects.count() == 2
    assert record.last("organisation") == act


def test_what_was_exported_is_read_back_unchanged() -> None:
    row = unplanned()
    drafted(row, 4, "100.00")
    drafted(row, 5, "30.00", "=少开一个班")
    exported = out("spending_plan", cast.BUREAU_FINANCE)
    assert [line[3] for line in exported] == [100, 30]
    assert whats(taken("spending_plan", exported)) == ["same", "same"]
    assert SpendingPlan.objects.count() == 2


@pytest.mark.parametrize(
    ("place", "cell", "column"),
    [(3, Decimal("100.01"), "金额（元）"), (2, 6, "月份"), (4, "另一句", "说明")],
    ids=["sum", "month", "words"],
)
def test_a_changed_row_refuses_the_whole(place: int, cell: object, column: str) -> None:
    unplanned()
    taken("spending_plan", PLANS[:1])
    changed = list(PLANS[0])
    changed[place] = cell
    outcomes = refused("spending_plan", [changed, PLANS[1]])
    assert [(each.what, each.column) for each in outcomes] == [("refused", column), ("done", "")]
    assert SpendingPlan.objects.count() == 1


def test_an_unknown_indicator_is_listed_and_left() -> None:
    unplanned()
    outcomes = taken("spending_plan", [("职-9", "没有的号", 4, Decimal(1)), PLANS[1]])
    assert whats(outcomes) == ["unmatched", "done"]
    assert "没有文号是 没有的号 的指标" in outcomes[0].words


def test_a_row_the_command_refuses_is_named_and_nothing_is_half_written() -> None:
    unplanned("120.00")
    outcomes = refused("spending_plan", PLANS)
    assert [(each.line, each.what) for each in outcomes] == [(2, "done"), (3, "refused")]
    assert "还能安排 20.00 元" in outcomes[1].words
    assert not SpendingPlan.objects.exists()


def test_cells_that_cannot_be_read_are_named_by_row_and_column() -> None:
    unplanned()
    outcomes = refused("spending_plan", [("职-1", INDICATOR, 13, Decimal(1)), ("", INDICATOR, 4, "多少")])
    assert [(each.line, each.column) for each in outcomes] == [(2, "月份"), (3, "计划编号"), (3, "金额（元）")]


def test_the_same_number_twice_in_a_table_is_named() -> None:
    unplanned()
    (twice,) = refused("spending_plan", [PLANS[0], PLANS[0]])
    assert (twice.line, twice.column) == (3, "计划编号")


def test_a_table_is_taken_by_its_own_desk() -> None:
    with pytest.raises(NotAllowed, match="不由您的岗位导入"):
        taken("plan_answer", [], cast.BUREAU_FINANCE)
    with pytest.raises(NotFound):
        take_table("ledger", b"", "x.csv", by=who(cast.TREASURY), at=GIVEN)


def test_the_treasury_answers_plans_by_table() -> None:
    row = unplanned()
    plans = [agreed(row, month, "10.00") for month in (4, 5, 6)]
    exported = out("plan_answer", cast.TREASURY)
    for line, (answer, paper, reason) in zip(
        exported, [("批复", "汤国库〔2026〕3号", ""), ("退回", "", "五月不开班。"), ("", "", "")], strict=True
    ):
        line[4:7] = [answer, paper, reason]
    assert whats(taken("plan_answer", exported, cast.TREASURY, GIVEN)) == ["done", "done", "same"]
    now = [SpendingPlan.objects.get(pk=plan.pk) for plan in plans]
    assert [plan.state for plan in now] == ["approved", "returned", "agreed"]
    assert (now[0].answer, now[1].reason) == ("汤国库〔2026〕3号", "五月不开班。")
    assert whats(taken("plan_answer", exported, cast.TREASURY, GIVEN)) == ["same", "same", "same"]


ANSWERS = [
    pytest.param({3: Decimal("11.00")}, "金额（元）", id="another sum"),
    pytest.param({4: "退回", 6: "改主意。"}, "答复", id="another answer"),
    pytest.param({5: "另一个文号"}, "批复文号", id="another number"),
]


@pytest.mark.parametrize(("change", "column"), ANSWERS)
def test_an_answer_that_differs_from_the_one_given_refuses(change: dict[int, object], column: str) -> None:
    agreed(unplanned(), 4, "10.00")
    (line,) = out("plan_answer", cast.TREASURY)
    line[4:6] = ["批复", "汤国库〔2026〕3号"]
    taken("plan_answer", [line], cast.TREASURY, GIVEN)
    for place, cell in change.items():
        line[place] = cell
    (wrong,) = refused("plan_answer", [line], cast.TREASURY, GIVEN)
    assert wrong.column == column


def test_an_answer_without_its_reason_and_one_to_nothing() -> None:
    agreed(unplanned(), 4, "10.00")
    (line,) = out("plan_answer", cast.TREASURY)
    line[4] = "退回"
    (wrong,) = refused("plan_answer", [line], cast.TREASURY, GIVEN)
    assert "请写明退回原因" in wrong.words
    line[0] = "没有的编号"
    assert whats(taken("plan_answer", [line], cast.TREASURY, GIVEN)) == ["unmatched"]


@pytest.mark.parametrize(
    ("answer", "reason", "state"), [("同意支付", "在额度以内。", "approved"), ("退回", "账户不对。", "returned")]
)
def test_the_treasury_answers_requests_by_table(answer: str, reason: str, state: str) -> None:
    funds_checked(own_claim())
    (line,) = out("payment_request", cast.TREASURY)
    assert line[0] == IssuedDocument.objects.get(kind="funds_request").number
    line[3:5] = [answer, reason]
    for what in ("done", "same"):
        assert whats(taken("payment_request", [line], cast.TREASURY, PAYMENT_APPROVED)) == [what]
    assert FundsRequest.objects.get().state == state
    line[2] = Decimal("1000.01")
    (wrong,) = refused("payment_request", [line], cast.TREASURY, PAYMENT_APPROVED)
    assert wrong.column == "总额（元）"
    line[0] = "没有的文号"
    assert whats(taken("payment_request", [line], cast.TREASURY, PAYMENT_APPROVED)) == ["unmatched"]


def test_receipts_of_the_treasury_are_entered_once() -> None:
    batch_settled(case := own_claim())
    recovery = ordered(proposed(case))
    lines = [
        ("国库-1", recovery.code, Decimal("400.00"), ORDERED.date()),
        ("国库-2", "99999999", Decimal("5.00"), ORDERED.date()),
    ]
    for what in ("done", "same"):
        assert whats(taken("recovery_receipt", lines, cast.FUNDS_CHECK, ORDERED)) == [what, "unmatched"]
    confirm_receipt(ReceiptEntry.objects.get().pk, by=who(cast.TREASURY), at=ORDERED)
    receipt = RecoveryReceipt.objects.get()
    assert (receipt.serial, receipt.amount) == ("国库-1", 400)
    (line,) = out("recovery_receipt", cast.FUNDS_CHECK, ORDERED)
    assert whats(taken("recovery_receipt", [line], cast.FUNDS_CHECK, ORDERED)) == ["same"]
    line[2] = Decimal("401.00")
    (wrong,) = refused("recovery_receipt", [line], cast.FUNDS_CHECK, ORDERED)
    assert (wrong.column, RecoveryReceipt.objects.count()) == ("金额（元）", 1)


def test_more_than_is_owed_refuses_the_whole_table() -> None:
    batch_settled(case := own_claim())
    recovery = ordered(proposed(case))
    lines = [(f"国库-{n}", recovery.code, Decimal("600.00"), ORDERED.date()) for n in (1, 2)]
    outcomes = refused("recovery_receipt", lines, cast.FUNDS_CHECK, ORDERED)
    assert whats(outcomes) == ["done", "refused"]
    assert "还应缴 400.00 元" in outcomes[1].words
    assert not RecoveryReceipt.objects.exists()


def test_a_table_of_receipts_asks_once_a_batch_however_many_rows() -> None:
    batch_settled(case_submitted(), returned=(3,))
    lines = out("payment_receipt", cast.BATCH_DRAFT)
    with CaptureQueriesContext(connection) as of_two:
        taken("payment_receipt", lines[:2], cast.BATCH_DRAFT)
    with CaptureQueriesContext(connection) as of_all:
        taken("payment_receipt", lines, cast.BATCH_DRAFT)
    assert len(of_all) == len(of_two)


def test_receipts_of_the_bank_are_compared_and_change_nothing() -> None:
    batch = batch_settled(case_submitted(), returned=(3,))
    lines = out("payment_receipt", cast.BATCH_DRAFT)
    assert (len(lines), lines[0][0], lines[2][2]) == (10, f"{batch.number}-1", "退汇")
    told = IssuedDocument.objects.get(kind="payment_receipt").data
    assert (told["paid_count"], told["back_fen"], told["lines"][2]["reason"]) == (9, 100_000, "户名不符")
    assert [line["voucher"] for line in told["lines"]] == [line[0] for line in lines]
    before = record.last("organisation")
    assert set(whats(taken("payment_receipt", lines, cast.BATCH_DRAFT))) == {"same"}
    *_told, missing = taken("payment_receipt", lines[:2], cast.BATCH_DRAFT)
    assert (missing.what, missing.key) == ("unmatched", batch.number)
    assert "还有8笔不在这份表里（第3、4、5、6、7、8、9、10笔）" in missing.words
    lines[4][3] = date(2020, 1, 1)
    assert refused("payment_receipt", lines, cast.BATCH_DRAFT)[4].column == "回执日期"
    lines[4][3] = lines[5][3]
    lines[0][2], lines[1][1], lines[3][0] = "退汇", Decimal("1.00"), "没有-1"
    outcomes = refused("payment_receipt", lines, cast.BATCH_DRAFT)
    assert [(each.what, each.column) for each in outcomes[:4]] == [
        ("refused", "结果"),
        ("refused", "金额（元）"),
        ("same", ""),
        ("unmatched", ""),
    ]
    assert record.last("organisation") == before


def second_sheet() -> bytes:
    book = Workbook()
    assert book.active is not None
    for line in [table_profile("spending_plan").headings, *PLANS]:
        book.active.append(list(line))
    book.create_sheet("第二页").append(["这里还有三笔"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_of_the_file_was_not_read_is_told() -> None:
    unplanned()
    told, *rest = take_table("spending_plan", second_sheet(), "表.xlsx", by=who(cast.BUREAU_FINANCE), at=PLANNED)
    assert (told.what, told.line) == ("unread", 0)
    assert "第二页" in told.words
    assert whats(rest) == ["done", "done"]
    assert record.last("organisation").body["rows"] == {"done": 2}


TYPED = [("四月\u200b开班", "四月开班"), ("第一行\r\n第二行", "第一行 第二行"), ("'=1+1", "=1+1"), ("  ", "")]


@pytest.mark.parametrize(("typed", "kept"), TYPED)
def test_what_was_typed_on_the_screen_comes_back_from_a_table(typed: str, kept: str) -> None:
    assert drafted(unplanned(), 4, "100.00", typed).words == kept
    assert whats(taken("spending_plan", out("spending_plan", cast.BUREAU_FINANCE))) == ["same"]


def test_the_chain_of_the_organisation_is_held_last() -> None:
    unplanned()
    with CaptureQueriesContext(connection) as asked:
        taken("spending_plan", PLANS)
    said = [query["sql"] for query in asked.captured_queries]
    written = [n for n, sql in enumerate(said) if "INSERT INTO" in sql and "spendingplan" in sql]
    chain = next(n for n, sql in enumerate(said) if "workflow_app_stream" in sql)
    assert len(written) == 2
    assert chain > max(written)
    assert [act.verb for act in Action.objects.order_by("-pk")[:3]] == ["take_table", "draft_plan", "draft_plan"]

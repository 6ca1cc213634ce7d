"""The thread through the house: a class record and its claim, from filing to notice, money and archive."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.conftest import moment
from tests.situations import ITEM, file_of
from workflow_app.bank.transfer import Answer
from workflow_app.commands.budget.appropriate import Indicator, appropriate
from workflow_app.commands.check_funds import POINTS, check_funds
from workflow_app.commands.close_case import close_case
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.read_return import read_return
from workflow_app.commands.record_site_check import record_site_check
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.treasury.agree_plan import agree_plan
from workflow_app.commands.treasury.approve_payment import approve_payment
from workflow_app.commands.treasury.approve_plan import approve_plan
from workflow_app.commands.treasury.draft_plan import draft_plan
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.management import acting, acts
from workflow_app.models import Case
from workflow_app.policy.money import fen_of

pytestmark = pytest.mark.postgresql  # the whole thread holds on both databases


def test_a_class_is_recorded_claimed_put_on_notice_determined_and_paid() -> None:
    who = acting.account
    at = moment("2026-03-02 09:30")
    agent = who("yuehe.agent")
    record = acting.file(ITEM, "class_record", acting.casting_of("yuehe.agent", 1, at.date(), size=10), by=agent, at=at)
    assert record.number == "410523-2026-000001"
    record = acting.sign_until(record, "", at=at + timedelta(hours=3))
    assert record.state == "approved"

    check = moment("2026-03-16 10:00")
    officers = [who("tangyin.handler"), who("tangyin.section")]
    record_site_check(record.pk, "class_check", check.date(), officers, 10, "教学正常。", by=officers[0], at=check)

    at = moment("2026-04-07 09:30")
    casting = acting.casting_of("yuehe.agent", 1, at.date(), size=10, parent_number=record.number)
    claim = acting.file(ITEM, "claim", casting, by=agent, at=at)
    claim = acting.sign_until(claim, "notice", at=at + timedelta(hours=3))
    notice = open_notice([claim.pk], by=who("tangyin.handler"), at=at + timedelta(days=1))
    assert notice.days == 5
    assert not end_notice(notice.pk, at=at + timedelta(days=2))
    assert end_notice(notice.pk, at=moment("2026-04-20 01:00"))
    indicator = Indicator(
        region="410523",
        item=ITEM,
        year=2026,
        number="汤财社〔2026〕18号",
        fund="就业补助资金",
        tier="省级",
        functional_class="2080702",
        government_class="50901",
        department_class="30399",
        yuan=Decimal("100000.00"),
    )
    row = appropriate(indicator, by=None, at=at)
    plan = draft_plan(row.pk, 4, Decimal("10000.00"), by=who("tangyin.money"), at=at)
    agree_plan(plan.pk, by=who("tangyin.check"), at=at)
    approve_plan(plan.pk, by=who("tangyin.treasury"), at=at)
    claim = acting.sign_until(claim, "request_funds", at=moment("2026-04-20 10:00"))
    assert claim.state == "approved"
    assert claim.amount == Decimal("10000.00")
    request = request_funds(notice.pk, by=who("tangyin.money"), at=moment("2026-04-21 10:00"))
    acts.make_papers(request, moment("2026-04-21 10:01"))
    check_funds(
        request.pk, "指标、资料、总额相符。", looked_at=POINTS, by=who("tangyin.check"), at=moment("2026-04-22 10:00")
    )
    approve_payment(request.pk, by=who("tangyin.treasury"), at=moment("2026-04-22 10:30"))
    batch = draft_batch(request.pk, by=who("tangyin.draft"), at=moment("2026-04-22 11:00"))
    release_batch(batch.pk, Decimal("10000.00"), by=who("tangyin.release"), at=moment("2026-04-22 15:00"))
    assert write_bank_file(batch.pk, at=moment("2026-04-22 15:01"))
    answers = [Answer(line.ordinal, line.account, fen_of(line.amount), True) for line in batch.lines.all()]
    data = file_of(batch, answers)
    read_return(batch.pk, data, by=who("tangyin.draft"), at=moment("2026-04-23 09:00"))
    assert close_case(claim.pk, at=moment("2026-04-23 09:01"))
    assert Case.objects.get(pk=claim.pk).state == "closed"

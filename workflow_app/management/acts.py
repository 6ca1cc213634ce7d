"""Longer acts of the played people: a record in force with its check, a notice and its end, a payment and its answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.timezone import localtime

from workflow_app.commands.budget.appropriate import Indicator, appropriate
from workflow_app.commands.check_funds import POINTS, check_funds
from workflow_app.commands.draft_batch import draft_batch
from workflow_app.commands.end_notice import end_notice
from workflow_app.commands.open_notice import open_notice
from workflow_app.commands.read_return import read_return
from workflow_app.commands.record_site_check import record_site_check
from workflow_app.commands.release_batch import release_batch
from workflow_app.commands.request_funds import request_funds
from workflow_app.commands.treasury.approve_payment import approve_payment
from workflow_app.commands.treasury.plan_at_founding import plan_at_founding
from workflow_app.jobs.press import press
from workflow_app.management.acting import at_desk
from workflow_app.models import Appropriation, Case, FundsRequest, Notice, PaymentBatch, Unit
from workflow_app.policy import catalogue
from workflow_app.queries.finance.simulated_bank import simulated_answer

ONE_DAY = timedelta(days=1)
MINUTES = timedelta(minutes=20)


def look_on_the_spot(case: Case, at: datetime) -> None:
    """Two officers of the deciding unit look, for every kind of check the procedure asks for."""
    officers = [at_desk(case.unit, role, at) for role in ("handler", "section")]
    size = len(case.filings.latest("ordinal").answers.get("roster", ()))
    for kind in catalogue.procedure(case.item, case.procedure).site_checks:
        record_site_check(
            case.pk, kind, localtime(at).date(), officers, size, "到课情况与名单一致，教学正常。", by=officers[0], at=at
        )


def notice_over(cases: Sequence[Case], at: datetime, until: datetime) -> Notice:
    """Open a notice over these cases and let its days pass."""
    notice = open_notice([case.pk for case in cases], by=at_desk(cases[0].unit, "handler", at), at=at)
    end_notice(notice.pk, at=until)
    return notice


def endow(unit: Unit, item: str, year: int, yuan: Decimal, at: datetime) -> None:
    """Money for the item in the region of a deciding unit, with the sample of a plan over the year. Economic codes are 政府收支分类 as commonly used, to be verified yearly."""
    before = Appropriation.objects.filter(region=unit.region, year=year).count()
    row = appropriate(
        Indicator(
            number=f"示例财社〔{year}〕{unit.region}-{before + 1}号",
            region=unit.region,
            item=item,
            year=year,
            yuan=yuan,
            fund="就业补助资金（示例）",
            tier="省级",
            functional_class=catalogue.item(item).budget,
            government_class="50901 社会福利和救助",
            department_class="30399 其他对个人和家庭的补助",
        ),
        by=None,
        at=at,
    )
    plan_at_founding(row, unit, at=at)


def make_papers(request: FundsRequest, at: datetime) -> None:
    """The letter and the roster, as the worker would make them."""
    for paper in request.papers.all():
        press(paper.pk, lambda: at)


def ask_finance(notice: Notice, at: datetime) -> FundsRequest:
    """The bureau asks; its letter and roster are made; finance checks a day later."""
    return check(ask(notice, at), at + ONE_DAY)


def ask(notice: Notice, at: datetime) -> FundsRequest:
    """The bureau's finance section asks for what is determined on a notice."""
    return request_funds(notice.pk, by=at_desk(notice.unit, "bureau_finance", at), at=at)


def check(request: FundsRequest, at: datetime) -> FundsRequest:
    """Finance finds the request in order, its letter and roster once they are made: the business section, then the treasury section."""
    return approve(look_through(request, at), at + MINUTES)


def look_through(request: FundsRequest, at: datetime) -> FundsRequest:
    """The business section compares indicator, papers and total."""
    make_papers(request, at)
    by = at_desk(request.finance, "funds_check", at)
    return check_funds(request.pk, "指标、资料、总额相符。", looked_at=POINTS, by=by, at=at)


def approve(request: FundsRequest, at: datetime) -> FundsRequest:
    """The treasury section lets the payment go to the payment centre."""
    by = at_desk(request.finance, "treasury_check", at)
    return approve_payment(request.pk, "在用款计划额度以内。", by=by, at=at)


def draft(request: FundsRequest, at: datetime) -> PaymentBatch:
    """One officer builds the batch."""
    return draft_batch(request.pk, by=at_desk(request.finance, "batch_draft", at), at=at)


def release(request: FundsRequest, at: datetime) -> PaymentBatch:
    """One officer builds the batch, another lets it go two hours later."""
    batch = draft(request, at)
    releaser = at_desk(request.finance, "batch_release", at)
    return release_batch(batch.pk, batch.total, by=releaser, at=at + timedelta(hours=2))


def bank_answers(
    batch: PaymentBatch, at: datetime, refused: Callable[[int], bool] = lambda ordinal: False
) -> PaymentBatch:
    """The simulated bank pays every line but those `refused` names; the answer is read in."""
    data = simulated_answer(batch, refused)
    return read_return(batch.pk, data, by=at_desk(batch.finance, "batch_draft", at), at=at)

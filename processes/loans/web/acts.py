"""What officers record on a loan: each act is a page of questions and the command its answers go to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms.fields import Day, Field, Money, Text
from forms.questionnaire import Questionnaire, Section
from processes.loans.commands.extend_loan import extend_loan
from processes.loans.commands.held_loan import AT_THE_BANK, AT_THE_GUARANTOR
from processes.loans.commands.mark_overdue import mark_overdue
from processes.loans.commands.record_recovery import record_recovery
from processes.loans.commands.record_repayment import record_repayment
from processes.loans.models import Loan
from workflow_app.models import Account
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.queries.workplace import Workplace

Typed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LoanAct:
    """`states` are those in which it makes sense, `roles` who does it at the bank or the guarantee institution."""

    name: str
    title: str
    done: str
    section: Section
    perform: Callable[[Loan, Typed, Account, datetime], object]
    states: tuple[str, ...]
    roles: tuple[str, ...] = AT_THE_BANK
    of_the_bank: bool = True

    def offered_to(self, loan: Loan, place: Workplace) -> bool:
        """Whether this person would find it on the page now; the command decides for itself."""
        unit = loan.bank_id if self.of_the_bank else loan.guarantor_id
        return loan.state in self.states and unit in place.units(*self.roles)

    def read(self, raw: Mapping[str, object]) -> Typed:
        """The typed answers; NotUnderstood with every correction."""
        reading = Questionnaire(f"loans.{self.name}", 1, (self.section,)).read({self.section.slug: raw})
        if reading.answers is None:
            raise NotUnderstood(f"“{self.title}”有{len(reading.corrections)}处需要改正。", reading.corrections)
        return reading.answers


def _act_page(slug: str, title: str, *fields: Field[Any], lead: str = "") -> Section:
    return Section(slug, title, fields, lead)


def _repay(loan: Loan, said: Typed, by: Account, at: datetime) -> object:
    return record_repayment(loan.pk, said["paid_fen"], said["paid_on"], said["voucher"], by=by, at=at)


def _fall_behind(loan: Loan, said: Typed, by: Account, at: datetime) -> object:
    return mark_overdue(loan.pk, by=by, at=at)


def _extend(loan: Loan, said: Typed, by: Account, at: datetime) -> object:
    return extend_loan(loan.pk, said["extended_until"], said["consent"], by=by, at=at)


def _recover(loan: Loan, said: Typed, by: Account, at: datetime) -> object:
    return record_recovery(
        loan.pk, said["recovered_fen"], said["recovered_on"], said["voucher"], said["words"], by=by, at=at
    )


RUNNING = ("performing", "extended", "overdue")
ACTS = (
    LoanAct(
        "repayment",
        "登记还款",
        "还款已登记。",
        _act_page(
            "repayment",
            "登记还款",
            Money("paid_fen", "还款金额（元）", at_least_fen=1),
            Day("paid_on", "还款日期", hint="以凭证上的日期为准，例如 2026-06-20"),
            Text("voucher", "凭证号", longest=40),
            lead="先抵到期未付的利息，再抵本金；付到结清所需的金额即为结清。",
        ),
        _repay,
        RUNNING,
    ),
    LoanAct(
        "overdue",
        "登记逾期",
        "已登记为逾期。",
        _act_page("overdue", "登记逾期", lead="有到期未付的本息时登记；逾期的天数不予贴息，还清后自动恢复正常。"),
        _fall_behind,
        ("performing", "extended"),
    ),
    LoanAct(
        "extension",
        "登记展期",
        "展期已登记。",
        _act_page(
            "extension",
            "登记展期",
            Day("extended_until", "展期后的到期日"),
            Text("consent", "担保机构同意展期的文号", longest=40),
            lead="只能展期一次；展期的天数不予贴息。",
        ),
        _extend,
        ("performing",),
    ),
    LoanAct(
        "recovery",
        "登记追回款",
        "追回款已登记。",
        _act_page(
            "recovery",
            "登记追回款",
            Money("recovered_fen", "追回金额（元）", at_least_fen=1),
            Day("recovered_on", "追回日期"),
            Text("voucher", "凭证号", longest=40),
            Text("words", "追偿情况", longest=500, lines=True),
            lead="按代偿时的承担比例，由担保基金和银行分别收回。",
        ),
        _recover,
        ("claimed", "recovering"),
        AT_THE_GUARANTOR,
        of_the_bank=False,
    ),
)
BY_NAME = {each.name: each for each in ACTS}

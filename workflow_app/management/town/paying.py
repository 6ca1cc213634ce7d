"""Scenes of the money: determined, asked for, sent back, checked, drafted, discarded, at the bank, returned, paid."""

from __future__ import annotations

from workflow_app.commands.close_case import close_case
from workflow_app.commands.write_bank_file import write_bank_file
from workflow_app.management import acts, setbacks
from workflow_app.management.town.town import ELSEWHERE, Town
from workflow_app.models import Case, FundsRequest, Notice, PaymentBatch


def determined(town: Town) -> None:
    """The money is set aside and not yet asked for."""
    town.determined([town.own(12, "maimaiti")], 12)


def sent_back_and_asked_anew(town: Town) -> None:
    """Finance returned the first list; the second lies before it."""
    notice = town.determined([town.claimed(20)], 20)
    first = acts.ask(notice, town.past.at(11))
    acts.make_papers(first, town.past.at(11))
    setbacks.send_back(first, "花名册第3人的身份证号与社保登记不一致，请核对后重新提请。", town.past.at(10))
    acts.ask(notice, town.past.at(1))


def discarded(town: Town) -> None:
    """Checked; the batch was not released, and nobody has drafted another."""
    request = _checked(town, [town.claimed(22)], 22)
    batch = acts.draft(request, town.past.at(4))
    setbacks.discard(batch, "代理银行通知本周系统升级，改到下周编制。", town.past.at(3))


def drafted(town: Town) -> None:
    """A batch waits for the second person."""
    acts.draft(_checked(town, [town.claimed(21)], 21), town.past.at(1))


def at_the_bank(town: Town) -> None:
    """The bank has its file and has not answered."""
    _sent(town, _checked(town, [town.claimed(24, ELSEWHERE)], 24), 1)


def returned(town: Town) -> None:
    """The bank could not pay the school; its legal representative must name another account."""
    batch = _sent(town, _checked(town, [town.claimed(28)], 28), 16)
    acts.bank_answers(batch, town.past.at(14), refused=lambda ordinal: True)


def paid(town: Town) -> None:
    """A school and a trainee on one list; the trainee's transfer came back, went to another account, and all is paid."""
    school, trainee = town.claimed(44), town.own(44, "wang")
    request = _checked(town, [school, trainee], 44)
    batch = _sent(town, request, 31)
    last = batch.lines.get(claim__case=trainee).ordinal
    acts.bank_answers(batch, town.past.at(29), refused=lambda ordinal: ordinal == last)
    close_case(school.pk, at=town.past.at(29, 1))
    setbacks.give_another_account(trainee, town.past.at(27))
    acts.bank_answers(_sent(town, request, 25), town.past.at(23))
    close_case(trainee.pk, at=town.past.at(23, 1))


def _checked(town: Town, cases: list[Case], days: int) -> FundsRequest:
    """Filed so many days back, determined, asked for nine days after filing and checked the day after."""
    notice: Notice = town.determined(cases, days)
    return acts.check(acts.ask(notice, town.past.at(days - 9)), town.past.at(days - 10))


def _sent(town: Town, request: FundsRequest, days: int) -> PaymentBatch:
    batch = acts.release(request, town.past.at(days))
    write_bank_file(batch.pk, at=town.past.at(days, 6))
    return PaymentBatch.objects.get(pk=batch.pk)

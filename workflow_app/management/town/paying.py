"""Where the money of a determined case may be: asked for, checked, approved, drafted, at the bank, returned, paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from workflow_app.commands.recovery.decide import order_recovery
from workflow_app.commands.recovery.propose import propose_recovery, state_on_recovery
from workflow_app.management import acting, acts
from workflow_app.management.town.walk import Walk, notice_of
from workflow_app.management.town.ways import Way
from workflow_app.models import Case, FundsRequest, PaymentBatch
from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.specimen import Footing
from workflow_app.queries.law.waited_for import head_role

Stand = Callable[[Way, Walk, Footing], object]

LONGEST = 8  # working days from the determination to what happens last


def sent(way: Way, walk: Walk, footing: Footing) -> FundsRequest:
    """The list lies before finance."""
    return _asked(way, walk, footing, 1)


def checked(way: Way, walk: Walk, footing: Footing) -> FundsRequest:
    """The business section found it in order; the treasury section has the turn."""
    return acts.look_through(_asked(way, walk, footing, 2), walk.stage.past.at(1))


def approved(way: Way, walk: Walk, footing: Footing) -> FundsRequest:
    """The treasury section approved it; nobody has drafted a batch."""
    return acts.check(_asked(way, walk, footing, 2), walk.stage.past.at(1))


def drafted(way: Way, walk: Walk, footing: Footing) -> PaymentBatch:
    """A batch waits for the second person."""
    return acts.draft(acts.check(_asked(way, walk, footing, 3), walk.stage.past.at(2)), walk.stage.past.at(1))


def at_the_bank(way: Way, walk: Walk, footing: Footing) -> PaymentBatch:
    """The bank has its file and has not answered."""
    return _released(way, walk, footing, 3)


def paid(way: Way, walk: Walk, footing: Footing) -> Case:
    """The bank paid, the case is closed."""
    batch = _released(way, walk, footing, 7)
    acts.bank_answers(batch, walk.stage.past.at(4))
    walk.stage.work(walk.stage.past.at(4, 1))
    return Case.objects.filter(claims__payment_lines__batch=batch).distinct().get()


def ordered_back(way: Way, walk: Walk, footing: Footing) -> None:
    """It was paid and should not have been: the party was heard, the head ordered it back."""
    case, past = paid(way, walk, footing), walk.stage.past
    examiner = acting.at_desk(case.unit, "section", past.at(3))
    facts, basis = "事后核查发现申报的情况与事实不符（示例）。", "本事项的申请条件（示例）"
    row = propose_recovery(case.pk, {}, facts, basis, by=examiner, at=past.at(3))
    state_on_recovery(row.pk, "对告知的事实没有异议（示例）。", by=acting.account(footing.who), at=past.at(2))
    head = acting.at_desk(case.unit, head_role(case.unit), past.at(1))
    code, pay_by = f"{case.unit.region}{case.pk:014d}", past.at(1).date() + timedelta(days=30)
    order_recovery(row.pk, code, pay_by, "事实清楚，申请人没有异议（示例）。", by=head, at=past.at(1))


def returned(way: Way, walk: Walk, footing: Footing) -> None:
    """The bank could not pay; another account must be named."""
    acts.bank_answers(_released(way, walk, footing, 4), walk.stage.past.at(1), refused=lambda ordinal: True)


def stands(item: Item, procedure: Procedure) -> tuple[Stand, ...]:
    """Everywhere it may be, for the first procedure of an item that pays; of the others, asked for and paid."""
    first = next(each for each in item.procedures if each.pays)
    return (
        (ordered_back, paid, returned, at_the_bank, drafted, approved, checked, sent)
        if procedure == first
        else (paid, sent)
    )


def _asked(way: Way, walk: Walk, footing: Footing, days: int) -> FundsRequest:
    """Determined the day before it was asked for, so many working days ago."""
    case = walk.along(way, footing, days + 1)
    return acts.ask(notice_of(case), walk.stage.past.at(days))


def _released(way: Way, walk: Walk, footing: Footing, days: int) -> PaymentBatch:
    """Asked for so many days ago, checked a day later, released another day later; the worker wrote the file."""
    request = acts.check(_asked(way, walk, footing, days), walk.stage.past.at(days - 1))
    batch = acts.release(request, walk.stage.past.at(days - 2))
    walk.stage.work(walk.stage.past.at(days - 2, 6))
    return PaymentBatch.objects.get(pk=batch.pk)

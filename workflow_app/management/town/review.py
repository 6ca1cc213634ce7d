"""Scenes of the review: at every desk, ruled on, with a line struck off, found twice, before a meeting, refused."""

from __future__ import annotations

from workflow_app.approval.stance import Stance
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.flow.arrival import NOTICE
from workflow_app.management import acting, setbacks
from workflow_app.management.town.town import ELSEWHERE, Town

ABOVE = 55  # people in a case whose sum a meeting must hear
ABSENT = "回访本人，没有参加培训，考勤与现场检查记录不符。"


def ruled_on(town: Town) -> None:
    """Nobody had looked at the class: the handler settles the point and agrees, two departments still check."""
    case = town.bring(town.claimed(5, looked_at=False), "handle", 5)
    setbacks.settle_points(case, "已核对考勤、教学日志并电话回访六名学员，培训属实。", town.past.at(4))
    seat, by = next(acting.waiting_seats(case)), setbacks.own_signer(case, town.past.at(4))
    give_opinion(seat.pk, Stance.APPROVE, "名单与证书一致。", by=by, at=town.past.at(4, 1))


def found_twice(town: Town) -> None:
    """Who was paid for this occupation and level claims it again; the other case is named."""
    town.bring(town.own(1, "wang"), "handle", 1)


def at_the_desks(town: Town) -> None:
    """Before the bureau's finance section; before the deputy head, one line struck off on the way."""
    town.bring(town.own(6, "chen"), "bureau_finance", 2)
    struck = town.bring(town.claimed(8, ELSEWHERE), "section", 5)
    setbacks.strike(struck, 3, "回访核实，该学员未参加考试，证书系误发。", town.past.at(3))
    town.bring(struck, "deputy_head", 2)


def before_the_meeting(town: Town) -> None:
    """Above the sum: a session recorded that nobody signed yet; one heard and decided, waiting for its notice."""
    waiting = town.bring(town.claimed(9, size=ABOVE), "meeting", 4)
    acting.sit(waiting, town.past.at(1))
    heard = town.bring(town.claimed(12, size=ABOVE), "meeting", 10)
    acting.sit(heard, town.past.at(9))
    acting.sign_until(heard, NOTICE, at=town.past.at(9, 2))


def refused(town: Town) -> None:
    """The section says no: signed by the deputy head, and waiting for that signature."""
    signed = town.bring(town.own(35, "liu"), "section", 35)
    acting.sign_all(signed, Stance.REFUSE, ABSENT, at=town.past.at(34))
    acting.sign_all(signed, at=town.past.at(33))
    waiting = town.bring(town.own(8, "liu"), "section", 4)
    acting.sign_all(waiting, Stance.REFUSE, ABSENT, at=town.past.at(2))

"""Scenes before the public: a running notice with objections open, upheld and dismissed; one that is over."""

from __future__ import annotations

from workflow_app.commands.open_notice import open_notice
from workflow_app.flow.arrival import NOTICE
from workflow_app.management import acting, acts, setbacks
from workflow_app.management.town.town import Town


def running(town: Town) -> None:
    """A school's class and a trainee before the public; of three objections one is open, one upheld, one dismissed."""
    cases = [town.bring(case, NOTICE, 5) for case in (town.claimed(6), town.own(6, "yang"))]
    handler = acting.at_desk(cases[0].unit, "handler", town.past.at(3))
    notice = open_notice([case.pk for case in cases], by=handler, at=town.past.at(3))
    said, answered = town.past.at(2), town.past.at(1)
    setbacks.objected(notice, 2, "名单第2人没有上过课，证书是代考的。", said, upheld=True, answered=answered)
    setbacks.objected(notice, 6, "名单第6人不是本县户籍。", said, upheld=False, answered=answered)
    setbacks.objected(notice, 4, "名单第4人去年已经领过同一工种的补贴。", answered)


def over(town: Town) -> None:
    """Its days have passed unopposed; the deputy head confirms."""
    case = town.bring(town.claimed(10), NOTICE, 9)
    acts.notice_over([case], town.past.at(8), town.past.at(2))

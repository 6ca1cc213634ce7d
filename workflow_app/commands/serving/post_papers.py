"""邮寄送达: papers of one case go out in a letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from workflow_app.commands.record import record
from workflow_app.commands.serving.chosen import a_day, chosen_papers
from workflow_app.flow import door
from workflow_app.models import Account, Service, ServiceMethod, ServiceState
from workflow_app.policy.refusals import AlreadyDone, NotUnderstood

SHORTEST, LONGEST = 6, 40


def post_papers(
    case_id: int, paper_ids: Sequence[int], tracking: str, sent_on: date, *, by: Account, at: datetime
) -> list[Service]:
    """Write down the letter's number and day; that it arrived, or came back, is another act. Raises what `chosen_papers` raises,
    NotUnderstood for a number that is none or an impossible day, AlreadyDone for the number of another letter."""
    with door.held(case_id) as case:
        papers = chosen_papers(case, paper_ids, by=by, at=at)
        number = _number(tracking)
        a_day(sent_on, papers, at, "寄出日期")
        rows = [
            Service(
                paper=paper,
                method=ServiceMethod.POST,
                state=ServiceState.SENT,
                recipient=case.applicant.name,
                tracking=number,
                sent_on=sent_on,
                by=by,
                at=at,
            )
            for paper in papers
        ]
        Service.objects.bulk_create(rows)
        body = {"papers": [paper.number for paper in papers], "tracking": number, "on": sent_on.isoformat()}
        record(case.stream, "post_papers", by=by, at=at, body=body)
        return rows


def _number(tracking: str) -> str:
    number = "".join(tracking.split()).upper()
    if not (number.isascii() and number.isalnum() and SHORTEST <= len(number) <= LONGEST):
        raise NotUnderstood("邮件号应是邮件详情单上的字母和数字，请照单填写。")
    if Service.objects.filter(tracking=number).exclude(state=ServiceState.TAKEN_BACK).exists():
        raise AlreadyDone(f"邮件号{number}已经登记过，请核对详情单。")
    return number

"""直接送达、留置送达、公告送达: what officers do with their own hands is recorded once it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils.timezone import localtime

from workflow_app.clock.remedies import ANNOUNCED_FOR
from workflow_app.clock.spoken import spoken
from workflow_app.commands.archive_case import archive_when_ready
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.commands.record import record
from workflow_app.commands.serving.chosen import a_day, chosen_papers
from workflow_app.commands.serving.proof import prove
from workflow_app.commands.serving.settle_letter import tell_served
from workflow_app.flow import door
from workflow_app.models import Account, Case, IssuedDocument, Service, ServiceMethod, ServiceState
from workflow_app.policy.refusals import NotPossibleNow, NotUnderstood
from workflow_app.queries.law.recorded_services import said_of
from workflow_app.queries.scope import desks_of


@dataclass(frozen=True, slots=True)
class Handing:
    """What the 回证 says. `receiver` signed it, as `relation` ('' the party itself); or the party refused for `refusal`, and
    `witnesses` saw it or it was filmed."""

    on: date
    place: str
    receiver: str = ""
    relation: str = ""
    refusal: str = ""
    witnesses: str = ""
    filmed: bool = False
    words: str = ""

    @property
    def left(self) -> bool:
        return bool(self.refusal.strip())


def hand_over_papers(
    case_id: int,
    paper_ids: Sequence[int],
    said: Handing,
    *,
    with_whom: Account | None = None,
    by: Account,
    at: datetime,
) -> list[Service]:
    """Papers were handed over, or left where the party lives because it refused (民事诉讼法 第八十九条): then by two officers. Where two went
    it waits for the word of the second (`second_server.py`): before that nothing is served.

    Raises what `chosen_papers` raises, NotUnderstood for an impossible day, without a place, a signature, for what is left without a
    witness or pictures or by one officer alone, and for a second server of another organ, CannotPrint.
    """
    with door.held(case_id) as case:
        papers = chosen_papers(case, paper_ids, by=by, at=at)
        a_day(said.on, papers, at, "送达日期")
        _is_whole(said)
        _are_two(papers, said, with_whom, by, at)
        if with_whom is not None:
            is_kept_away(case, with_whom)
        method = ServiceMethod.LEFT if said.left else ServiceMethod.DIRECT
        told = {
            "place": said.place.strip(),
            "receiver": "" if said.left else said.receiver.strip(),
            "relation": "" if said.left else said.relation.strip(),
            "refusal": said.refusal.strip(),
            "witnesses": said.witnesses.strip(),
            "filmed": said.filmed,
            "words": said.words.strip(),
            "served_on": said.on,
            "with_whom": with_whom,
        }
        if with_whom is not None:
            return _told(case, papers, {"method": method, "state": ServiceState.TOLD, **told}, by=by, at=at)
        return _served(case, papers, {"method": method, **told}, by=by, at=at)


def announce_papers(
    case_id: int, paper_ids: Sequence[int], on: date, where: str, *, by: Account, at: datetime
) -> list[Service]:
    """Papers nobody could be found for were announced thirty days ago (民事诉讼法 第九十五条): the last resort, once a letter came back.

    Raises what `chosen_papers` raises, NotUnderstood without saying where, NotPossibleNow before any letter came back or the thirty
    days are over, CannotPrint.
    """
    with door.held(case_id) as case:
        papers = chosen_papers(case, paper_ids, by=by, at=at)
        a_day(on, papers, at, "公告日期")
        if not where.strip():
            raise NotUnderstood("请写明在哪里公告，例如公告栏、报纸名称和版次。")
        for paper in papers:
            came_back = paper.services.filter(state=ServiceState.RETURNED).aggregate(last=Max("returned_on"))["last"]
            if came_back is None:
                raise NotPossibleNow(
                    f"《{paper.title}》{paper.number}还没有退回的邮件：其他方式无法送达的，才能公告送达。"
                )
            if on < came_back:
                raise NotUnderstood(f"公告日期早于邮件退回的{spoken(came_back)}：邮件退回以后才能公告送达，请核对。")
        until = on + ANNOUNCED_FOR
        if localtime(at).date() <= until:
            raise NotPossibleNow(f"公告期三十日到{until:%Y年%-m月%-d日}，期满以后才视为送达，请届时登记。")
        said = {"method": ServiceMethod.ANNOUNCED, "place": where.strip(), "sent_on": on, "served_on": until}
        return _served(case, papers, said, by=by, at=at)


def _told(
    case: Case, papers: Sequence[IssuedDocument], said: dict[str, object], *, by: Account, at: datetime
) -> list[Service]:
    known = said | {"recipient": case.applicant.name, "by": by, "at": at}
    rows = [Service.objects.create(paper=paper, **known) for paper in papers]
    words = [rows[0].receiver, rows[0].relation, rows[0].refusal]
    record(case.stream, "tell_service", by=by, at=at, body=said_of(rows), personal=words)
    return rows


def _served(
    case: Case, papers: Sequence[IssuedDocument], said: dict[str, object], *, by: Account, at: datetime
) -> list[Service]:
    known = said | {"recipient": case.applicant.name, "by": by, "at": at}
    rows = [Service(paper=paper, **known) for paper in papers]
    proof = prove(case, rows, at)
    for row in rows:
        row.proof = proof
        row.save()
        tell_served(case, row, by=by, at=at)
    archive_when_ready(case, at=at, occasion=f"service {rows[0].pk}")
    return rows


def _is_whole(said: Handing) -> None:
    if not said.place.strip():
        raise NotUnderstood("请填写送达地点，例如本单位办事窗口、申请人住所。")
    if not said.left and not said.receiver.strip():
        raise NotUnderstood("请填写在回证上签名的人；拒绝签收的，填写拒收事由。")
    if said.left and not said.witnesses.strip() and not said.filmed:
        raise NotUnderstood("留置送达须有见证人，或者拍照、录像记录送达过程：请填写见证人，或者勾选已拍照录像。")


def _are_two(papers: Sequence[IssuedDocument], said: Handing, other: Account | None, by: Account, at: datetime) -> None:
    """Whoever leaves something behind needs a colleague; a second server is of the organ whose papers they are."""
    if other is None:
        if said.left:
            raise NotUnderstood("留置送达由两名工作人员办理，请选择同去的同事。")
        return
    if other == by or not desks_of(other, localtime(at).date()).filter(unit=papers[0].unit_id).exists():
        raise NotUnderstood("同去的同事应是出具文书的单位的另一名工作人员，请重新选择。")

"""Which papers are served by an act, and who may do it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localtime

from workflow_app.clock.spoken import spoken
from workflow_app.commands.kept_away import is_kept_away
from workflow_app.models import Account, Case, IssuedDocument, PaperState, ServiceState
from workflow_app.models.serving import LIVE
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.serving_desks import may_serve
from workflow_app.queries.scope import desks_of


def chosen_papers(case: Case, paper_ids: Sequence[int], *, by: Account, at: datetime) -> list[IssuedDocument]:
    """The papers, made, in force and neither served nor on their way. By who carries the matter at the organ that issued them.

    The case is held. Raises NotUnderstood for none, NotFound for one of another case or an internal one, NotAllowed,
    SeparationOfDuties for one's own matter, NotPossibleNow while one is being made or once it is void, AlreadyDone.
    """
    if not paper_ids:
        raise NotUnderstood("请勾选送达的文书。")
    found = IssuedDocument.objects.filter(case=case, internal=False, pk__in=set(paper_ids)).select_related("unit")
    papers = list(found.order_by("pk"))
    if len(papers) != len(set(paper_ids)):
        raise NotFound("勾选的文书不在这个办件里，请刷新页面后重新勾选。")
    serves(case, papers, by=by, at=at)
    for paper in papers:
        _can_be_served(paper)
    return papers


def serves(case: Case, papers: Sequence[IssuedDocument], *, by: Account, at: datetime) -> None:
    """Raises NotAllowed for an officer of another organ and for a desk that does not carry the matter, SeparationOfDuties for one's own."""
    today, units = localtime(at).date(), {paper.unit_id for paper in papers}
    desks = desks_of(by, today)
    if not by.is_officer or units - set(desks.values_list("unit", flat=True)):
        raise NotAllowed("送达由出具文书的单位的工作人员登记，您不在该单位的岗位上。")
    if len(units) > 1:
        raise NotUnderstood("一次只能登记同一个单位出具的文书，请分开登记。")
    if not may_serve(case, units.pop(), by, today):
        raise NotAllowed("送达由本单位的受理窗口，或者经办、复核过本件的岗位登记，您不在这些岗位上；请转给他们办理。")
    is_kept_away(case, by)


def a_day(on: date, papers: Sequence[IssuedDocument], at: datetime, what: str) -> None:
    """Raises NotUnderstood for a day to come, or one before the papers were issued."""
    if on > localtime(at).date():
        raise NotUnderstood(f"{what}{spoken(on)}还没有到，请核对。")
    issued = max(localtime(paper.issued_at).date() for paper in papers)
    if on < issued:
        raise NotUnderstood(f"{what}{spoken(on)}早于文书出具的{spoken(issued)}，请核对。")


def _can_be_served(paper: IssuedDocument) -> None:
    if paper.state == PaperState.VOID:
        raise NotPossibleNow(f"《{paper.title}》{paper.number}已经作废，不再送达。")
    if paper.state != PaperState.STORED:
        raise NotPossibleNow(f"《{paper.title}》{paper.number}还没有制作好，制作好以后才能送达。")
    live = paper.services.filter(state__in=LIVE).select_related("by").first()
    if live is None:
        return
    who = f"，由{live.by.name}登记" if live.by else ""
    if live.state == ServiceState.SENT:
        raise AlreadyDone(f"《{paper.title}》{paper.number}已经寄出（邮件号{live.tracking}{who}），请先登记邮件结果。")
    if live.state == ServiceState.TOLD:
        raise AlreadyDone(f"《{paper.title}》{paper.number}的送达已登记{who}，正在等同去的同事确认。")
    assert live.served_on is not None
    raise AlreadyDone(f"《{paper.title}》{paper.number}已于{spoken(live.served_on)}{live.get_method_display()}{who}。")

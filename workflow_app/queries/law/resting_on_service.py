"""What was done since because a paper was served: as long as it stands, the service is not taken back."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.timezone import localtime

from workflow_app.clock.spoken import spoken
from workflow_app.models import Case, IssuedDocument, PaperState, Service, ServiceMethod, ServiceState
from workflow_app.models.serving import MISTAKABLE
from workflow_app.queries.law.papers_of_hearings import DEMAND, HEARINGS, ORDER, hearing_of, recovery_under


def why_it_stays(case: Case, services: Sequence[Service]) -> str:
    """Why these services cannot be taken back; '' where they can."""
    one = services[0]
    if one.method == ServiceMethod.ELECTRONIC:
        return (
            "电子送达由系统在文书到达申请人的办事空间时登记，不是人工登记，不能注销；文书本身有误的，请办理作废和补发。"
        )
    if one.state == ServiceState.TOLD:
        return "这次送达还在等同去的同事确认，不算送达；有误的，由登记人或者同去的同事撤下即可。"
    if one.state not in MISTAKABLE:
        return f"这次登记现在是“{one.get_state_display()}”，没有可以注销的送达。"
    return next(filter(None, (_rests_on(case, service) for service in services)), "")


def _rests_on(case: Case, service: Service) -> str:
    paper = service.paper
    if service.state == ServiceState.RETURNED:
        return _announced_since(paper)
    if paper.state == PaperState.VOID or service.state == ServiceState.SENT:
        return ""
    if paper.kind in HEARINGS:
        return _decided_since(case, paper)
    if paper.kind in (ORDER, DEMAND):
        return _enforced_since(case, paper)
    return ""


def _announced_since(paper: IssuedDocument) -> str:
    live = paper.services.filter(method=ServiceMethod.ANNOUNCED, state=ServiceState.SERVED).first()
    if live is None:
        return ""
    return f"《{paper.title}》{paper.number}因这封邮件退回才公告送达，请先注销公告送达的登记。"


def _decided_since(case: Case, paper: IssuedDocument) -> str:
    """A party that spoke itself was heard, whenever the notice reached it."""
    row = hearing_of(case, paper)
    if row is None or row.decided_at is None or (row.stated_by is not None and not row.stated_by.is_officer):
        return ""
    on = spoken(localtime(row.decided_at).date())
    return (
        f"{on}已依据《{paper.title}》{paper.number}的送达和届满的陈述申辩期限作出决定，这次送达的登记不能再注销；"
        f"送达确实没有做到的，决定本身应当依法纠正。"
    )


def _enforced_since(case: Case, paper: IssuedDocument) -> str:
    row = recovery_under(case, paper)
    if row is None:
        return ""
    what, when = ("申请强制执行", row.handed_over_at) if row.handed_over_at else ("催告", row.demanded_at)
    if when is None or (paper.kind == DEMAND and not row.handed_over_at):
        return ""
    on = spoken(localtime(when).date())
    return f"{on}已依据《{paper.title}》{paper.number}的送达{what}，这次送达的登记不能再注销；确有错误的，请先撤回追回决定。"

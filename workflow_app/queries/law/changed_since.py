"""Whether a service is still what it was when somebody asked that it be taken back: two people decide on one and the same record."""

from __future__ import annotations

from workflow_app.models import Action, Case, Service, ServiceState, TakingBack


def changed_since(case: Case, asked: TakingBack, service: Service) -> str:
    """Why what was asked for no longer fits the record (a letter arrived meanwhile, or came back); '' while it is as it was. The chain keeps
    as what it was asked for; acts of before did not say, then nothing changed."""
    acts = Action.objects.filter(stream=case.stream_id, verb="ask_taking_back", body__taking_back=asked.pk)
    before = next((act.body.get("state", "") for act in acts), "")
    if before in ("", service.state):
        return ""
    return (
        f"提出注销时这次送达登记为“{ServiceState(before).label}”，以后登记为“{service.get_state_display()}”，"
        f"原来的理由不再适用，不能确认注销：请负责人选“不予注销”，登记仍有错误的，按现在的登记重新提出。"
    )

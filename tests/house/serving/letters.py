"""Cases whose applicant wants letters, with the decision they wait for."""

from __future__ import annotations

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.situations import ITEM
from workflow_app.approval.stance import Stance
from workflow_app.commands.draft import put_answer
from workflow_app.commands.submit import submit
from workflow_app.jobs import runner
from workflow_app.management import acting
from workflow_app.models import Case, IssuedDocument

FILED, SIGNED, PRINTED = moment("2026-03-02 09:30"), moment("2026-03-02 11:00"), moment("2026-03-02 12:00")
POSTED, ARRIVED = moment("2026-03-03 09:00"), moment("2026-03-06 09:00")
ADDRESS = "汤阴县人民路1号 田小禾"
TRACKING = "EA123456789CN"


def refused_by_letter(serial: int = 1, way: str = "post") -> Case:
    """A class record that the window does not accept; its school wants letters. Every paper is made; none served, but where the
    school agreed to electronic service."""
    agent = who(cast.AGENT)
    draft = acting.fill(ITEM, "class_record", acting.casting_of(cast.AGENT, serial, FILED.date()), by=agent, at=FILED)
    for name, said in (("service_way", way), ("service_address", ADDRESS)):
        put_answer(draft.pk, "service", name, said, by=agent, at=FILED)
    case = submit(draft.pk, by=agent, at=FILED)
    acting.sign_all(case, Stance.REFUSE, "培训地点不在本县。", at=SIGNED)
    runner.work(lambda: PRINTED)
    return case


def decision_of(case: Case) -> IssuedDocument:
    return IssuedDocument.objects.get(case=case, kind="not_accepted")


def proof_of(case: Case) -> IssuedDocument:
    return IssuedDocument.objects.get(case=case, kind="service_proof")

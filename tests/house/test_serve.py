"""Service in the applicant's own space: on arrival and with their consent alone; decisions get a proof of their own."""

import pytest

from documents.press import Printed
from tests.conftest import moment
from tests.house import record
from tests.situations import ITEM
from workflow_app.approval.stance import Stance
from workflow_app.commands.draft import put_answer
from workflow_app.commands.issue import issue
from workflow_app.commands.submit import submit
from workflow_app.jobs import press, runner
from workflow_app.management import acting
from workflow_app.models import Account, Case, Draft, IssuedDocument, Service
from workflow_app.policy.refusals import NotFound
from workflow_app.policy.specimen import Casting
from workflow_app.queries.paper_file import visible_paper

pytestmark = pytest.mark.usefixtures("city")
FILED, SIGNED, PRINTED = moment("2026-03-02 09:30"), moment("2026-03-02 11:00"), moment("2026-03-02 12:00")


def refused_case(service_way: str) -> Case:
    """A class record that the window does not accept, filed with the given wish for service."""
    agent: Account = acting.account("yuehe.agent")
    casting: Casting = acting.casting_of("yuehe.agent", 1, FILED.date())
    draft: Draft = acting.fill(ITEM, "class_record", casting, by=agent, at=FILED)
    put_answer(draft.pk, "service", "service_way", service_way, by=agent, at=FILED)
    put_answer(draft.pk, "service", "service_address", "汤阴县人民路1号 田小禾", by=agent, at=FILED)
    case = submit(draft.pk, by=agent, at=FILED)
    acting.sign_all(case, Stance.REFUSE, "培训地点不在本县。", at=SIGNED)
    runner.work(lambda: PRINTED)
    return case


def test_an_electronic_paper_is_served_when_it_arrives_in_the_applicant_s_space() -> None:
    case = refused_case("electronic")
    decision = IssuedDocument.objects.get(case=case, kind="not_accepted")
    service = Service.objects.get(paper=decision)
    assert (service.method, service.at, service.served_on) == ("electronic", PRINTED, PRINTED.date())
    proof = IssuedDocument.objects.get(case=case, kind="service_proof")
    assert service.proof == proof
    assert proof.data["papers"] == [{"title": "不予受理决定书", "number": decision.number}]
    assert proof.data["received"]["name"] == case.applicant.name
    assert record.verbs(case.stream.key)[-2:] == ["serve", "archive_case"]


def test_it_arrives_when_its_bytes_are_there_not_when_the_press_began(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printed over midnight, it is served the next day."""
    time = [moment("2026-03-02 23:59")]

    def slow(paper: IssuedDocument) -> Printed:
        time[0] = moment("2026-03-03 00:02")
        return Printed(b"%PDF-1.7 made for a test", 2, "")

    case = refused_case("post")
    monkeypatch.setattr("workflow_app.commands.serve.consents", lambda case: True)
    monkeypatch.setattr(press, "render", slow)
    paper = issue("not_accepted", data=dict(case.papers.get(kind="not_accepted").data), case=case, at=time[0])
    runner.work(lambda: time[0])
    service = Service.objects.get(paper=paper)
    assert (service.at, service.served_on) == (moment("2026-03-03 00:02"), moment("2026-03-03 00:02").date())
    stored = IssuedDocument.objects.select_related("file").get(pk=paper.pk).file
    assert stored is not None
    assert service.at >= stored.at
    proof = IssuedDocument.objects.filter(case=case, kind="service_proof").latest("pk")
    assert proof.data["received"]["at"] == "2026-03-03T00:02:00"


@pytest.mark.parametrize("way", ["post", "counter"])
def test_without_consent_nothing_is_served_by_itself_and_the_file_stays_open(way: str) -> None:
    case = refused_case(way)
    assert not Service.objects.exists()
    assert not IssuedDocument.objects.filter(case=case, kind="service_proof").exists()
    assert Case.objects.get(pk=case.pk).archived_on is None


def test_a_paper_is_served_once_however_often_the_job_runs() -> None:
    case = refused_case("electronic")
    served = Service.objects.count()
    runner.work(lambda: PRINTED)
    assert Service.objects.count() == served
    assert IssuedDocument.objects.filter(case=case, kind="service_proof").count() == 1


def test_an_internal_paper_is_neither_served_nor_shown_to_the_applicant() -> None:
    case = refused_case("electronic")
    proof = IssuedDocument.objects.get(case=case, kind="service_proof")
    assert proof.internal
    assert not Service.objects.filter(paper=proof).exists()
    with pytest.raises(NotFound):
        visible_paper(proof.pk, acting.account("yuehe.agent"), PRINTED.date())
    assert visible_paper(proof.pk, acting.account("tangyin.handler"), PRINTED.date()) == proof

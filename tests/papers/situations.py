"""Papers of the kinds the demonstration does not play, each issued by the house's own commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house.budget.indicators import OF_THE_CITY, entered
from tests.house.recovery.owing import ORDERED, RECEIVED, demanded, ordered, proposed, received
from tests.house.serving.letters import ARRIVED, PRINTED, decision_of, refused_by_letter
from tests.situations import SIGNED, case_at, case_determined, own_claim
from workflow_app.commands.beside_the_route.extend import ask_extension, decide_extension
from workflow_app.commands.beside_the_route.resume import resume
from workflow_app.commands.beside_the_route.revoke import decide_revocation, propose_revocation
from workflow_app.commands.beside_the_route.suspend import suspend
from workflow_app.commands.budget.allot import allot
from workflow_app.commands.recovery.annul import annul_recovery
from workflow_app.commands.recovery.decide import drop_recovery
from workflow_app.commands.seat.take_back import take_back
from workflow_app.commands.serving.hand_over_papers import Handing, hand_over_papers
from workflow_app.commands.serving.second_server import confirm_service
from workflow_app.commands.withdraw import withdraw
from workflow_app.jobs import runner
from workflow_app.models import IssuedDocument, Opinion

FROM, UNTIL = moment("2026-04-10 10:00"), moment("2026-04-17 16:00")
NOTICED, HEARD = moment("2026-04-22 10:00"), moment("2026-04-30 09:00")
LATER = moment("2026-04-08 09:00")
ALLOTTED = moment("2026-03-10 10:00")
SERVED = Handing(date(2026, 3, 5), "本单位办事窗口", receiver="岳河学校 田小禾", words="身份证已核对。")
LEFT = Handing(
    date(2026, 3, 5), "汤阴县人民路1号", refusal="认为不应不予受理，拒绝签收", witnesses="城关镇居委会 李主任"
)


def _newest(kind: str) -> IssuedDocument:
    return IssuedDocument.objects.filter(kind=kind).latest("pk")


def allotment() -> IssuedDocument:
    row = entered(OF_THE_CITY)
    allot(
        row.pk,
        "410523",
        "汤财社〔2026〕18号",
        Decimal("300.00"),
        "本年分配方案。",
        by=who(cast.CITY_BUDGET),
        at=ALLOTTED,
    )
    return _newest("allotment")


def special_procedure() -> IssuedDocument:
    suspend(case_at("handle").pk, "site_check", "到培训地点核对", 3, by=who(cast.HANDLER), at=FROM)
    return _newest("special_procedure")


def resumption() -> IssuedDocument:
    still = suspend(case_at("handle").pk, "suspension", "等身份信息更正", by=who(cast.HANDLER), at=FROM)
    resume(still.pk, "已经更正", by=who(cast.HANDLER), at=UNTIL)
    return _newest("resumption")


def extension() -> IssuedDocument:
    asked = ask_extension(case_at("handle").pk, 10, "学员分散在五个乡镇", by=who(cast.HANDLER), at=UNTIL)
    decide_extension(asked.pk, True, by=who(cast.BUREAU_HEAD), at=UNTIL)
    return _newest("extension")


def revocation_dropped() -> IssuedDocument:
    case = case_determined(own_claim())
    row = propose_revocation(case.pk, "证书编号查无此证", "示例办法第十条", by=who(cast.HANDLER), at=NOTICED)
    decide_revocation(row.pk, False, "原件核对无误", by=who(cast.BUREAU_HEAD), at=HEARD)
    return _newest("revocation_dropped")


def recovery_dropped() -> IssuedDocument:
    drop_recovery(proposed().pk, "陈述成立。", by=who(cast.BUREAU_HEAD), at=ORDERED)
    return _newest("recovery_dropped")


def recovery_demand() -> IssuedDocument:
    row = ordered()
    received("400.00")
    demanded(row)
    return _newest("recovery_demand")


def recovery_annulled() -> IssuedDocument:
    row = ordered()
    received("400.00")
    annul_recovery(row.pk, "缴款码开错", by=who(cast.BUREAU_HEAD), at=RECEIVED)
    return _newest("recovery_annulled")


def recovery_paid_back() -> IssuedDocument:
    ordered()
    received("400.00")
    received("600.00", "国库002")
    return _newest("recovery_paid_back")


def _handed(said: Handing, other: str = "") -> IssuedDocument:
    case = refused_by_letter()
    second = who(other) if other else None
    papers = [decision_of(case).pk]
    rows = hand_over_papers(case.pk, papers, said, with_whom=second, by=who(cast.INTAKE), at=ARRIVED)
    if second:
        confirm_service(rows[0].pk, by=second, at=ARRIVED)
    return _newest("service_proof")


def handed() -> IssuedDocument:
    return _handed(SERVED)


def handed_to_another() -> IssuedDocument:
    return _handed(replace(SERVED, receiver="田大禾", relation="同住成年家属"))


def left() -> IssuedDocument:
    return _handed(LEFT, cast.HANDLER)


def electronic() -> IssuedDocument:
    case = refused_by_letter(way="electronic")
    runner.work(lambda: PRINTED)
    return IssuedDocument.objects.filter(case=case, kind="service_proof").latest("pk")


def approval_form() -> IssuedDocument:
    _shut()
    return _newest("approval_form")


def file_index() -> IssuedDocument:
    _shut()
    return _newest("file_index")


def _shut() -> None:
    """A case over which two words were said, one of them taken back; then withdrawn and its file shut."""
    case = case_at("section")
    word = Opinion.objects.filter(seat__round__case=case).latest("pk")
    take_back(word.seat_id, by=word.by, at=SIGNED)
    withdraw(case.pk, by=who(cast.TRAINEE), at=SIGNED)
    runner.work(lambda: LATER)


SITUATIONS: dict[str, tuple[Callable[[], IssuedDocument], ...]] = {
    "papers/allotment.html": (allotment,),
    "papers/special_procedure.html": (special_procedure,),
    "papers/resumption.html": (resumption,),
    "papers/extension.html": (extension,),
    "papers/revocation_dropped.html": (revocation_dropped,),
    "papers/recovery_dropped.html": (recovery_dropped,),
    "papers/recovery_demand.html": (recovery_demand,),
    "papers/recovery_annulled.html": (recovery_annulled,),
    "papers/recovery_paid_back.html": (recovery_paid_back,),
    "papers/service_proof.html": (handed, handed_to_another, left, electronic),
    "papers/approval_form.html": (approval_form,),
    "papers/file_index.html": (file_index,),
}

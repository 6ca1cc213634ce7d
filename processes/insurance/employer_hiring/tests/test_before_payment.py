"""An employee who died, retired or went to another employer between approval and payment is not paid for unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from processes.insurance.employer_hiring.item import ITEM
from processes.insurance.employer_hiring.play import CLAIM, FIRM, HIRED, RECOGNISED_BEFORE
from processes.insurance.recognised import RECOGNITION
from workflow_app.management import acts
from workflow_app.management.acts import ONE_DAY
from workflow_app.management.stage import HOUR, MONTH, Stage
from workflow_app.models import PaymentDoubt
from workflow_app.policy import catalogue
from workflow_app.policy.register import Register
from workflow_app.queries.audit.verify import breaks
from workflow_app.registers import played

ELSEWHERE = {
    "employer": "91410599000000019G",
    "employer_name": "示例物流有限公司",
    "since": "2026-03-20",
    "contract_until": "2027-03-19",
    "unemployed_since": None,
}
LATER = {
    "died": (Register.DEATH, {"died_on": "2026-03-20"}, "2026年3月20日已经死亡登记。"),
    "retired": (Register.PENSION, {"retired_on": "2026-03-20"}, "2026年3月20日起领取基本养老金。"),
    "hired by another": (Register.EMPLOYMENT, ELSEWHERE, "现在示例物流有限公司就业登记。"),
}


@pytest.fixture
def stage(city: None, settings: Any, tmp_path: Path) -> Iterator[Stage]:
    """The played registers answer, as in the demonstration. Where nobody recognises anybody there is nothing to play."""
    if catalogue.ungranted(ITEM):
        pytest.skip("nobody grants what the item leans on")
    settings.REGISTER_WORLD = tmp_path / "registers.json"
    with played.serving(settings.REGISTER_WORLD) as address:
        settings.REGISTERS = address
        yield Stage(ITEM)


@pytest.mark.parametrize(("register", "content", "words"), LATER.values(), ids=list(LATER))
def test_the_months_of_that_employee_wait_and_the_others_are_paid(
    stage: Stage, register: Register, content: dict[str, str], words: str
) -> None:
    stage.endow()
    for who in HIRED:
        stage.serial += 1
        stage.granted_elsewhere(RECOGNITION, who, stage.begin - RECOGNISED_BEFORE)
    case = stage.approved(stage.file(CLAIM, FIRM, stage.begin), stage.begin + HOUR)
    case, notice = stage.noticed(case, stage.begin + ONE_DAY)
    stage.registered(HIRED[0], register, content)
    request = acts.ask_finance(notice, stage.begin + MONTH)
    stage.settled(request, stage.begin + MONTH + 2 * ONE_DAY)
    doubts = PaymentDoubt.objects.filter(claim__case=case).select_related("claim")
    assert [[each["words"] for each in doubt.findings] for doubt in doubts] == [[words]] * 3
    doubted = {doubt.claim.beneficiary_index for doubt in doubts}
    assert len(doubted) == 1
    assert set(case.claims.filter(beneficiary_index__in=doubted).values_list("state", flat=True)) == {"determined"}
    assert set(case.claims.exclude(beneficiary_index__in=doubted).values_list("state", flat=True)) == {"paid"}
    assert list(breaks()) == []

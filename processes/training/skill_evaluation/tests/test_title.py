"""The item keeps its old name to its date, and a certificate serves once for the training and once for the assessment."""

from datetime import date

from processes.training.skill_evaluation.holder import evidence_of
from processes.training.skill_evaluation.item import ITEM
from processes.training.skill_evaluation.tests.situations import CERTIFICATE, migrant
from workflow_app.policy.facts_file import read_facts

CLAIM = ITEM.procedure("claim")


def test_the_name_changes_on_its_day() -> None:
    assert ITEM.title_on(date(2023, 12, 19)) == "职业技能鉴定补贴"
    assert ITEM.title_on(date(2023, 12, 20)) == "职业技能评价补贴"


def test_the_claim_leaves_the_certificate_itself_to_the_training() -> None:
    facts = read_facts(migrant(), ITEM, CLAIM, date(2026, 3, 2))
    line = CLAIM.assess(facts, ITEM.edition_in_folder().on(date(2026, 3, 2))).lines[0]
    assert line.evidence == evidence_of(CERTIFICATE) != CERTIFICATE
    assert {subject.evidence for subject in CLAIM.gist(facts.answers).subjects} == {CERTIFICATE, line.evidence}

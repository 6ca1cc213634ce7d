"""Submit: a draft becomes a case with a number, a place on its route, a clock and a receipt."""

import pytest

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import (
    FILED,
    ITEM,
    awaiting_correction,
    case_submitted,
    claim_draft,
    class_in_force,
    class_submitted,
    own_claim,
    own_claim_draft,
)
from workflow_app.commands.attach import attach_file, detach_file, put_roster
from workflow_app.commands.draft import put_answer
from workflow_app.commands.keep_file import keep_file
from workflow_app.commands.submit import submit
from workflow_app.management import acting
from workflow_app.models import Case, Commitment, Deadline, Draft, IssuedDocument, NumberSeries, StoredFile
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.law.facts import answers_of
from workflow_app.queries.law.handed_in import named_in


def test_a_strangers_record_is_as_if_there_were_none() -> None:
    """Another school names the first one's class: its number can be guessed, so nothing of it is read or rested on."""
    number = class_in_force().number
    told = acting.casting_of(cast.OTHER_AGENT, 2, FILED.date(), size=10, parent_number=number)
    with pytest.raises(NotPossibleNow, match="没有找到编号"):
        acting.file(ITEM, "claim", told, by=who(cast.OTHER_AGENT), at=FILED)


def test_a_case_is_filed_with_everything_it_needs() -> None:
    case = own_claim()
    assert (case.number, case.state, case.step) == ("410523-2026-000001", "submitted", "receive")
    assert Deadline.objects.get(case=case, kind="receipt").due_on == moment("2026-04-08 00:00").date()
    assert case.claims.get().beneficiary["name"] == "王䶮"
    assert case.payee_accounts.count() == case.filings.count() == 1
    assert IssuedDocument.objects.get(case=case).kind == "receipt"
    assert not Draft.objects.exists()
    assert StoredFile.objects.filter(case=case).count() == 3


def test_only_what_the_filing_names_goes_with_the_case() -> None:
    draft, me = own_claim_draft(), who(cast.TRAINEE)
    removed = attach_file(draft.pk, "own_training", "invoice", acting.a_pdf("别人的.pdf", 7), by=me, at=FILED)
    detach_file(draft.pk, "own_training", "invoice", removed.sha256, by=me, at=FILED)
    keep_file("rejected", b"PK", "错的名单.xlsx", by=me, at=FILED, draft=draft)
    put_roster(draft.pk, "trainees", "roster", [], ("名单.xlsx", b"PK2"), by=me, at=FILED)
    case = submit(draft.pk, by=me, at=FILED)
    named = set(named_in(answers_of(case)))
    assert set(StoredFile.objects.filter(case=case).values_list("sha256", flat=True)) == named
    assert not StoredFile.objects.filter(case=None, account=me).exists()
    assert "别人的.pdf" not in str(IssuedDocument.objects.get(case=case).data)


def test_the_receipt_names_the_procedure_and_the_questions_that_were_answered() -> None:
    paper = IssuedDocument.objects.get(case=class_submitted(), kind="receipt")
    assert paper.data["case"]["matter"] == "职业培训补贴开班备案"
    assert paper.data["papers_received"] == [
        "授权委托书（授权委托书.pdf）",
        "培训计划和课程表（培训计划和课程表.pdf）",
        "学员名单（10人）",
    ]


def test_the_filing_is_recorded_with_its_digest_and_edition() -> None:
    case = own_claim()
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by, act.ordinal) == ("submit", who(cast.TRAINEE), 1)
    assert act.body["filing"] == case.filings.get().digest
    assert act.body["edition"] == case.edition.sha256
    assert list(Commitment.objects.values_list("account__username", "duty")) == [(cast.TRAINEE, "file")]


def test_nothing_of_a_person_stands_readable_in_the_record() -> None:
    case = own_claim()
    assert "王䶮" not in str(record.last(f"case:{case.number}").body)


def test_a_school_claims_for_each_trainee_of_its_class() -> None:
    case = case_submitted()
    assert case.parent is not None
    assert case.claims.count() == 10
    assert case.amount == 10_000


def test_the_second_click_finds_the_draft_gone() -> None:
    draft = own_claim_draft()
    submit(draft.pk, by=who(cast.TRAINEE), at=FILED)
    with pytest.raises(NotFound, match="可能已经提交"):
        submit(draft.pk, by=who(cast.TRAINEE), at=FILED)
    assert Case.objects.count() == 1


def test_every_mistake_is_told_and_nothing_is_used_up() -> None:
    draft = own_claim_draft()
    put_answer(draft.pk, "person", "applicant_phone", "123", by=who(cast.TRAINEE), at=FILED)
    put_answer(draft.pk, "own_training", "fee_fen", "abc", by=who(cast.TRAINEE), at=FILED)
    with pytest.raises(NotUnderstood, match="还有2处需要改正") as refused:
        submit(draft.pk, by=who(cast.TRAINEE), at=FILED)
    assert len(refused.value.corrections) == 2
    assert not NumberSeries.objects.exists()
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_nobody_submits_anothers_draft() -> None:
    draft = own_claim_draft()
    with pytest.raises(NotFound):
        submit(draft.pk, by=who(cast.STRANGER), at=FILED)


@pytest.mark.parametrize(
    ("username", "told"),
    [
        pytest.param(cast.OTHER_TRAINEE, "只能由本人提交", id="person"),
        pytest.param(cast.OTHER_AGENT, "没有登记为“汤阴县岳河职业培训学校”的经办人", id="organisation"),
    ],
)
def test_nobody_files_for_a_party_they_do_not_represent(username: str, told: str) -> None:
    as_whom = cast.TRAINEE if username == cast.OTHER_TRAINEE else cast.AGENT
    procedure = "claim" if username == cast.OTHER_TRAINEE else "class_record"
    casting = acting.casting_of(as_whom, 1, FILED.date())
    with pytest.raises(NotAllowed, match=told):
        acting.file(ITEM, procedure, casting, by=who(username), at=FILED)
    assert not Case.objects.exists()


def test_a_class_record_nobody_knows_is_named() -> None:
    draft = claim_draft()
    put_answer(draft.pk, "trainees", "class_record_number", "410523-2026-009999", by=who(cast.AGENT), at=FILED)
    with pytest.raises(NotPossibleNow, match="410523-2026-009999"):
        submit(draft.pk, by=who(cast.AGENT), at=FILED)


def test_a_correction_is_not_submitted_as_a_new_case() -> None:
    case = awaiting_correction()
    with pytest.raises(NotPossibleNow, match="请在办件页面提交补正"):
        submit(case.correction_draft.pk, by=who(cast.TRAINEE), at=FILED)


def test_a_file_somebody_else_uploaded_cannot_be_filed_by_knowing_its_digest() -> None:
    theirs = own_claim_draft(902, cast.OTHER_TRAINEE)
    row = attach_file(
        theirs.pk, "own_training", "invoice", acting.a_pdf("别人.pdf", 7), by=who(cast.OTHER_TRAINEE), at=FILED
    )
    mine = own_claim_draft()
    stolen = {"sha256": row.sha256, "name": "发票.pdf", "kind": "pdf", "size": row.size, "pages": 7}
    put_answer(mine.pk, "own_training", "invoice", [stolen], by=who(cast.TRAINEE), at=FILED)
    with pytest.raises(NotUnderstood, match="发票"):
        submit(mine.pk, by=who(cast.TRAINEE), at=FILED)
    assert not Case.objects.exists()


def test_a_file_that_was_never_uploaded_cannot_be_filed() -> None:
    mine = own_claim_draft()
    ghost = {"sha256": "0" * 64, "name": "没有.pdf", "kind": "pdf", "size": 1, "pages": 1}
    put_answer(mine.pk, "own_training", "invoice", [ghost], by=who(cast.TRAINEE), at=FILED)
    with pytest.raises(NotUnderstood, match="没有"):
        submit(mine.pk, by=who(cast.TRAINEE), at=FILED)


def test_numbers_of_a_year_begin_at_one_in_shanghai_time() -> None:
    last = own_claim(901, at=moment("2026-12-31 23:59"))
    first = own_claim(902, cast.OTHER_TRAINEE, at=moment("2027-01-01 00:01"))
    assert (last.number, first.number) == ("410523-2026-000001", "410523-2027-000001")

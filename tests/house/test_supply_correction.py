"""Supply a correction: the case goes back to receiving with a new filing, and stays the same case."""

import pytest

from forms import specimen
from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import (
    FILED,
    ITEM,
    SIGNED,
    TWO_DAYS,
    awaiting_correction,
    case_submitted,
    claim_draft,
    class_in_force,
    own_claim_draft,
    waiting_seat,
)
from workflow_app.approval.stance import Stance
from workflow_app.commands.attach import attach_file, detach_file
from workflow_app.commands.draft import put_answer, save_section
from workflow_app.commands.give_opinion import give_opinion
from workflow_app.commands.keep_file import keep_file
from workflow_app.commands.submit import submit
from workflow_app.commands.supply_correction import supply_correction
from workflow_app.management import acting
from workflow_app.models import Case, Deadline, Draft, Representation, StoredFile, vault
from workflow_app.policy.refusals import NotAllowed, NotFound, NotPossibleNow, NotUnderstood
from workflow_app.queries.applicant.drafts import draft_pages, drafts_of

SUPPLIED = SIGNED + TWO_DAYS


def supplied(case: Case, **answers: str) -> Case:
    for name, value in answers.items():
        section = next(s for s, given in case.correction_draft.answers.items() if name in given)
        put_answer(case.correction_draft.pk, section, name, value, by=who(cast.TRAINEE), at=SUPPLIED)
    return supply_correction(case.correction_draft.pk, by=who(cast.TRAINEE), at=SUPPLIED)


def test_the_draft_begins_with_what_was_filed() -> None:
    case = awaiting_correction()
    assert case.correction_draft.answers["own_training"]["fee_fen"] == "1500.00"


def test_a_corrected_case_is_received_again_with_a_fresh_clock() -> None:
    case = supplied(awaiting_correction(), fee_fen="700.00")
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.step, case.number) == ("submitted", "receive", "410523-2026-000001")
    assert case.filings.count() == 2
    assert case.claims.get().amount == 700
    states = Deadline.objects.filter(case=case).order_by("id").values_list("kind", "state")
    assert list(states) == [("receipt", "met"), ("correction", "met"), ("receipt", "armed")]
    assert not Draft.objects.exists()


def test_the_new_filing_is_recorded() -> None:
    case = supplied(awaiting_correction(), fee_fen="700.00")
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by) == ("supply_correction", who(cast.TRAINEE))
    assert act.body["filing"] == case.filings.latest("ordinal").digest


def test_files_filed_before_are_still_ones_own() -> None:
    case = supplied(awaiting_correction())
    assert StoredFile.objects.filter(case=case).count() == 3


def test_only_what_the_new_filing_names_is_added_to_the_case() -> None:
    case, me = awaiting_correction(), who(cast.TRAINEE)
    before = set(StoredFile.objects.filter(case=case).values_list("pk", flat=True))
    draft = case.correction_draft.pk
    removed = attach_file(draft, "own_certificate", "certificates", acting.a_pdf("糊.pdf", 6), by=me, at=SUPPLIED)
    added = attach_file(draft, "own_certificate", "certificates", acting.a_pdf("清楚.pdf", 7), by=me, at=SUPPLIED)
    detach_file(draft, "own_certificate", "certificates", removed.sha256, by=me, at=SUPPLIED)
    supplied(case)
    assert set(StoredFile.objects.filter(case=case).values_list("pk", flat=True)) == before | {added.pk}
    assert not StoredFile.objects.filter(pk=removed.pk).exists()


def test_a_file_filed_before_and_sent_again_is_one_file() -> None:
    case, me = awaiting_correction(), who(cast.TRAINEE)
    given = case.correction_draft.answers["own_certificate"]["certificates"][0]
    again = keep_file(
        given["kind"], vault.get(given["sha256"]), "再传.jpg", by=me, at=SUPPLIED, draft=case.correction_draft
    )
    supplied(case)
    assert StoredFile.objects.filter(case=case, sha256=again.sha256).count() == 1
    assert not StoredFile.objects.filter(pk=again.pk).exists()


def test_the_second_click_finds_nothing_to_supply() -> None:
    case = awaiting_correction()
    draft = case.correction_draft.pk
    supplied(case)
    with pytest.raises(NotFound, match="没有找到这份草稿"):
        supply_correction(draft, by=who(cast.TRAINEE), at=SUPPLIED)
    assert case.filings.count() == 2


def test_an_ordinary_draft_corrects_nothing() -> None:
    draft = own_claim_draft()
    with pytest.raises(NotFound, match="不是补正材料"):
        supply_correction(draft.pk, by=who(cast.TRAINEE), at=SUPPLIED)


def test_a_stranger_supplies_nothing() -> None:
    with pytest.raises(NotFound):
        supply_correction(awaiting_correction().correction_draft.pk, by=who(cast.STRANGER), at=SUPPLIED)


def test_what_is_still_wrong_is_told_and_nothing_changes() -> None:
    case = awaiting_correction()
    with pytest.raises(NotUnderstood, match="还有1处需要改正"):
        supplied(case, fee_fen="许多")
    assert case.filings.count() == 1


def test_a_correction_never_changes_who_applies() -> None:
    case = awaiting_correction()
    other = acting.casting_of(cast.OTHER_TRAINEE, 902, FILED.date())
    with pytest.raises(NotAllowed, match="只能由本人提交"):
        supplied(case, applicant_name=other.name, applicant_id=other.number)
    assert case.filings.count() == 1


def test_a_correction_never_moves_the_case_to_another_county() -> None:
    case = awaiting_correction()
    with pytest.raises(NotPossibleNow, match="撤回后重新申报"):
        supplied(case, county="410581")


def test_a_wrong_class_record_is_put_right_by_a_correction() -> None:
    wrong = class_in_force(serial=7, checked=False)
    draft = claim_draft()
    put_answer(draft.pk, "trainees", "class_record_number", wrong.number, by=who(cast.AGENT), at=FILED)
    case = submit(draft.pk, by=who(cast.AGENT), at=FILED)
    assert case.parent == wrong
    assert Case.objects.get(pk=case.pk).open_points
    defects = (("trainees", "开班备案号不是这个班的，请更正。"),)
    give_opinion(waiting_seat(case).pk, Stance.RETURN, "需补正", defects=defects, by=who(cast.INTAKE), at=SIGNED)
    right = Case.objects.exclude(pk=wrong.pk).get(procedure="class_record")
    case = Case.objects.get(pk=case.pk)
    mine = case.correction_draft.pk
    put_answer(mine, "trainees", "class_record_number", right.number, by=who(cast.AGENT), at=SUPPLIED)
    case = supply_correction(mine, by=who(cast.AGENT), at=SUPPLIED)
    case = Case.objects.get(pk=case.pk)
    assert case.parent == right
    assert not case.open_points


def test_a_school_is_asked_for_its_own_sections_only() -> None:
    case = case_submitted()
    defects = (("basic_account", "账户证明缺公章。"), ("trainees", "第3人的证书看不清。"))
    give_opinion(waiting_seat(case).pk, Stance.RETURN, "需补正", defects=defects, by=who(cast.INTAKE), at=SIGNED)
    assert "own_training" not in Case.objects.get(pk=case.pk).correction_draft.answers
    assert list(case.defects.values_list("section", flat=True)) == ["basic_account", "trainees"]
    assert Case.objects.get(pk=case.pk).item == ITEM


def correcting_the_account(by: str) -> Case:
    """A school's claim sent back for its attendance; somebody puts another account into the correction."""
    case = case_submitted()
    seat = waiting_seat(case)
    defects = (("trainees", "考勤记录缺一天。"),)
    give_opinion(seat.pk, Stance.RETURN, "材料需要补正。", defects=defects, by=who(cast.INTAKE), at=SIGNED)
    draft = Draft.objects.get(correcting=case)
    number = specimen.organisation_account(77)
    put_answer(draft.pk, "basic_account", "payee_account", number, by=who(by), at=SUPPLIED)
    return supply_correction(draft.pk, by=who(by), at=SUPPLIED)


def test_an_agent_changes_no_account_by_way_of_a_correction() -> None:
    with pytest.raises(NotAllowed, match="经办人不能更换收款账户"):
        correcting_the_account(cast.AGENT)
    case = Case.objects.get(procedure="claim")
    assert (case.state, case.payee_accounts.count()) == ("awaiting_correction", 1)


def test_the_legal_representative_may() -> None:
    case = correcting_the_account(cast.LEGAL_REP)
    assert case.payee_accounts.count() == 2


def test_an_account_that_stays_is_not_written_again() -> None:
    case = supplied(awaiting_correction(), fee_fen="700.00")
    assert case.payee_accounts.count() == 1


AGAIN = [
    pytest.param("own_certificate", id="named the first time and still wrong"),
    pytest.param("own_training", id="changed by the applicant since"),
]


def asked_again(case: Case, section: str) -> Case:
    seat = waiting_seat(case)
    defects = ((section, "仍看不清，请重新拍照。"),)
    return give_opinion(seat.pk, Stance.RETURN, "仍需补正。", defects=defects, by=who(cast.INTAKE), at=SUPPLIED)


@pytest.mark.parametrize("section", AGAIN)
def test_a_second_notice_names_what_the_first_one_touched(section: str) -> None:
    case = asked_again(supplied(awaiting_correction(), fee_fen="700.00"), section)
    assert Case.objects.get(pk=case.pk).state == "awaiting_correction"


def test_a_second_notice_names_nothing_new() -> None:
    case = supplied(awaiting_correction(), fee_fen="700.00")
    with pytest.raises(NotPossibleNow, match="只能一次性告知"):
        asked_again(case, "payee")
    assert Case.objects.get(pk=case.pk).state == "submitted"
    assert case.defects.count() == 1


def asked_of_the_school() -> Case:
    """The agent filed the school's claim; intake asks for a correction."""
    case = case_submitted()
    asked = (("organisation", "授权委托书没有写明委托期限，请补全。"),)
    seat = waiting_seat(case)
    return give_opinion(seat.pk, Stance.RETURN, "需补正。", defects=asked, by=who(cast.INTAKE), at=SIGNED)


@pytest.mark.parametrize("username", [cast.AGENT, cast.LEGAL_REP])
def test_whoever_acts_for_the_school_completes_its_correction(username: str) -> None:
    case = asked_of_the_school()
    draft, by = case.correction_draft, who(username)
    put_answer(draft.pk, "organisation", "organisation_address", "人民路2号（示例）", by=by, at=SUPPLIED)
    supply_correction(draft.pk, by=by, at=SUPPLIED)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.filings.latest("ordinal").by) == ("submitted", by)
    act = record.last(f"case:{case.number}")
    assert (act.verb, act.by) == ("supply_correction", by)


def test_what_one_of_two_people_saved_the_other_does_not_overwrite_unseen() -> None:
    draft = asked_of_the_school().correction_draft
    said = {"organisation_address": "人民路2号（示例）"}
    save_section(draft.pk, "organisation", said, revision=draft.revision, by=who(cast.AGENT), at=SUPPLIED)
    with pytest.raises(NotPossibleNow, match="另一个页面或设备上改过"):
        save_section(draft.pk, "organisation", {}, revision=draft.revision, by=who(cast.LEGAL_REP), at=SUPPLIED)


@pytest.mark.parametrize("username", [cast.OTHER_AGENT, cast.STRANGER, cast.INTAKE])
def test_nobody_else_reaches_the_schools_correction(username: str) -> None:
    draft = asked_of_the_school().correction_draft
    with pytest.raises(NotFound, match="没有找到这份草稿"):
        draft_pages(draft.pk, who(username), SUPPLIED.date())
    with pytest.raises(NotFound):
        supply_correction(draft.pk, by=who(username), at=SUPPLIED)
    assert drafts_of(who(username), SUPPLIED.date()) == []


def test_an_agent_whose_mandate_ended_completes_nothing_more() -> None:
    case = asked_of_the_school()
    Representation.objects.filter(account=who(cast.AGENT)).update(until=SIGNED.date())
    with pytest.raises(NotFound):
        supply_correction(case.correction_draft.pk, by=who(cast.AGENT), at=SUPPLIED)
    assert [draft.pk for draft in drafts_of(who(cast.LEGAL_REP), SUPPLIED.date())] == [case.correction_draft.pk]


def test_a_draft_that_is_no_correction_stays_its_writers_own() -> None:
    draft = claim_draft()
    with pytest.raises(NotFound):
        draft_pages(draft.pk, who(cast.LEGAL_REP), FILED.date())

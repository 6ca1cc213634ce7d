"""签字的送达回证: its photograph lies with the proof and in the file of the case, for good."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms.intake.receive import Received
from tests import cast
from tests.cast import who
from tests.house import record
from tests.house.serving.letters import ARRIVED, decision_of, proof_of, refused_by_letter
from workflow_app.commands.serving.ask_taking_back import ask_taking_back
from workflow_app.commands.serving.decide_taking_back import decide_taking_back
from workflow_app.commands.serving.hand_over_papers import Handing, hand_over_papers
from workflow_app.commands.serving.keep_scan import keep_scan
from workflow_app.jobs import runner
from workflow_app.management.acting import a_pdf
from workflow_app.models import Case, IssuedDocument, Service, StoredFile, vault
from workflow_app.policy.refusals import AlreadyDone, NotAllowed, NotFound, NotPossibleNow, NotUnderstood, Refusal


def scanned(name: str, pages: int = 1) -> Received:
    file = a_pdf(name, pages)
    return replace(file, sha256=hashlib.sha256(file.content).hexdigest())


ONE, TWO = scanned("IMG_1.pdf"), scanned("IMG_2.pdf", 2)


@pytest.fixture
def case() -> Case:
    case = refused_by_letter()
    said = Handing(date(2026, 3, 5), "本单位办事窗口", receiver="田小禾")
    hand_over_papers(case.pk, [decision_of(case).pk], said, by=who(cast.INTAKE), at=ARRIVED)
    return case


def kept(case: Case, files: Any = (ONE,), by: str = cast.INTAKE) -> list[StoredFile]:
    return keep_scan(proof_of(case).pk, list(files), by=who(by), at=ARRIVED)


def test_it_lies_with_the_proof_and_in_the_index_of_the_file(case: Case) -> None:
    runner.work(lambda: ARRIVED)
    first = IssuedDocument.objects.filter(case=case, kind="file_index").latest("pk")
    row = kept(case)[0]
    name = f"送达回证{proof_of(case).number}签字原件1.pdf"
    assert StoredFile.objects.get(pk=row.pk).name == name
    assert list(proof_of(case).scans.all()) == [row]
    assert vault.get(row.sha256) == ONE.content
    act = record.last(case.stream.key)
    assert (act.verb, act.by, act.body) == (
        "keep_scan", who(cast.INTAKE), {"proof": proof_of(case).number, "files": [row.sha256]},
    )  # fmt: skip
    runner.work(lambda: ARRIVED)
    index = IssuedDocument.objects.filter(case=case, kind="file_index").latest("pk")
    assert index != first, "the file is indexed anew"
    assert name in [line["title"] for line in index.data["lines"]]
    assert Case.objects.get(pk=case.pk).archived_on == ARRIVED.date()


REFUSED: list[Any] = [
    pytest.param({"files": ()}, NotUnderstood, "请选择签字原件", id="none"),
    pytest.param({"files": [scanned(f"{n}.pdf", n) for n in range(1, 7)]}, NotUnderstood, "最多存5个", id="six"),
    pytest.param({"files": (ONE, ONE)}, AlreadyDone, "同一个文件", id="the same twice"),
    pytest.param({"by": cast.INTAKE_ELSEWHERE}, NotAllowed, "出具文书的单位", id="another office"),
    pytest.param({"by": cast.BUREAU_FINANCE}, NotAllowed, "受理窗口", id="a desk that does not carry it"),
]


@pytest.mark.parametrize(("said", "refusal", "words"), REFUSED)
def test_it_is_not_kept(case: Case, said: dict[str, Any], refusal: type[Refusal], words: str) -> None:
    with pytest.raises(refusal, match=words):
        kept(case, **said)
    assert not proof_of(case).scans.exists()


def test_neither_twice_nor_with_a_void_proof_nor_with_another_paper(case: Case) -> None:
    kept(case)
    with pytest.raises(AlreadyDone, match="没有重复保存"):
        kept(case)
    assert len(kept(case, (TWO,))) == 1
    with pytest.raises(NotFound, match="没有这份送达回证"):
        keep_scan(decision_of(case).pk, [ONE], by=who(cast.INTAKE), at=ARRIVED)
    taken = ask_taking_back(Service.objects.get().pk, "登错了。", by=who(cast.INTAKE), at=ARRIVED)
    decide_taking_back(taken.pk, True, "", by=who(cast.BUREAU_HEAD), at=ARRIVED)
    with pytest.raises(NotPossibleNow, match="已经作废"):
        kept(case, (scanned("3.pdf", 3),))
    assert proof_of(case).scans.count() == 2, "what was kept stays"


def test_nobody_signs_an_electronic_one() -> None:
    case = refused_by_letter(way="electronic")
    proof = Service.objects.get(paper=decision_of(case)).proof
    assert proof is not None
    with pytest.raises(NotPossibleNow, match="电子送达没有签字的回证"):
        keep_scan(proof.pk, [ONE], by=who(cast.INTAKE), at=ARRIVED)

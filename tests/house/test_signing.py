"""Signed papers: with the key that is set, the demonstration's own or none; what a file in somebody's hand turns out to be."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from documents.press import Printed
from documents.signature import demonstration_key
from tests.documents.every_sheet import HOUSE
from tests.documents.test_signature import appended
from tests.situations import SIGNED, own_claim
from workflow_app.jobs import press, runner, signing
from workflow_app.models import IssuedDocument, SigningCertificate, vault
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.public.file_check import check_file
from workflow_app.queries.public.verification import verified

SHEET = "papers/termination.html"


@pytest.fixture(scope="module")
def printed() -> Printed:
    return press.the_press().render(SHEET, HOUSE[SHEET])


@pytest.fixture(autouse=True)
def quick_press(monkeypatch: pytest.MonkeyPatch, printed: Printed) -> None:
    monkeypatch.setattr(press, "render", lambda paper: printed)


@pytest.fixture
def paper(settings: Any, tmp_path: Path, city: None) -> IssuedDocument:
    """Of a demonstration that makes its own key."""
    settings.SIGNING_KEY, settings.VAR = "", tmp_path
    own_claim()
    runner.work(lambda: SIGNED)
    return IssuedDocument.objects.get(kind="receipt")


def test_the_demonstration_signs_with_a_key_of_its_own_and_keeps_both_digests(
    paper: IssuedDocument, printed: Printed
) -> None:
    kept = vault.get(paper.sha256)
    assert kept.startswith(printed.pdf)
    assert paper.unsigned_sha256 == hashlib.sha256(printed.pdf).hexdigest() == press.render(paper).sha256
    assert paper.sha256 == hashlib.sha256(kept).hexdigest() != paper.unsigned_sha256
    assert paper.certificate == SigningCertificate.objects.get()
    assert paper.certificate.demonstration
    assert verified(paper.token).demonstration


def test_one_key_serves_every_paper_and_every_worker(paper: IssuedDocument, settings: Any) -> None:
    before = Path(settings.VAR / "signing.pem").read_bytes()
    signing._make(settings.VAR / "signing.pem", SIGNED)
    assert Path(settings.VAR / "signing.pem").read_bytes() == before
    assert {path.name for path in settings.VAR.glob("signing*")} == {"signing.pem"}


@pytest.mark.parametrize(("key", "demo", "signed"), [("off", True, False), ("", False, False), ("set", False, True)])
def test_whether_a_paper_is_signed(
    key: str, demo: bool, signed: bool, settings: Any, tmp_path: Path, city: None
) -> None:
    if key == "set":
        (tmp_path / "own.pem").write_bytes(demonstration_key(SIGNED))
        key = str(tmp_path / "own.pem")
    settings.SIGNING_KEY, settings.DEMO, settings.VAR = key, demo, tmp_path
    own_claim()
    runner.work(lambda: SIGNED)
    paper = IssuedDocument.objects.get(kind="receipt")
    assert (paper.certificate is not None) is signed
    assert (paper.sha256 != paper.unsigned_sha256) is signed


def test_what_a_file_turns_out_to_be(paper: IssuedDocument, printed: Printed) -> None:
    kept = vault.get(paper.sha256)
    changed = bytearray(kept)
    changed[2000] ^= 1
    other = signing._key(str(signing.key_file(SIGNED))).sign(printed.pdf, "别的局")
    told = [check_file(each) for each in (kept, bytes(changed), appended(kept), other, printed.pdf, b"word")]
    assert [each.verdict.value for each in told] == [
        "same", "altered", "altered", "unknown", "not_ours", "not_ours",
    ]  # fmt: skip
    assert told[0].token == paper.token


def test_the_public_page_says_what_it_found(paper: IssuedDocument, tmp_path: Path) -> None:
    where, kept = f"/c/{paper.token}", vault.get(paper.sha256)
    page = Client().get(where).text
    assert "演示签名" in page
    (tmp_path / "a.pdf").write_bytes(kept)
    (tmp_path / "b.pdf").write_bytes(kept[:-10] + b"0" * 10)
    for name, words in (("a.pdf", "没有被改动"), ("b.pdf", "上传的文件")):
        with (tmp_path / name).open("rb") as file:
            answer = Client().post(where, {"file": file})
        assert answer.status_code == 200
        assert words in answer.text
    assert "逐字节一致" not in answer.text
    assert Client().post("/c/", {}).status_code == 422
    assert "请选择要查验的" in Client().post("/c/", {}).text


@pytest.mark.tampered
def test_verify_names_bytes_that_were_not_what_the_press_made(paper: IssuedDocument) -> None:
    IssuedDocument.objects.filter(pk=paper.pk).update(unsigned_sha256="0" * 64)
    assert f"文书 {paper.number} 的文件缺失或被改动" in list(breaks())

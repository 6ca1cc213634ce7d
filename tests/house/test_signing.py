"""Signed papers: with the key that is set, the demonstration's own or none; what a file in somebody's hand turns out to be."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from ssl import PEM_cert_to_DER_cert
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents.press import Printed
from documents.signature import SigningKey, demonstration_key
from tests.documents.every_sheet import HOUSE
from tests.documents.test_signature import appended
from tests.situations import SIGNED, own_claim
from workflow_app.jobs import press, runner, signing
from workflow_app.models import IssuedDocument, OutboxEntry, SigningCertificate, vault
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.queries.audit import readiness
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.public import file_check
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
        (tmp_path / "own.pem").chmod(0o600)
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


def test_a_file_with_our_certificate_that_we_did_not_sign_is_never_ours(
    paper: IssuedDocument, printed: Printed
) -> None:
    """The certificate is public: a forger signs with another key and puts ours in its place, or beside it."""
    another, certificate = demonstration_key(SIGNED), SigningCertificate.objects.get().pem.encode()
    private = another[: another.index(b"-----BEGIN CERTIFICATE")]
    in_its_place = SigningKey(private + certificate).sign(printed.pdf, "假冒的局")
    beside_it = (
        SigningKey(another).sign(printed.pdf, "假冒的局")
        + b"%"
        + PEM_cert_to_DER_cert(certificate.decode()).hex().encode()
    )
    for file in (in_its_place, beside_it, with_a_broken_signature(vault.get(paper.sha256))):
        assert check_file(file).verdict.value == "not_ours"


def with_a_broken_signature(signed: bytes) -> bytes:
    """One digit of the signature itself is another: nobody can say that our key made it."""
    start = signed.rindex(b"/Contents <")
    end = start + len(signed[start : signed.index(b">", start)].rstrip(b"0"))
    digit = b"1" if signed[end - 20 : end - 19] != b"1" else b"2"
    return signed[: end - 20] + digit + signed[end - 19 :]


def test_what_carries_no_certificate_of_ours_is_not_opened(
    paper: IssuedDocument, printed: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_check, "LOOK", None)
    strange = SigningKey(demonstration_key(SIGNED)).sign(printed.pdf, "别的局")
    assert [check_file(each).verdict.value for each in (strange, b"word")] == ["not_ours", "not_ours"]


def test_one_address_has_one_file_looked_at_at_a_time(paper: IssuedDocument, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = appended(vault.get(paper.sha256))
    monkeypatch.setattr(file_check, "LOOK", replace(file_check.LOOK, at_it={"203.0.113.5"}))
    with pytest.raises(NotPossibleNow, match="前一个文件还在查验"):
        check_file(changed, "203.0.113.5")
    assert check_file(changed, "198.51.100.7").verdict.value == "altered"
    assert file_check.LOOK.at_it == {"203.0.113.5"}, "the other one is done"


def test_files_of_one_address_are_counted_for_all_processes(paper: IssuedDocument) -> None:
    answers = []
    for _ in range(11):
        cache.clear()  # as another process would see it
        file = SimpleUploadedFile("a.pdf", b"word")
        answers.append(Client().post("/c/", {"file": file}).status_code)
    assert answers == [200] * 10 + [429]


@pytest.mark.parametrize(
    ("state", "words"), [("numbered", "还没有制作好"), ("parked", "还没有制作好"), ("void", "已作废")]
)
def test_only_a_paper_that_is_made_and_holds_is_valid(paper: IssuedDocument, state: str, words: str) -> None:
    IssuedDocument.objects.filter(pk=paper.pk).update(state=state)
    assert not verified(paper.token).valid
    text = Client().get(f"/c/{paper.token}").text
    assert words in text
    assert "现行有效" not in text


KEYS: list[Any] = [
    pytest.param(0o644, "能被别的用户读写（权限0644）", id="everybody reads it"),
    pytest.param(0o640, "能被别的用户读写（权限0640）", id="its group reads it"),
    pytest.param(None, "不在，或者没有权限读", id="gone"),
    pytest.param("folder", "不是一个文件", id="a folder"),
    pytest.param("words", "读不懂", id="no key"),
]


@pytest.mark.parametrize(("mode", "words"), KEYS)
def test_a_key_file_that_is_not_safe_signs_nothing(
    mode: Any, words: str, settings: Any, tmp_path: Path, city: None
) -> None:
    file = tmp_path / "own.pem"
    if mode == "folder":
        file.mkdir()
    elif mode is not None:
        file.write_bytes(b"no key" if mode == "words" else demonstration_key(SIGNED))
        file.chmod(mode if isinstance(mode, int) else 0o600)
    settings.SIGNING_KEY, settings.VAR = str(file), tmp_path
    own_claim()
    runner.work(lambda: SIGNED)
    assert IssuedDocument.objects.get(kind="receipt").state == "numbered", "nothing unsigned is handed out instead"
    entry = OutboxEntry.objects.get(job="press")
    assert (entry.state, words in entry.failure) == ("parked", True)
    if mode != "words":
        assert any(words in sentence for sentence in readiness.missing(SIGNED)[1])


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

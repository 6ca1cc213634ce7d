"""Papers handed over together: each whole, each beginning on a right page, the same bytes for the same papers."""

from __future__ import annotations

import io
import zipfile

import pikepdf

from documents.bound import volume, zipped
from documents.press import Press
from tests.documents.reading import said_on_pages
from tests.documents.test_press import WORD


def test_each_paper_of_a_volume_begins_on_a_right_page(press: Press) -> None:
    papers = [press.render("word.html", WORD | {"word": word}).pdf for word in ("甲", "乙")]
    first = volume(papers)
    assert ["甲" in page for page in said_on_pages(first)] == [True, False, False, False]
    assert ["乙" in page for page in said_on_pages(first)] == [False, False, True, False]
    assert volume(papers) == first
    with pikepdf.open(io.BytesIO(first)) as whole:
        assert {tuple(map(float, page.mediabox)) for page in whole.pages} == {
            tuple(map(float, whole.pages[0].mediabox))
        }


def test_a_zip_holds_every_paper_under_its_number() -> None:
    target = io.BytesIO()
    assert zipped([("汤人社核字〔2026〕第1号", b"a"), ("汤人社核字〔2026〕第1号", b"b"), ("甲/乙", b"c")], target) == 3
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["汤人社核字〔2026〕第1号.pdf", "汤人社核字〔2026〕第1号（2）.pdf", "甲-乙.pdf"]
        assert archive.read("汤人社核字〔2026〕第1号（2）.pdf") == b"b"

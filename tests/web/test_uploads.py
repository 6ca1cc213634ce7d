"""Files and rosters: taken, removed, refused with a sentence, never larger than the house reads."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from forms.specimen import person_id
from tests.web.conftest import Browser
from workflow_app.commands.attach import attach_file, detach_file
from workflow_app.commands.submit import submit
from workflow_app.management import acting
from workflow_app.models import Draft, StoredFile

pytestmark = pytest.mark.usefixtures("city")
HEAD = "姓名,身份证号,手机号\n"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    return out.getvalue()


def roster(people: int) -> bytes:
    rows = (f"学员{'甲乙丙丁戊己庚辛壬癸'[n]},{person_id(n + 1)},1990000{n:04d}\n" for n in range(people))
    return (HEAD + "".join(rows)).encode()


def send(client: Client, draft: Draft, section: str, **files: Any) -> Any:
    draft.refresh_from_db()
    name = next(iter(files))
    body = {"revision": draft.revision, "do": f"stay:{name}", **files}
    return client.post(f"/drafts/{draft.pk}/{section}/", body)


def given(draft: Draft, section: str, name: str) -> Any:
    return Draft.objects.get(pk=draft.pk).answers.get(section, {}).get(name)


def test_a_file_is_taken_shown_and_removed(browser: Browser, begun: Draft) -> None:
    agent = browser("yuehe.agent")
    answer = send(agent, begun, "organisation", power_of_attorney=upload("授权委托书.pdf", pdf()))
    assert answer["Location"].endswith("#q-power_of_attorney")
    (kept,) = given(begun, "organisation", "power_of_attorney")
    shown = agent.get(f"/drafts/{begun.pk}/files/{kept['sha256']}")
    assert shown["Content-Type"] == "application/pdf"
    assert shown.content.startswith(b"%PDF")
    begun.refresh_from_db()
    body = {"revision": begun.revision, "remove": f"power_of_attorney:{kept['sha256']}"}
    agent.post(f"/drafts/{begun.pk}/organisation/", body)
    assert given(begun, "organisation", "power_of_attorney") == []
    assert agent.get(f"/drafts/{begun.pk}/files/{kept['sha256']}").status_code == 404


def test_what_was_typed_beside_a_file_is_kept_with_it(browser: Browser, begun: Draft) -> None:
    body = {"revision": 0, "do": "stay:power_of_attorney", "organisation_name": "岳河"}
    agent = browser("yuehe.agent")
    agent.post(f"/drafts/{begun.pk}/organisation/", body | {"power_of_attorney": upload("授权.pdf", pdf())})
    assert given(begun, "organisation", "organisation_name") == "岳河"
    assert len(given(begun, "organisation", "power_of_attorney")) == 1


def test_the_same_file_twice_is_one(browser: Browser, begun: Draft) -> None:
    agent, content = browser("yuehe.agent"), pdf()
    for _ in range(2):
        send(agent, begun, "organisation", power_of_attorney=upload("授权.pdf", content))
    assert len(given(begun, "organisation", "power_of_attorney")) == 1


def test_one_file_may_answer_two_questions(browser: Browser, begun: Draft) -> None:
    agent, content = browser("yuehe.agent"), pdf()
    send(agent, begun, "organisation", power_of_attorney=upload("授权.pdf", content))
    send(agent, begun, "training", training_plan=upload("计划.pdf", content))
    assert [file["name"] for file in given(begun, "training", "training_plan")] == ["计划.pdf"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        pytest.param("照片.jpg", b"not a picture", "“照片.jpg”", id="a picture that is none"),
        pytest.param("图.svg", b"<svg><script>alert(1)</script></svg>", "“图.svg”", id="an SVG with script"),
        pytest.param("空.pdf", b"", "“空.pdf”", id="an empty file"),
    ],
)
def test_a_file_that_is_none_is_refused_by_name(
    browser: Browser, begun: Draft, name: str, content: bytes, sentence: str
) -> None:
    answer = send(browser("yuehe.agent"), begun, "organisation", power_of_attorney=upload(name, content))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not given(begun, "organisation", "power_of_attorney")


def test_a_file_beyond_the_limit_is_dropped_and_the_words_beside_it_are_kept(
    browser: Browser, begun: Draft, settings: Any
) -> None:
    settings.UPLOAD_BYTES = 100_000
    body = {"revision": 0, "do": "next", "organisation_name": "岳河"}
    large = upload("大.pdf", b"%PDF" + b"0" * 200_000)
    answer = browser("yuehe.agent").post(f"/drafts/{begun.pk}/organisation/", body | {"power_of_attorney": large})
    assert answer.status_code == 422
    assert "“大.pdf”太大，没有收下" in answer.text
    assert 'value="岳河"' in answer.text
    assert not StoredFile.objects.exists()


class Endless(io.RawIOBase):
    """Zeros by the piece: what is not read takes no memory."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        piece = min(self.left, size if size >= 0 else self.left)
        self.left -= piece
        return b"0" * piece


def test_two_hundred_megabytes_are_refused_unread(browser: Browser, begun: Draft) -> None:
    size = 200 * 1024 * 1024
    asked = {"wsgi.input": Endless(size), "CONTENT_LENGTH": str(size), "REQUEST_METHOD": "POST"}
    asked |= {"CONTENT_TYPE": "multipart/form-data; boundary=x", "PATH_INFO": f"/drafts/{begun.pk}/organisation/"}
    answer = browser("yuehe.agent").request(**asked)
    assert answer.status_code == 413
    assert "上传的内容太大" in answer.text
    assert not StoredFile.objects.exists()


def test_a_roster_is_read_and_replaces_the_one_before(browser: Browser, begun: Draft) -> None:
    agent = browser("yuehe.agent")
    for people in (3, 2):
        send(agent, begun, "trainees", roster=upload("学员名单.csv", roster(people)))
    assert len(given(begun, "trainees", "roster")) == 2
    text = agent.get(f"/drafts/{begun.pk}/trainees/").text
    assert "名单已读取 2 人" in text
    assert "已读取名单：2人。" in text


def test_warnings_that_are_not_listed_are_counted(browser: Browser, begun: Draft) -> None:
    agent, spare = browser("yuehe.agent"), [f"多余{n}" for n in range(14)]
    content = HEAD.strip() + "," + ",".join(spare) + "\n" + f"张三,{person_id(1)},19900000000\n"
    send(agent, begun, "trainees", roster=upload("名单.csv", content.encode()))
    text = agent.get(f"/drafts/{begun.pk}/trainees/").text
    assert [spare.index(each) for each in spare if f"“{each}”列不需要，没有读取" in text] == list(range(10))
    assert "还有4处提示没有列出，请对照名单逐行核对。" in text


@pytest.fixture
def wrong(browser: Browser, begun: Draft) -> str:
    """The page that a roster with two wrong lines leads to."""
    content = (HEAD + f"张三,{person_id(1)[:-1]}0,19900000000\n李四,,199\n").encode()
    return send(browser("yuehe.agent"), begun, "trainees", roster=upload("名单.csv", content))["Location"]


def test_a_wrong_roster_is_told_line_by_line_and_not_taken(browser: Browser, begun: Draft, wrong: str) -> None:
    text = browser("yuehe.agent").get(wrong).text
    assert "第3行：请填写身份证号" in text
    assert "这份名单没有采用" in text
    assert given(begun, "trainees", "roster") is None


def test_a_wrong_roster_comes_back_with_its_errors_written_in(browser: Browser, begun: Draft, wrong: str) -> None:
    agent = browser("yuehe.agent")
    number = wrong.split("roster=roster-")[1].split("#")[0]
    answer = agent.get(f"/drafts/{begun.pk}/trainees/roster/{number}.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert "需要改正" in rows[0][-1]
    assert rows[2][0] == "李四"
    assert "请填写身份证号" in rows[2][-1]
    assert browser("stranger").get(f"/drafts/{begun.pk}/trainees/roster/{number}.xlsx").status_code == 404


def test_the_template_has_the_headings(browser: Browser, begun: Draft) -> None:
    answer = browser("yuehe.agent").get(f"/drafts/{begun.pk}/trainees/roster/template.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["姓名", "身份证号", "手机号"]


def test_an_officer_never_sees_a_file_that_was_removed(browser: Browser, filled: Draft) -> None:
    agent = acting.account("yuehe.agent")
    where = (filled.pk, "training", "training_plan")
    removed = attach_file(*where, acting.a_pdf("工资表.pdf", 5), by=agent, at=filled.saved_at)
    detach_file(*where, removed.sha256, by=agent, at=filled.saved_at)
    case = submit(filled.pk, by=agent, at=filled.saved_at)
    officer = browser("tangyin.intake")
    assert officer.get(f"/desk/cases/{case.number}/files/{removed.pk}/").status_code == 404
    assert "工资表.pdf" not in officer.get(f"/desk/cases/{case.number}/").text
    assert "已被补正替换" not in officer.get(f"/desk/cases/{case.number}/").text

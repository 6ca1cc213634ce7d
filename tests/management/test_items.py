"""items: the catalogue, one item, the schema of its answers."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.situations import ITEM
from workflow_app.policy import catalogue


def items(*arguments: str) -> str:
    out = StringIO()
    call_command("items", *arguments, stdout=out)
    return out.getvalue()


def test_the_catalogue_is_a_line_an_item() -> None:
    assert f"{ITEM}  职业培训补贴  安政〔2015〕34号  补贴申领（claim）、开班备案（class_record）" in items()


def test_one_item_shows_title_page_figures_routes_and_papers() -> None:
    shown = items(ITEM)
    assert "《安阳市人民政府关于进一步做好为农民工服务工作的实施意见》（安政〔2015〕34号），安阳市人民政府" in shown
    assert "2019-05-18 起：3次【参照外地】" in shown
    assert "2015-11-20 起：1000.00元" not in shown
    assert "【示例】《示例参数（未颁布）》" in shown
    assert "局长办公会（meeting）至少2人（局长、分管领导、其他班子成员），期限 step.meeting" in shown
    assert "同意（sum_above_meeting_threshold） → meeting" in shown
    assert "受理通知书、一次性补正告知书、不予受理决定书" in shown


@pytest.mark.parametrize("procedure", [each.slug for each in catalogue.item(ITEM).procedures])
def test_the_schema_is_the_questionnaires(procedure: str) -> None:
    schema = json.loads(items(ITEM, "--schema", "--procedure", procedure))
    assert schema == json.loads(json.dumps(catalogue.item(ITEM).procedure(procedure).questions.schema()))


def test_without_a_procedure_the_schema_is_of_the_principal_one() -> None:
    assert json.loads(items(ITEM, "--schema"))["title"] == f"{ITEM}.claim v1"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("x",), "没有名为“x”的事项", id="no such item"),
        pytest.param((ITEM, "--procedure", "x"), "没有名为“x”的办理程序", id="no such procedure"),
        pytest.param(("--schema",), "请写出要看哪个事项", id="schema of nothing"),
    ],
)
def test_what_is_not_there_is_refused_with_a_sentence(arguments: tuple[str, ...], words: str) -> None:
    err = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("items", *arguments, stderr=err)
    assert stopped.value.code == 1
    assert words in err.getvalue()

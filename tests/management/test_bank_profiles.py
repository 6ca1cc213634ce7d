"""bank_profiles: lists the formats and who writes which; chooses one, or says why not."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from workflow_app.models import ProfileChoice

pytestmark = pytest.mark.usefixtures("city")


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("bank_profiles", *arguments, stdout=out)
    return out.getvalue()


def test_lists_every_format_and_who_writes_which() -> None:
    told = said()
    assert "iso20022_pain  ISO 20022" in told
    assert "finance@410523  gb18030_csv" in told


def test_chooses_one_for_a_unit() -> None:
    assert "从现在起用“文本，GBK" in said("--unit", "finance@410523", "--use", "gbk_bar")
    assert ProfileChoice.objects.get().profile == "gbk_bar"
    assert "finance@410523  gbk_bar" in said()


@pytest.mark.parametrize(
    "arguments", [("--unit", "finance@410523"), ("--use", "gbk_bar"), ("--unit", "finance@410523", "--use", "mt103")]
)
def test_refuses_in_a_sentence(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        said(*arguments)
    assert ended.value.code == 1
    assert not ProfileChoice.objects.exists()

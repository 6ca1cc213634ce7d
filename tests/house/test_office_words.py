"""The words an office sets itself: who may, which fit, that the page is tried first, and that old papers keep theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import who
from tests.house import record
from tests.situations import SIGNED, case_at, own_claim
from workflow_app.commands.held import ORGANISATION
from workflow_app.commands.set_office_words import set_office_words
from workflow_app.jobs.try_words import tried_words
from workflow_app.models import IssuedDocument, OfficeWords, Unit
from workflow_app.policy.office_words import read_word
from workflow_app.policy.refusals import AlreadyDone, CannotPrint, NotAllowed, NotUnderstood
from workflow_app.queries.audit.verify import breaks

EARLY = SIGNED - timedelta(days=1)
NOTE = "本窗口提供帮办代办，不收取任何费用。"


def office() -> Unit:
    return Unit.objects.get(kind="hrss", region="410523")


def worded(name: str, words: str, username: str = cast.BUREAU_HEAD) -> OfficeWords:
    return set_office_words(office().pk, name, words, by=who(username), at=EARLY)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        pytest.param("phone", " 0372-6200000 ", "0372-6200000", id="spaces around"),
        pytest.param("phone", "0372-6200000转801", "0372-6200000转801", id="an extension"),
        pytest.param("phone", "", "联系电话不能为空", id="no telephone"),
        pytest.param("phone", "请打窗口电话", "写法不对", id="no digits"),
        pytest.param("hours", "", "", id="hours may be left out"),
        pytest.param("window", "二" * 61, "最多60个字，现在是61个字", id="too long"),
        pytest.param("remark", "第一行\n第二行", "写法不对", id="two lines"),
        pytest.param("organ", "别的机关", "可以改的只有", id="no word of its own"),
    ],
)
def test_each_word_has_its_kind_and_length(name: str, typed: str, kept: str) -> None:
    try:
        said = read_word(name, typed)
    except NotUnderstood as refused:
        said = str(refused)
    assert kept in said
    assert bool(kept) == bool(said)


@pytest.mark.usefixtures("city")
def test_who_leads_the_unit_sets_them_and_nobody_else() -> None:
    for username in (cast.HANDLER, cast.FINANCE_HEAD):
        with pytest.raises(NotAllowed, match="本单位负责人修改"):
            worded("phone", "0372-6200000", username)
    before = office().phone
    row = worded("phone", "0372-6200000")
    assert (row.before, row.words, row.by, office().phone) == (before, row.words, who(cast.BUREAU_HEAD), "0372-6200000")
    act = record.last(ORGANISATION)
    body = {"unit": row.unit_id, "name": "phone", "before": before, "words": row.words}
    assert (act.verb, act.by, act.body) == ("set_office_words", who(cast.BUREAU_HEAD), body)
    with pytest.raises(AlreadyDone, match="没有改动"):
        worded("phone", "0372-6200000")


@pytest.mark.usefixtures("city")
def test_papers_issued_afterwards_carry_them_and_earlier_ones_do_not() -> None:
    case = own_claim()
    for name, words in (("hours", "工作日9时至17时"), ("window", "二楼3号窗口"), ("remark", NOTE)):
        worded(name, words)
    case_at("handle", case)
    first, then = (IssuedDocument.objects.get(kind=kind).data for kind in ("receipt", "acceptance"))
    assert NOTE not in first["marks"]
    assert "工作日" not in first["organ"]["phone"]
    assert then["marks"][-1] == NOTE
    assert then["organ"]["phone"].endswith("（工作日9时至17时）")
    assert then["organ"]["address"].endswith("，二楼3号窗口")
    assert "remark" not in then


@pytest.mark.usefixtures("city")
def test_words_that_leave_the_page_are_refused_naming_the_paper_and_what_is_off() -> None:
    with pytest.raises(CannotPrint, match=r"附注没有改：“.+”第1页会不合版式：.+超出版心28至184毫米。"):
        tried_words(office().pk, "remark", "abcdefghij" * 12, by=who(cast.BUREAU_HEAD), at=EARLY)
    with pytest.raises(CannotPrint, match="会印不出来"):
        tried_words(office().pk, "hours", "\U0003fffd", by=who(cast.BUREAU_HEAD), at=EARLY)
    assert (office().remark, OfficeWords.objects.count()) == ("", 0)
    tried = tried_words(office().pk, "hours", " 工作日9时至17时 ", by=who(cast.BUREAU_HEAD), at=EARLY)
    assert (tried, office().hours) == ("工作日9时至17时", "")


@pytest.mark.usefixtures("city")
@pytest.mark.tampered
def test_verify_names_a_word_nobody_entered() -> None:
    worded("phone", "0372-6200000")
    assert not [each for each in breaks() if "联系电话" in each]
    Unit.objects.filter(pk=office().pk).update(phone="0372-6666666")
    assert f"单位 {office().code} 的联系电话与最后一次登记的不同" in list(breaks())

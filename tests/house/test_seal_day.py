"""The daily seal: what was cut off a chain, or rolled back with the whole database, is named by a file that stands apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests import cast
from tests.cast import who
from tests.conftest import moment
from tests.house import record
from tests.situations import SIGNED, case_at, own_claim
from workflow_app.commands.seal_day import seal_day
from workflow_app.commands.withdraw import withdraw
from workflow_app.models import Action, Case, Stream, seal, triggers
from workflow_app.models.seal import mac_of
from workflow_app.policy.refusals import NotPossibleNow
from workflow_app.queries.audit.verify import breaks

FIRST, SECOND, THIRD = moment("2026-04-08 00:20"), moment("2026-04-09 00:20"), moment("2026-04-10 00:20")


def chain() -> Stream:
    return Stream.objects.get(key=f"case:{Case.objects.get().number}")


def cut_the_last(stream: Stream) -> None:
    """As cunningly as can be: the last act goes, and the chain's own row is set back to fit."""
    triggers.lift(connection)
    Action.objects.get(stream=stream, ordinal=stream.length).delete()
    shorter = Action.objects.get(stream=stream, ordinal=stream.length - 1)
    Stream.objects.filter(pk=stream.pk).update(length=shorter.ordinal, head=shorter.digest)
    triggers.install(connection)


def test_every_head_is_sealed_and_only_what_moved_is_written_again() -> None:
    own_claim()
    first = seal_day(at=FIRST)
    assert first is not None
    heads = Stream.objects.exclude(key="seals").filter(length__gt=0)
    assert first.heads == {stream.key: (stream.length, stream.head) for stream in heads}
    withdraw(Case.objects.get().pk, by=who(cast.TRAINEE), at=SIGNED)
    second = seal_day(at=SECOND)
    assert second is not None
    assert set(second.heads) == {chain().key, "seals"}
    assert second.previous == first.mac


def test_the_seal_of_a_day_is_written_once_and_recorded() -> None:
    made = seal_day(at=FIRST)
    assert made is not None
    assert seal_day(at=moment("2026-04-08 23:59")) is None
    act = record.last("seals")
    assert (act.verb, act.by, act.body["day"], act.body["mac"]) == ("seal_day", None, "2026-04-08", made.mac)
    assert [file.name for file in seal.files()] == ["2026-04-08.json"]


def test_the_day_is_that_of_shanghai() -> None:
    seal_day(at=moment("2026-04-08 00:05"))  # still the 7th in Greenwich
    assert [file.stem for file in seal.files()] == ["2026-04-08"]


def test_no_clock_set_back_writes_an_older_day_after_a_newer_one() -> None:
    seal_day(at=SECOND)
    assert seal_day(at=FIRST) is None


def test_nobody_without_the_key_reads_a_person_out_of_a_seal() -> None:
    own_claim()
    seal_day(at=FIRST)
    said = json.loads(seal.files()[0].read_text())
    assert set(said) == {"day", "previous", "heads", "mac"}


@pytest.mark.tampered
def test_without_a_seal_a_cut_tail_leaves_no_trace_in_its_chain() -> None:
    withdraw(own_claim().pk, by=who(cast.TRAINEE), at=SIGNED)
    cut_the_last(chain())
    assert not any(sentence.startswith("链 ") for sentence in breaks())


@pytest.mark.tampered
def test_the_last_act_cut_off_after_a_seal_is_named_with_chain_and_day() -> None:
    withdraw(own_claim().pk, by=who(cast.TRAINEE), at=SIGNED)
    seal_day(at=FIRST)
    length = chain().length
    cut_the_last(chain())
    assert f"链 {chain().key} 的第{length}环与2026年4月8日封存时不同" in list(breaks())


@pytest.mark.tampered
def test_a_chain_that_is_gone_altogether_is_named() -> None:
    seal_day(at=FIRST)
    triggers.lift(connection)
    Action.objects.filter(stream__key="organisation").delete()
    Stream.objects.filter(key="organisation").delete()
    triggers.install(connection)
    assert any("链 organisation 在2026年4月8日封存时有" in sentence for sentence in breaks())


@pytest.mark.tampered
def test_a_database_rolled_back_is_named() -> None:
    """What happened since the night before, the last seal's own act with it, is missing."""
    case = case_at("handle")
    seal_day(at=FIRST)
    withdraw(case.pk, by=who(cast.TRAINEE), at=FIRST)
    seal_day(at=SECOND)
    cut_the_last(Stream.objects.get(key="seals"))
    cut_the_last(chain())
    found = list(breaks())
    assert any(f"链 {chain().key}" in sentence and "2026年4月9日封存时" in sentence for sentence in found)


def rewritten(file: Path, **changed: object) -> None:
    said = json.loads(file.read_text()) | changed
    file.chmod(0o600)
    file.write_text(json.dumps(said))


def other_heads() -> None:
    rewritten(seal.files()[1], heads={})


def another_key() -> None:
    rewritten(seal.files()[1], mac="0" * 64)


def no_seal_at_all() -> None:
    seal.files()[1].chmod(0o600)
    seal.files()[1].write_text("nothing")


def gone() -> None:
    seal.files()[1].unlink()


def the_newest_gone() -> None:
    seal.files()[2].unlink()


def moved_to_another_day() -> None:
    seal.files()[1].rename(Path(settings.SEALS) / "2026-04-11.json")


HARMS = [
    (other_heads, "封存文件 2026-04-09.json 被改动"), (another_key, "封存文件 2026-04-09.json 被改动"),
    (no_seal_at_all, "封存文件 2026-04-09.json 被改动"), (gone, "2026年4月10日的封存与前一次不衔接"),
    (the_newest_gone, "2026年4月10日的封存文件不在"), (moved_to_another_day, "封存文件 2026-04-11.json 被改动"),
]  # fmt: skip


@pytest.mark.tampered
@pytest.mark.parametrize(("harm", "told"), HARMS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_harmed_seal_is_named(harm: Callable[[], None], told: str) -> None:
    for at in (FIRST, SECOND, THIRD):
        seal_day(at=at)
    assert not list(breaks())
    harm()
    assert any(told in sentence for sentence in breaks())


@pytest.mark.tampered
def test_nothing_is_sealed_over_a_seal_that_cannot_be_read() -> None:
    seal_day(at=FIRST)
    seal.files()[0].chmod(0o600)
    seal.files()[0].write_text("{")
    with pytest.raises(NotPossibleNow, match=r"2026-04-08\.json 读不出来"):
        seal_day(at=SECOND)
    assert len(seal.files()) == 1


def test_a_seal_made_with_another_key_is_not_genuine() -> None:
    made = seal_day(at=FIRST)
    assert made is not None
    assert made.is_genuine
    assert mac_of(made.day, made.previous, {}) != made.mac


def test_the_command_seals_once_a_day() -> None:
    said = StringIO()
    call_command("seal", stdout=said)
    call_command("seal", stdout=said)
    assert "已封存" in said.getvalue()
    assert "今天已经封存过" in said.getvalue()

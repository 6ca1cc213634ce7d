"""Files changed, swapped, lost or forged with their digests, and chains rewritten whole: `verify` names them all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.auditor.scene import Scene, edit
from workflow_app.bank.formats import write
from workflow_app.bank.profile_file import profiles
from workflow_app.models import Action, BankStatement, Claim, IssuedDocument, PaymentBatch, Stream, vault
from workflow_app.models.chain import link_digest
from workflow_app.queries.audit.verify import breaks
from workflow_app.queries.finance.bank_profiles import order_of

Plant = Callable[[Scene], object]


def place(digest: str) -> Path:
    return Path(settings.FILES) / digest[:2] / digest


def sent(batch: PaymentBatch) -> str:
    return batch.bank_files.get().sha256


def answered(batch: PaymentBatch) -> str:
    return batch.returns.get().sha256


def swapped(one: str, other: str) -> None:
    first, second = place(one).read_bytes(), place(other).read_bytes()
    place(one).write_bytes(second)
    place(other).write_bytes(first)


def one_byte_otherwise(digest: str) -> None:
    *kept, last = place(digest).read_bytes()
    place(digest).write_bytes(bytes([*kept, last ^ 1]))


def forged_sent(batch: PaymentBatch, data: bytes) -> None:
    """Other bytes, sealed with the key, and every row and act that names them says so too."""
    digest = vault.put(data)
    edit(batch.bank_files, sha256=digest)
    edit(PaymentBatch.objects.filter(pk=batch.pk), file_sha256=digest)
    rewritten(batch.stream, "write_bank_file", sha256=digest)


def forged_answer(batch: PaymentBatch, data: bytes) -> None:
    digest = vault.put(data)
    edit(batch.returns, sha256=digest)
    rewritten(batch.stream, "read_return", sha256=digest)


def rewritten(stream: Stream, verb: str, **changed: object) -> None:
    """An act says something else, and every link behind it is made anew, the head too."""
    previous = ""
    for act in Action.objects.filter(stream=stream).order_by("ordinal"):
        body = act.body | (changed if act.verb == verb else {})
        who = act.by_id, act.by_name
        digest = link_digest(stream.key, act.ordinal, act.verb, who, act.at, body, act.personal, previous)
        edit(Action.objects.filter(pk=act.pk), body=body, previous=previous, digest=digest)
        previous = digest
    edit(Stream.objects.filter(pk=stream.pk), head=previous)


def text_of(digest: str, old: str, new: str, times: int = 1) -> bytes:
    text = vault.get(digest).decode("gb18030")
    assert old in text, "there is something to forge"
    return text.replace(old, new, times).encode("gb18030")


def account_of(batch: PaymentBatch) -> str:
    return batch.lines.get(ordinal=1).account


def twice(digest: str) -> bytes:
    """The first answer stands in the file once more, and its totals know of it."""
    title, first, *others, total = vault.get(digest).decode("gb18030").split("\r\n")[:-1]
    total = total.replace(",10,", ",11,").replace("10000.00", "11000.00")
    return "\r\n".join([title, first, first, *others, total, ""]).encode("gb18030")


def unsealed_person(scene: Scene) -> None:
    person = Claim.objects.filter(case=scene.case, ordinal=2)
    assert person.exists()
    from_elsewhere(person, "workflow_app_claim", "beneficiary")


def unsealed_account(scene: Scene) -> None:
    from_elsewhere(scene.paid.lines.filter(ordinal=1), "workflow_app_paymentline", "account")


def from_elsewhere(rows: object, table: str, column: str) -> None:
    """Bytes that are no sealed text."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = 'bm90aGluZw==' WHERE id = %s", [rows.get().pk])  # noqa: S608


def of_another_batch(scene: Scene) -> None:
    """A file in a layout whose first line names the batch: another one."""
    order = order_of(scene.paid, scene.paid.lines.order_by("ordinal"))
    (part,) = write(profiles()["gbk_bar"], replace(order, batch="410523ZF202699999"))
    edit(PaymentBatch.objects.filter(pk=scene.paid.pk), profile="gbk_bar")
    forged_sent(scene.paid, part.data)


FILES = [
    (lambda s: one_byte_otherwise(sent(s.paid)), "批次 {paid} 的银行文件 {paid}.csv 缺失或被改动"),
    (lambda s: place(sent(s.paid)).unlink(), "批次 {paid} 的支付文件缺失或被改动"),
    (lambda s: swapped(sent(s.paid), sent(s.own)), "批次 {own} 的银行文件 {own}.csv 缺失或被改动"),
    (lambda s: place(answered(s.paid)).unlink(), "批次 {paid} 的回盘文件 {answer} 缺失或被改动"),
    (lambda s: swapped(answered(s.paid), sent(s.paid)), "批次 {paid} 的回盘文件 {answer} 缺失或被改动"),
    (
        lambda s: one_byte_otherwise(BankStatement.objects.get().sha256),
        "对账单 2026-04-21至2026-04-21 的文件缺失或被改动",
    ),
]
FORGED = [
    (of_another_batch, "批次 {paid} 的银行文件 {paid}.csv 写的批次号是 410523ZF202699999"),
    (
        lambda s: forged_sent(s.paid, text_of(sent(s.paid), account_of(s.paid), "6222000000000000000")),
        "批次 {paid} 的银行文件 {paid}.csv 第1笔的账号与明细不同",
    ),
    (
        lambda s: forged_sent(s.paid, text_of(sent(s.paid), "1000.00", "9000.00")),
        "批次 {paid} 的银行文件 {paid}.csv 的合计与它自己的明细不同",
    ),
    (lambda s: forged_sent(s.paid, b"nothing"), "批次 {paid} 的银行文件 {paid}.csv 读不懂：第1行不是这种格式的标题"),
    (lambda s: forged_sent(s.paid, b"\xff\xff"), "批次 {paid} 的银行文件 {paid}.csv 读不懂：第0字节处不是gb18030编码"),
    (
        lambda s: forged_sent(s.flying, b"<!DOCTYPE x>"),
        "批次 {flying} 的银行文件 {flying}.xml 读不懂：报文里有文档类型或实体声明",
    ),
    (
        lambda s: forged_sent(s.flying, vault.get(sent(s.flying)).replace(b'"CNY">1000.00', b'"USD">1000.00', 1)),
        "批次 {flying} 的银行文件 {flying}.xml 读不懂：第1笔的币种是“USD”",
    ),
    (
        lambda s: forged_sent(s.flying, vault.get(sent(s.flying)).replace(b"<CtrlSum>10", b"<CtrlSum>90", 1)),
        "批次 {flying} 的银行文件 {flying}.xml 读不懂：两处笔数和总额不一致",
    ),
    (
        lambda s: forged_answer(s.paid, text_of(answered(s.paid), "成功", "失败")),
        "批次 {paid} 第1笔银行回复退汇，明细却不是（",
    ),
    (
        lambda s: forged_answer(s.paid, text_of(answered(s.paid), s.paid.number, "410523ZF202699999")),
        "批次 {paid} 第1笔的回复是批次 410523ZF202699999 的（",
    ),
    (lambda s: forged_answer(s.paid, twice(answered(s.paid))), " 都有回复"),
    (lambda s: forged_answer(s.paid, text_of(answered(s.paid), "成功", "不详")), "读不懂：结果“不详”不在代码表里"),
]
CHAINS = [
    (lambda s: edit(last(s.paid), body={"count": 10}), "链 batch:{paid} 在第2环断开（release_batch）"),
    (lambda s: edit(last(s.paid), by_name="别人"), "链 batch:{paid} 在第2环断开（release_batch）"),
    (lambda s: last(s.paid).delete(), "链 batch:{paid} 在第2环断开（write_bank_file）"),
    (
        lambda s: edit(Stream.objects.filter(pk=s.paid.stream_id), length=9),
        "链 batch:{paid} 的末端被截断或添加：记着9环，实有4环",
    ),
    (
        lambda s: rewritten(s.paid.stream, "release_batch", total="9000.00"),
        "链 batch:{paid} 的第4环与2026年5月30日封存时不同",
    ),
    (lambda s: rewritten(s.paid.stream, "release_batch", total="9000.00"), "批次 {paid} 的笔数或总额与记录不同"),
    (lambda s: cut(s.paid), "批次 {paid} 记为“已结清”，按记录应是“已送银行”"),
    (
        lambda s: Action.objects.filter(stream=s.paid.stream_id).delete(),
        "批次 {paid} 的编制、放款或作废由谁、何时，与记录不同",
    ),
]
SEALED = [
    (unsealed_person, "办件 {case} 第2行的人的密文被改动或密钥不符，无法打开"),
    (unsealed_account, "批次 {paid} 第1笔的账号被改动，与登记的索引不一致"),
    (
        lambda s: from_elsewhere(
            IssuedDocument.objects.filter(kind="public_notice", notice=s.paid.request.notice),
            "workflow_app_issueddocument",
            "data",
        ),
        "办件 {case} 第1行没有公示文书（{notice}公示第1行）",
    ),
]


def last(batch: PaymentBatch) -> object:
    return Action.objects.filter(stream=batch.stream_id, verb="release_batch")


def cut(batch: PaymentBatch) -> None:
    """The answer was never read, says the chain, head and all."""
    Action.objects.filter(stream=batch.stream_id, verb="read_return").delete()
    now = Action.objects.filter(stream=batch.stream_id).latest("ordinal")
    edit(Stream.objects.filter(pk=batch.stream_id), length=now.ordinal, head=now.digest)


EVERY = [
    pytest.param(plant, told, id=f"{kind} {number}", marks=pytest.mark.postgresql if number == 1 else ())
    for kind, plants in (("file", FILES), ("forged", FORGED), ("chain", CHAINS), ("sealed", SEALED))
    for number, (plant, told) in enumerate(plants, start=1)
]


@pytest.mark.parametrize(("plant", "told"), EVERY)
def test_a_planted_file_or_chain_is_named(broken_into: Scene, plant: Plant, told: str) -> None:
    sentence = told.format(**broken_into.words(), answer=answered(broken_into.paid)[:12])
    plant(broken_into)
    found = list(breaks())
    assert any(sentence in each for each in found), (sentence, found)

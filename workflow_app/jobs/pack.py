"""Make an audit package: into a file without a name outside any lock, kept in a short step, never half."""

from __future__ import annotations

from collections.abc import Callable
from tempfile import TemporaryFile
from time import monotonic

from cryptography.exceptions import InvalidTag
from django.conf import settings

from workflow_app.commands.keep_audit_package import begin_package, fail_package, keep_package
from workflow_app.commands.pack_for_audit import PACK_FOR_AUDIT
from workflow_app.jobs.lease import LEASE, prolong
from workflow_app.jobs.press import Clock, press
from workflow_app.jobs.room import is_full
from workflow_app.models import AuditPackage, PaperState, PaymentBatch
from workflow_app.queries.finance.audit_package import pack, papers_of

TRIES = 3  # while the batch is acted on at the same time
TOLD_EVERY = LEASE.total_seconds() / 6  # seconds
GONE = "有一份文书或银行文件在库里找不到，或者被改动过，迎审包没有做成。请系统管理员运行 verify 查明，处理后重新制作。"
MOVED = "制作期间这个批次一直在办理，迎审包没有做成。请稍后重新制作。"
UNPRINTED = "文书“{title}”没有印制成功，缺了它不能证明这个批次，迎审包没有做成。请系统管理员处理后重新制作。"
BROKEN = "迎审包没有做成，是系统的原因。请系统管理员看日志（任务 pack_for_audit），处理后重新制作。"


def pack_package(package_id: int, clock: Clock) -> bool:
    """False when it has ended already. A trouble is told on the package, then to the runner."""
    package = begin_package(package_id, at=clock())
    if package is None:
        return False
    if title := _not_printed(package.batch, clock):
        fail_package(package_id, UNPRINTED.format(title=title), at=clock())
        return False
    try:
        made = any(_made(package, clock) for _ in range(TRIES))
    except Exception as broken:
        if is_full(broken):  # it is taken up again when there is room
            raise
        fail_package(package_id, GONE if isinstance(broken, FileNotFoundError | InvalidTag) else BROKEN, at=clock())
        raise
    if not made:
        fail_package(package_id, MOVED, at=clock())
    return made


def _not_printed(batch: PaymentBatch, clock: Clock) -> str:
    """Papers that belong in and wait for the press are printed first; the title of one that cannot be, '' when all lie ready."""
    for paper in papers_of(batch).filter(state=PaperState.NUMBERED).order_by("pk"):
        press(paper.pk, clock)
    parked = papers_of(batch).exclude(state=PaperState.STORED).order_by("pk").first()
    return f"{parked.title} {parked.number}" if parked else ""


def _made(package: AuditPackage, clock: Clock) -> bool:
    """Written and kept; False where the batch was acted on meanwhile."""
    batch = PaymentBatch.objects.select_related("stream", "request", "drafted_by", "released_by").get(
        pk=package.batch_id
    )
    settings.FILES.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=settings.FILES) as archive:  # unsealed, so it has no name and is gone with its process
        pack(batch, archive, _telling(package, clock))
        return keep_package(package.pk, archive, batch.stream.head, at=clock())


def _telling(package: AuditPackage, clock: Clock) -> Callable[[], None]:
    """Counts the entries; now and then the page learns how many, and the lease is prolonged."""
    count, told = 0, monotonic()

    def entered() -> None:
        nonlocal count, told
        count += 1
        if monotonic() - told > TOLD_EVERY:
            told = monotonic()
            AuditPackage.objects.filter(pk=package.pk).update(entries=count)
            prolong(PACK_FOR_AUDIT, package.pk, at=clock())

    return entered

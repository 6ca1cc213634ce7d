"""What the house needs to work and does not have, in sentences."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from documents import fonts
from documents.signature import why_not_usable
from workflow_app.models import IssuedDocument, OutboxEntry, PaperState

OUTBOX_MAY_WAIT = timedelta(minutes=5)
NO_ROOM = "磁盘已满，没有做成：有了空间以后自动再做，不用重新排队。"
REQUEUE = "运行 script/manage requeue 看原因，处理后用它重新排队。"


def missing(at: datetime) -> tuple[list[str], list[str]]:
    """(what stops everything, what only some work lacks)."""
    stops = list(_database())
    lacks = [*fonts.ready(settings.FONTS), *_broker(), *_signing(), *([] if stops else _outbox(at))]
    return stops, lacks


def _database() -> Iterator[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as broken:
        yield f"数据库不可用（{type(broken).__name__}）：请检查 HUIMIN_DATABASE 指向的数据库是否在运行。"


def _outbox(at: datetime) -> Iterator[str]:
    oldest = (
        OutboxEntry.objects.filter(state=OutboxEntry.State.NEW, not_before__lte=at)
        .order_by("not_before")
        .values_list("not_before", flat=True)
        .first()
    )
    if oldest and at - oldest > OUTBOX_MAY_WAIT:
        minutes = int((at - oldest).total_seconds() // 60)
        yield f"待办任务已等了{minutes}分钟没有人做：请检查后台任务进程（celery worker）是否在运行。"
    if waiting := OutboxEntry.objects.filter(state=OutboxEntry.State.NEW, failure=NO_ROOM).count():
        yield f"磁盘已满，有{waiting}项任务等空间：请清理磁盘，之后它们自动再做。"
    if parked := OutboxEntry.objects.filter(state=OutboxEntry.State.PARKED).count():
        yield f"有{parked}项任务多次失败已搁置：{REQUEUE}"
    if unmade := IssuedDocument.objects.filter(state=PaperState.PARKED).count():
        yield f"有{unmade}份文书没有制作成功：{REQUEUE}"


def _signing() -> Iterator[str]:
    """The key that is set, or the one the demonstration made for itself."""
    own = settings.VAR / "signing.pem"
    file = settings.SIGNING_KEY or (str(own) if settings.DEMO and own.exists() else "")
    if file and file != "off" and (why := why_not_usable(Path(file))):
        yield f"文书没有签名，也没有存下来：{why}"


def _broker() -> Iterator[str]:
    options = getattr(settings, "CELERY_BROKER_TRANSPORT_OPTIONS", None)
    if settings.CELERY_BROKER_URL != "filesystem://" or not options:
        return
    for folder in {options["data_folder_in"], options["data_folder_out"]}:
        if not (Path(folder).is_dir() and os.access(folder, os.W_OK)):
            yield f"消息文件夹 {folder} 不存在或不能写入：请运行 script/server 建立，或检查权限。"

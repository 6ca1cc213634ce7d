"""Sign a finished paper with the key of this installation; without one papers leave unsigned, and say so."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from documents.signature import SigningKey, demonstration_key, why_not_usable
from workflow_app.commands.store_paper import Signed
from workflow_app.policy.refusals import NotPossibleNow

OFF = "off"


def sign(pdf: bytes, organ: str, at: datetime) -> Signed | None:
    """`pdf` signed for `organ`, None where no key is set (HUIMIN_SIGNING_KEY)."""
    file = key_file(at)
    if file is None:
        return None
    key = _key(str(file))
    return Signed(key.sign(pdf, organ), key.certificate)


def key_file(at: datetime) -> Path | None:
    """The PEM file that signs: the one that is set; of a demonstration its own, made when it is first needed."""
    if settings.SIGNING_KEY == OFF:
        return None
    if settings.SIGNING_KEY:
        return Path(settings.SIGNING_KEY)
    if not settings.DEMO:
        return None
    own = settings.VAR / "signing.pem"
    if not own.exists():
        _make(own, at)
    return own


def _make(own: Path, at: datetime) -> None:
    """Written beside and linked into place: of several workers at once one key stays."""
    beside = own.with_name(f"{own.name}.{uuid4().hex}")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(demonstration_key(at))
    with suppress(FileExistsError):
        os.link(beside, own)
    beside.unlink()


@cache
def _key(file: str) -> SigningKey:
    """Raises NotPossibleNow with what is wrong with the file and what to do: whoever may read it signs as this installation."""
    if why := why_not_usable(Path(file)):
        raise NotPossibleNow(f"{why}处理以前文书没有签名、没有存下来，文号不变；处理后用 requeue 重新排队。")
    try:
        return SigningKey(Path(file).read_bytes())
    except ValueError as broken:
        raise NotPossibleNow(f"签名密钥文件{file}读不懂：{broken}更换后用 requeue 重新排队。") from broken

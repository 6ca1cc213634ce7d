"""A disk that is full: no fault of the job that met it."""

from __future__ import annotations

import errno


def is_full(trouble: BaseException | None) -> bool:
    """Whether the disk, or the quota, is what stopped it: itself, or what somebody raised from it. A fault of ours on the way out is none."""
    while trouble is not None:
        if isinstance(trouble, OSError) and trouble.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        trouble = trouble.__cause__
    return False

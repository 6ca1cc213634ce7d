"""How the press and its hands speak: a frame is a line of JSON and the bytes it announces, over a pipe.

JSON and not pickle: what comes over the pipe can be read, and can do nothing.
"""

from __future__ import annotations

import json
from typing import IO, Any

Frame = tuple[dict[str, Any], bytes]


def send(pipe: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    """Write one frame."""
    pipe.write(json.dumps({**head, "bytes": len(body)}, ensure_ascii=False).encode() + b"\n")
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Frame | None:
    """Read one frame; None when the other side is gone, be it in the middle of a frame."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    body = pipe.read(head["bytes"])
    return (head, body) if len(body) == head["bytes"] else None

"""An HTTP answer that has to be whole by a moment: a byte now and then does not buy the other side more time."""

from __future__ import annotations

import io
import socket
import time
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from typing import Any


def due_in(connection: HTTPConnection, seconds: float) -> None:
    """Have whatever this connection is answered be read to its end within so many seconds from now, or TimeoutError."""
    connection.response_class = partial(_Due, until=time.monotonic() + seconds)  # type: ignore[assignment]


class _Due(HTTPResponse):
    """A response whose head and body come through a reader that watches the clock."""

    def __init__(self, sock: socket.socket, *args: Any, until: float, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_Watched(self.fp.detach(), sock, until))


class _Watched(io.RawIOBase):
    """The bytes of a socket, each read waiting no longer than what is left."""

    def __init__(self, raw: Any, sock: socket.socket, until: float) -> None:
        self._raw, self._sock, self._until = raw, sock, until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer is not whole in time")
        self._sock.settimeout(left)
        read: int | None = self._raw.readinto(buffer)
        return read

    def close(self) -> None:
        self._raw.close()
        super().close()

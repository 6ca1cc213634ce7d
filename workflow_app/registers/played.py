"""The registers as the demonstration plays them: a small HTTP service, in any mood one gives it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from workflow_app.policy.register import Register
from workflow_app.registers.world import World

SLOWNESS = 10.0  # seconds a slow register takes: longer than anybody waits
HERE = "127.0.0.1"
MOST = 64 * 1024  # bytes of a question


def make(world: Path, port: int = 0, slowness: float = SLOWNESS) -> ThreadingHTTPServer:
    """A service on this machine alone that knows what the file says; port 0 takes a free one. It serves once told to."""
    return ThreadingHTTPServer((HERE, port), _clerk(world, slowness))


@contextmanager
def serving(world: Path, slowness: float = SLOWNESS) -> Iterator[str]:
    """Serve in the background for as long as it lasts; gives the address."""
    service = make(world, slowness=slowness)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    try:
        yield f"http://{HERE}:{service.server_port}"
    finally:
        service.shutdown()
        service.server_close()


def _clerk(file: Path, slowness: float) -> type[BaseHTTPRequestHandler]:
    class Clerk(BaseHTTPRequestHandler):
        """Answers POST /<register> {"subject", "on"}."""

        def do_POST(self) -> None:
            world, name = World.read(file), self.path.strip("/")
            if name not in set(Register) or world.moods.get(name) == "down":
                self.send_error(503 if name in set(Register) else 404)
                return
            asked = json.loads(self.rfile.read(min(int(self.headers.get("Content-Length", 0)), MOST)))
            if world.moods.get(name) == "slow":
                time.sleep(slowness)
            self._say(_answer(world, Register(name), asked))

        def _say(self, said: dict[str, Any]) -> None:
            data = json.dumps(said, ensure_ascii=False).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: a question carries a person's number."""

    return Clerk


def _answer(world: World, register: Register, asked: dict[str, Any]) -> dict[str, Any]:
    """A contradicting register answers for somebody else, which whoever asks has to notice."""
    subject, on = asked["subject"], date.fromisoformat(asked["on"])
    content = world.answer(register, subject, on)
    of = subject[::-1] if world.moods.get(register.value) == "contradicting" else subject
    return {"subject": of, "content": dict(content)}

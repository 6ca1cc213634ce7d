"""The three that are killed: web and worker as script/server starts them, PostgreSQL with every process of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import Protocol

from django.conf import settings
from django.db import connection

from workflow_app.management.bench.deaths.person import healthy
from workflow_app.management.bench.kills import WORKER
from workflow_app.management.bench.postgresql import Cluster

WEB = ("-m", "gunicorn", "workflow_app.wsgi", "--workers", "2", "--threads", "4", "--timeout", "60")
UP_WITHIN = 60.0  # seconds


class Mortal(Protocol):
    """What can be killed with SIGKILL and comes back."""

    def kill(self) -> None:
        """At once, with all its children."""

    def start(self) -> None:
        """Come back and be ready."""


class Process:
    """A program in a process group of its own, beside a broker of files."""

    def __init__(self, *words: str) -> None:
        self.words, self.running = words, None

    words: tuple[str, ...]
    running: subprocess.Popen[bytes] | None

    def kill(self) -> None:
        """SIGKILL to the whole group; nothing where it never ran."""
        if self.running is not None:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()
            self.running = None

    def start(self) -> None:
        """Its words go to a file beside the throw-away rows."""
        there = os.environ | {"HUIMIN_BROKER": "filesystem://localhost"}
        with (settings.VAR / f"{self.words[1]}.log").open("ab") as log:
            self.running = subprocess.Popen(
                [sys.executable, *self.words],
                cwd=settings.ROOT,
                env=there,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


class Worker(Process):
    """Celery with its beat."""

    def __init__(self) -> None:
        super().__init__(*WORKER)
        for folder in ("broker", "broker-control"):
            (settings.VAR / folder).mkdir(exist_ok=True)


class Web(Process):
    """gunicorn at a port of its own."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        super().__init__(*WEB, "--log-level", "warning", "--bind", f"127.0.0.1:{self.port}")

    def start(self) -> None:
        """Come back and answer. Raises TimeoutError when it does not."""
        super().start()
        late = monotonic() + UP_WITHIN
        while not healthy(self.port):
            if monotonic() > late:
                raise TimeoutError("the web did not come up")
            sleep(0.05)


class Database:
    """The server this very process is connected to."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('data_directory'), current_setting('fsync')")
            folder, self.fsync = cursor.fetchone()
            # Before it recovers it flushes what it has written: file by file that takes ten seconds here, at once a third of one.
            cursor.execute("ALTER SYSTEM SET recovery_init_sync_method = 'syncfs'")
        self.cluster = Cluster(Path(folder))

    def kill(self) -> None:
        """The postmaster and every backend."""
        self.cluster.kill()

    def start(self) -> None:
        """Recover from its log; whoever was connected here connects anew."""
        self.cluster.start()
        connection.close()

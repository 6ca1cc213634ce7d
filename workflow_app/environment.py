"""What the environment may say: five typed readers, so that settings stay one readable page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, otherwise: str) -> str:
    """The variable's text, or `otherwise` where it is not set."""
    return os.environ.get(name, otherwise)


def flag(name: str, otherwise: bool) -> bool:
    """yes/no, true/false, 1/0; unset or empty is `otherwise`; anything else stops the start with a sentence."""
    said = (os.environ.get(name) or ("yes" if otherwise else "no")).lower()
    if said in {"yes", "true", "1"}:
        return True
    if said in {"no", "false", "0"}:
        return False
    raise ImproperlyConfigured(f"{name}={said}: say yes or no.")


def whole(name: str, otherwise: int) -> int:
    """A whole number, zero or more; anything else stops the start with a sentence."""
    said = os.environ.get(name, str(otherwise))
    if said.isascii() and said.isdigit():
        return int(said)
    raise ImproperlyConfigured(f"{name}={said}: give a whole number, zero or more.")


def secret(name: str, file: Path) -> str:
    """The variable's text, else the first line of `file`, which the set-up wrote."""
    if name in os.environ:
        return os.environ[name]
    if file.exists():
        return file.read_text().strip()
    raise ImproperlyConfigured(f"{name} is not set and {file.name} is missing: run script/server or script/test once.")


def database(name: str, otherwise: Path) -> dict[str, Any]:
    """sqlite:///path or postgresql://user:password@host:port/name[?host=/socket] as Django wants it."""
    url = urlsplit(os.environ.get(name, f"sqlite:///{otherwise}"))
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.path) if not url.path.startswith("//") else unquote(url.path[1:]),
            "OPTIONS": {
                # IMMEDIATE: two writers queue at BEGIN instead of failing at the first write.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    if url.scheme in {"postgresql", "postgres"}:
        query = dict(part.split("=", 1) for part in url.query.split("&") if "=" in part)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.path.lstrip("/"),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(query.get("host", url.hostname or "")),
            "PORT": str(url.port or query.get("port", "")),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,  # after a restart of the server nobody meets the dead connections of before
            "OPTIONS": {
                "options": "-c lock_timeout=5000",
                # A case is locked by a join of eight tables: planning it takes twenty times as long as running it, so
                # statements are prepared once they have been seen three times. Not behind a pool that shares sessions.
                "server_side_binding": True,
                "prepare_threshold": 3,
            },
        }
    raise ImproperlyConfigured(f"{name}: begin with sqlite:/// or postgresql://.")

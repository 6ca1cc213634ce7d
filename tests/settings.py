"""The house's settings with a throw-away key, cheap passwords and a var/ of its own."""

import json
import os
import tempfile
from pathlib import Path

if "HUIMIN_VAR" not in os.environ:
    os.environ["HUIMIN_VAR"] = tempfile.mkdtemp(prefix="huimin-tests-")
    Path(os.environ["HUIMIN_VAR"], "keyring.json").write_text(
        json.dumps(
            {"current": "t1", "index": "aW5kZXg=" * 4, "keys": {"t1": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="}}
        )
    )
os.environ.setdefault("HUIMIN_SECRET_KEY", "only-for-tests")
os.environ.setdefault("HUIMIN_BROKER", "memory://")  # a nudge goes nowhere: tests work the outbox themselves

from workflow_app.settings import *  # noqa: F403
from workflow_app.settings import DATABASES, VAR

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "tests.sqlite3")}  # a file: threads race on it as in earnest

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SIGNING_KEY = "off"  # tests of the signature have a key of their own

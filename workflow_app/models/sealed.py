"""A text column that is sealed on its way into the database and opened on its way out."""

from __future__ import annotations

import base64
import json
from typing import Any

from django.db import models

from workflow_app.models.keyring import keyring


class SealedText(models.TextField):
    """Text at rest under the keyring, bound to its table and column. It cannot be searched: keep a blind index beside it."""

    @property
    def _place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: str | None) -> str | None:
        if value is None:
            return None
        return base64.b64encode(keyring().seal(value.encode(), self._place)).decode()

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        if value is None:
            return None
        return keyring().open(base64.b64decode(value), self._place).decode()


class SealedJson(SealedText):
    """The same for JSON values."""

    _pyi_private_set_type: Any  # what a type checker must know: rows hold and give JSON, not text
    _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> str | None:
        return super().get_prep_value(None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True))

    def from_db_value(self, value: str | None, *args: object) -> Any:
        plain = super().from_db_value(value, *args)
        return None if plain is None else json.loads(plain)

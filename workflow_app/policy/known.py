"""What the house knows of who applies before they wrote a word, so that nobody writes it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Known:
    """An applicant the account may act for, with its identity number or credit code. `earlier`: the answers, as JSON, that
    the same account filed last for it under the same item."""

    kind: Literal["person", "organisation"]
    name: str
    number: str
    earlier: Mapping[str, Any] = field(default_factory=dict)

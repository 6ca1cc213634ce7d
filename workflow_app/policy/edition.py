"""One published text of an item's figures, and the same text read on a date."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from workflow_app.policy.exclusion import Exclusion
from workflow_app.policy.on_date import PolicyOnDate
from workflow_app.policy.parameter import Parameter
from workflow_app.policy.policy_file import read_policy


@dataclass(frozen=True, slots=True)
class Edition:
    """The whole text of one policy.yaml, its digest, and the parameters and exclusions read from it. Never changes."""

    slug: str
    text: str
    sha256: str
    parameters: Mapping[str, Parameter]
    exclusions: tuple[Exclusion, ...] = ()

    @classmethod
    @lru_cache(maxsize=64)  # every command's checks read each text once for all its procedures
    def read(cls, text: str, slug: str) -> Edition:
        """Read strictly; NotUnderstood names the line, the key and what to do."""
        parameters, exclusions = read_policy(text, slug)
        digest = hashlib.sha256(text.encode()).hexdigest()
        return cls(slug, text, digest, MappingProxyType(parameters), exclusions)

    def on(self, day: date) -> PolicyOnDate:
        """The figures as they stand on that day; remembers what is read from it."""
        return PolicyOnDate(self.slug, self.sha256, self.parameters, day)

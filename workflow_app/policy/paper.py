"""The kinds of paper a procedure may issue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from workflow_app.policy.effect import Telling

Family = Literal["gongwen", "case_paper"]

# Papers that decide: a period for remedies runs from their service.
REMEDIED = frozenset({"not_accepted", "determination", "refusal", "termination", "revocation", "recovery"})
# Those from whose service any day runs: their service is proved by a paper of its own, however they are served.
PROVED = REMEDIED | {"revocation_notice", "recovery_notice", "recovery_demand"}


@dataclass(frozen=True, slots=True)
class PaperKind:
    """`series` is the part of the number that tells the series (`受` in 安人社受字〔2026〕第1号); `sheet` the template.

    An `internal` paper stays in the file: it is neither served on the applicant nor shown to them.
    `gather` adds what only the item knows of the answers, `tell` what it knows of the facts, findings and the line a paper
    is about; None for papers the house can fill by itself.
    """

    kind: str
    title: str
    family: Family
    series: str
    sheet: str
    internal: bool = False
    gather: Callable[[Mapping[str, Any]], dict[str, Any]] | None = None
    tell: Callable[[Telling], dict[str, Any]] | None = None

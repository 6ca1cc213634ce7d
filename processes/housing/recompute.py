"""Recompute a public draw from what was published. Standard library alone; no file of this project is needed.

    python3 recompute.py draw.json

Prints what agrees and what does not; exit 1 when anything does not.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def sha256(*lines: str) -> str:
    return hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()


def differences(told: dict[str, Any]) -> Iterator[str]:
    """One sentence for each published thing that does not follow from the others."""
    plan, values = told["plan"], told["values"]
    if hashlib.sha256(told["list"].encode()).hexdigest() != told["list_sha256"]:
        yield "名单与冻结时公布的摘要不一致"
    for one in values:
        if sha256("huimin-draw-1", plan, one["role"], one["value"]) != one["commitment"]:
            yield f"{one['role']} 公开的值与事先公布的摘要不一致"
    said = [f"{one['role']}={one['value']}" for one in values]
    seed = sha256("huimin-draw-1", plan, *said, f"public={told['public_result']}")
    if seed != told["seed"]:
        yield "种子不是由公开的值和公开结果算出的"
    if order(seed, told["list"]) != [one["number"] for one in told["result"]]:
        yield "选房顺序不是由种子和名单算出的"


def order(seed: str, text: str) -> list[str]:
    """Waiting numbers in the order of choosing."""
    pairs = [line.split(" ", 1) for line in text.splitlines()]
    return [number for *_, number in sorted((int(tier), sha256(seed, tier, number), number) for tier, number in pairs)]


def main() -> int:
    told = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    wrong = list(differences(told))
    sys.stdout.write("\n".join(wrong or [f"一致：{len(told['result'])}户的选房顺序可以由公布的内容算出"]) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

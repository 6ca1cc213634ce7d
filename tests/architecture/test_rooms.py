"""Who may import whom. This table is the documentation; a broken line names file, line and rule."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from workflow_app.policy import catalogue

ROOT = Path(__file__).resolve().parents[2]
PURE = {
    "workflow_app.policy",
    "workflow_app.approval",
    "workflow_app.clock",
    "workflow_app.bank",
    "workflow_app.tables",
}
ROWS = PURE | {"workflow_app.models", "workflow_app.city", "forms", "documents"}
ACTS = ROWS | {
    "workflow_app.flow",
    "workflow_app.queries",
    "workflow_app.commands",
    "workflow_app.registers",
    "workflow_app.celery",
}
# room → the rooms of ours it may enter besides itself
MAY_ENTER: dict[str, set[str]] = {
    "forms": set(),
    "documents": set(),
    "workflow_app.auditor": set(),  # it proves what all others wrote, so it shares nothing with them
    "workflow_app.clock": set(),
    "workflow_app.approval": set(),
    "workflow_app.policy": {"workflow_app.clock", "workflow_app.approval", "forms"},
    "workflow_app.bank": {"workflow_app.policy"},
    "workflow_app.tables": {"workflow_app.policy", "forms"},
    "workflow_app.city": {"forms"},
    "workflow_app.registers": {"workflow_app.policy", "workflow_app.clock"},
    "workflow_app.models": PURE | {"forms"},
    "workflow_app.flow": PURE | {"workflow_app.models", "forms"},
    "workflow_app.queries": ROWS | {"workflow_app.flow", "workflow_app.auditor"},
    "workflow_app.commands": ACTS,
    "workflow_app.jobs": ACTS,
    "workflow_app.web": ACTS | {"workflow_app.jobs"},
    "workflow_app.management": ACTS | {"workflow_app.jobs"},
    "processes": {"workflow_app.policy", "workflow_app.approval", "workflow_app.clock", "forms"},
}
# A family with rows has the rooms of the house once more; each may enter the family's pure rules ("processes") too.
OF_A_FAMILY: dict[str, set[str]] = {
    "models": PURE | {"workflow_app.models", "forms"},
    "queries": ROWS | {"workflow_app.flow", "workflow_app.queries"},
    "commands": ACTS,
    "web": ACTS | {"workflow_app.jobs", "workflow_app.web"},
}
# Of an item's own files these alone touch rows: what its decision sets going, and what it plays.
PLAYED = ACTS | {"workflow_app.jobs", "workflow_app.management"}
OF_AN_ITEM: dict[str, set[str]] = {"effect": ACTS, "play": PLAYED, "scenes": PLAYED}


def rooms_of_the_families() -> dict[str, set[str]]:
    """The rooms of every family that is an app, and of every item, whatever their names."""
    rooms: dict[str, set[str]] = {}
    for app in sorted((ROOT / "processes").glob("*/apps.py")):
        house = f"processes.{app.parent.name}"
        own = {f"{house}.{room}" for room in OF_A_FAMILY}
        rooms |= {f"{house}.{room}": may | own | {"processes"} for room, may in OF_A_FAMILY.items()}
    for item in sorted((ROOT / "processes").glob("*/*/item.py")):
        family, slug = item.parent.parent.name, item.parent.name
        own = {f"processes.{family}.{room}" for room in OF_A_FAMILY} | {"processes", f"processes.{family}.{slug}.play"}
        rooms |= {f"processes.{family}.{slug}.{file}": may | own for file, may in OF_AN_ITEM.items()}
    return rooms


MAY_ENTER |= rooms_of_the_families()
MAY_ENTER["processes"] |= {room for room in MAY_ENTER if room.endswith(tuple(f".{file}" for file in OF_AN_ITEM))}
ONLY_FLOW = "viewflow"
WITHOUT_DJANGO = PURE
STDLIB_ALONE = "workflow_app.auditor"
WITHOUT_ROWS_OR_CLOCK = ("datetime.now", "date.today", "timezone.now")
MAY_ASK_THE_TIME = (
    "workflow_app.web",
    "workflow_app.jobs",
    "workflow_app.management",
    "workflow_app.flow.door",
    *(room for room in MAY_ENTER if room.startswith("processes.") and room.endswith(".web")),
)
THE_CLOCK = "workflow_app.moment"
MEANINGLESS = {"utils", "helpers", "services", "service", "common", "base", "manager", "constants", "mixins", "misc"}


def modules() -> Iterator[tuple[str, Path]]:
    for top in ("workflow_app", "processes", "forms", "documents"):
        for file in sorted((ROOT / top).rglob("*.py")):
            if not {"migrations", "tests"} & set(file.relative_to(ROOT).parts):
                dotted = ".".join(file.relative_to(ROOT).with_suffix("").parts)
                yield dotted.removesuffix(".__init__"), file


def room_of(dotted: str) -> str:
    return next((room for room in sorted(MAY_ENTER, key=len, reverse=True) if f"{dotted}.".startswith(f"{room}.")), "")


def imports(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def complaints() -> Iterator[str]:
    for dotted, file in modules():
        room = room_of(dotted)
        for name, line in imports(file):
            where = f"{file.relative_to(ROOT)}:{line}"
            other = room_of(name)
            if room and other and other != room and other not in MAY_ENTER[room]:
                yield f"{where}: {room} may not enter {other} ({name})"
            if name.startswith(ONLY_FLOW) and room != "workflow_app.flow" and dotted != "workflow_app.checks":
                yield f"{where}: only workflow_app.flow knows viewflow"
            if room == STDLIB_ALONE and not other and name.split(".")[0] not in sys.stdlib_module_names:
                yield f"{where}: {room} knows the standard library alone"
            if room in WITHOUT_DJANGO and name.startswith("django"):
                yield f"{where}: {room} is pure and knows no Django"
            if family(dotted) and family(name) and family(dotted) != family(name):
                yield f"{where}: a family never imports another"


def family(dotted: str) -> str:
    """The family a module of processes belongs to; none for what the families share."""
    parts = dotted.split(".")
    return parts[1] if parts[0] == "processes" and len(parts) > 1 and (ROOT / "processes" / parts[1]).is_dir() else ""


def test_every_import_follows_the_table() -> None:
    assert not list(complaints())


def test_only_the_outermost_rooms_ask_what_time_it_is() -> None:
    for dotted, file in modules():
        if dotted.startswith((*MAY_ASK_THE_TIME, THE_CLOCK)):
            continue
        for name, line in imports(file):
            if name.startswith(THE_CLOCK):
                pytest.fail(f"{file.relative_to(ROOT)}:{line}: time comes in as an argument")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(WITHOUT_ROWS_OR_CLOCK):
                pytest.fail(f"{file.relative_to(ROOT)}:{node.lineno}: time comes in as an argument")


def test_no_import_hides_in_a_function() -> None:
    for dotted, file in modules():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name != "ready":
                inner = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
                assert not inner, f"{dotted}.{node.name}: an import stands at the top of its file"


def test_every_file_has_a_name_that_says_something() -> None:
    silent = [str(file) for _, file in modules() if file.stem in MEANINGLESS]
    assert not silent


def test_every_folder_keeps_its_promise_in_one_line() -> None:
    for dotted, file in modules():
        if file.name == "__init__.py":
            promise = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
            assert promise, f"{dotted} makes no promise"


def told_files() -> Iterator[Path]:
    """Everything of ours that may name something: code, tests, templates, policies, examples, scripts."""
    for top in ("workflow_app", "processes", "forms", "documents", "tests", "script"):
        every = (file for file in sorted((ROOT / top).rglob("*")) if file.is_file() and "__pycache__" not in file.parts)
        yield from (
            file for file in every if file.suffix in {"", ".py", ".html", ".yaml", ".json", ".css", ".js", ".csv"}
        )


def test_nothing_outside_its_folder_names_an_item() -> None:
    """A family may know a kind of claim by a word that is also an item's slug: items share facts by kind (design §2)."""
    assert catalogue.items()
    texts = {file: file.read_text(encoding="utf-8") for file in told_files()}
    for item in catalogue.items():
        for file, text in texts.items():
            if item.folder in file.parents or item.slug not in text:
                continue
            shared = item.slug == item.claim_kind and ROOT / "processes" in file.parents
            assert shared, f"{file.relative_to(ROOT)} names {item.slug}"

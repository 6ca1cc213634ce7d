"""Release a route: what route.py says becomes the next version, for good."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from workflow_app.city.plan import planned_desks
from workflow_app.commands.register_routes import register_routes
from workflow_app.flow.released import files_of, is_written, version_in
from workflow_app.flow.soundness import faults_in
from workflow_app.policy.item import Item, Procedure
from workflow_app.policy.refusals import AlreadyDone, NotPossibleNow


def release_route(item: Item, procedure: Procedure, *, at: datetime) -> Path:
    """Write the readable route as routes/<slug>.<n+1>.json and register it; answers the new file. New cases take it, those
    under way stay on theirs. No file is ever overwritten.

    Raises AlreadyDone when the newest version says the same, NotPossibleNow naming every fault of a faulty one.
    """
    register_routes(at=at)  # before a file is written, so that none is where no row can be
    released = files_of(item, procedure)
    if released and is_written(released[-1], procedure.route):
        raise AlreadyDone(f"{_named(item, procedure)}与第{version_in(released[-1])}版相同，没有新的内容可以发布。")
    if found := faults_in(procedure.route, item, procedure, planned_desks()):
        told = "\n".join(f"· {fault}" for fault in found)
        raise NotPossibleNow(f"{_named(item, procedure)}有{len(found)}处要改，改好后再发布：\n{told}")
    version = int(version_in(released[-1])) + 1 if released else 1
    file = item.routes_folder / f"{procedure.slug}.{version}.json"
    file.parent.mkdir(exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as fresh:
            fresh.write(json.dumps({**procedure.route, "version": version}, ensure_ascii=False, indent=2) + "\n")
    except FileExistsError as raced:
        raise AlreadyDone(f"第{version}版刚刚已经发布，请先看过它再决定是否需要下一版。") from raced
    register_routes(at=at)
    return file


def _named(item: Item, procedure: Procedure) -> str:
    return f"{item.slug}“{procedure.title}”的流程"

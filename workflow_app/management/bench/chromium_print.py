"""The same papers printed by Debian's Chromium: what the press is compared with. Only where browser and driver are installed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from documents.press import Order, Press
from documents.rolls import Part
from documents.workshop import SHEETS_OF_STYLE, STYLES
from workflow_app.management.bench.machine import spread
from workflow_app.management.bench.watched import Watched

try:
    from playwright.sync_api import sync_playwright
except ImportError:  # it comes with what the tests need
    sync_playwright = None  # type: ignore[assignment]

PROGRAM = Path("/usr/bin/chromium")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run")
NOT_HERE = "没有测：本机没有安装 chromium（sudo apt-get install chromium）或 playwright（pip install playwright）。"


def beside(press: Press, orders: Mapping[str, Order], repeats: Mapping[str, int]) -> dict[str, Any] | str:
    """Milliseconds and memory of one warm browser for each of `orders`, or a sentence where there is none."""
    if sync_playwright is None or not PROGRAM.exists():
        return NOT_HERE
    pages = {name: as_html(press, order) for name, order in orders.items()}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=PROGRAM, args=list(FLAGS), env=dict(os.environ))
        page = browser.new_page()
        _print(page, pages[next(iter(pages))])  # warms the browser; not counted
        told: dict[str, Any] = {name: _measured(page, html, repeats[name]) for name, html in pages.items()}
        version = browser.version
        browser.close()
    return {"version": version, **told}


def as_html(press: Press, order: Order) -> str:
    """What the press lays out, with its style sheet inside and the list in one piece."""
    whole = Part(0, len(order.rows), 0, len(order.rows), len(order.rows))
    html = press.sheets.fill(order.sheet, {**order.data, "part": whole.as_data(order.rows)}, draft=order.draft)
    style = "\n".join((STYLES / f"{name}.css").read_text("utf-8") for name in SHEETS_OF_STYLE)
    return html.replace("</head>", f"<style>{style}</style></head>", 1)


def _measured(page: Any, html: str, repeats: int) -> dict[str, Any]:
    times, used = [], []
    for _ in range(repeats):
        with Watched() as cost:
            content = _print(page, html)
        times.append(cost.seconds * 1000)
        used.append(cost.processor * 1000)
    peaks = cost.told()["MB of each process at its peak"]
    return {
        "ms": spread(times),
        "processor ms": spread(used),
        "KB": len(content) // 1024,
        "MB of each process at its peak": peaks,
    }


def _print(page: Any, html: str) -> bytes:
    page.set_content(html, wait_until="load")
    return page.pdf(prefer_css_page_size=True, print_background=True)

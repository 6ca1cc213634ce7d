"""What papers cost: a notice, a decision with its list, lists of 500 and 5,000 rows, a thousand notices at once; Chromium beside it. Unsigned."""

from __future__ import annotations

from itertools import count
from time import perf_counter, process_time
from typing import Any

from django.conf import settings

from documents.long_lists import print_long
from documents.press import Order, Printed
from workflow_app.jobs import press, signing
from workflow_app.management import acting, acts
from workflow_app.management.bench import chromium_print, stage
from workflow_app.management.bench.machine import spread
from workflow_app.management.bench.watched import Watched
from workflow_app.models import IssuedDocument

WHOLE = 10  # rounds of a whole run
SHORT_LIST, LONG_LIST, PILE = 500, 5000, 1000
ROSTER = "papers/roster.html"
NOTICE, DECISION = "acceptance", "determination"  # kinds of paper
NAMES = ("王䶮", "李㛃然", "张𬭊", "陈𠅤", "买买提·艾力", "刘建国", "杨桂珍", "赵海峰", "黄秀英", "周小燕")
SCHOOLS = ("汤阴县岳河职业培训学校", "安阳市中等职业技术教育培训中心", "林州市育才学校")


def measure(rounds: int) -> dict[str, Any]:
    """Warm medians of one process, and piles by all hands; `rounds` scales the lists and the pile (10 is the whole of each)."""
    settings.SIGNING_KEY = signing.OFF  # in a process of its own, whose papers nobody reads
    _play()
    notice, decision = (IssuedDocument.objects.filter(kind=kind).latest("pk") for kind in (NOTICE, DECISION))
    short, long = (_roster(max(2, size * rounds // WHOLE)) for size in (SHORT_LIST, LONG_LIST))
    repeats = max(3, rounds)
    singles = {
        "a notice of one page": (_order(notice), repeats),
        f"a decision of {press.render(decision).pages} pages": (_order(decision), repeats),
        f"a list of {len(short.rows)} rows, one process": (short, 3),
    }
    told: dict[str, Any] = {name: _single(*asked) for name, asked in singles.items()}
    told[f"a list of {len(long.rows)} rows, {press.HANDS} hands"] = _long(long)
    told |= _pile(notice, max(10, PILE * rounds // WHOLE))
    compared = {name: order for name, (order, _) in singles.items()} | {f"a list of {len(long.rows)} rows": long}
    times = {name: asked[1] for name, asked in singles.items()} | dict.fromkeys(compared.keys() - singles.keys(), 1)
    return told | {"chromium": chromium_print.beside(press.the_press(), compared, times)}


def _single(order: Order, repeats: int) -> dict[str, Any]:
    """Printed `repeats` times by this process after once to warm it. RuntimeError where the same data gives other bytes."""
    first = _printed(order)
    times, used = [], []
    with Watched() as cost:
        for _ in range(repeats):
            begun, used_before = perf_counter(), process_time()
            if _printed(order) != first:
                raise RuntimeError(f"{order.sheet}: the same data gave other bytes")
            times.append((perf_counter() - begun) * 1000)
            used.append((process_time() - used_before) * 1000)
    peaks = cost.told()["MB of each process at its peak"]
    figures = {"ms": spread(times), "processor ms": spread(used)}
    return figures | _size(first) | {"MB of each process at its peak": peaks}


def _printed(order: Order) -> Printed:
    return press.the_press().render(order.sheet, order.data)


def _long(order: Order) -> dict[str, Any]:
    """By all hands, their start included."""
    with Watched() as cost, press.hands() as hands:
        printed = print_long(hands, order)
    return cost.told() | _size(printed)


def _pile(paper: IssuedDocument, size: int) -> dict[str, Any]:
    """Numbered papers like `paper`, printed, sealed and stored as one piece of work, the start of the hands included."""
    ids = _copies(paper, size)
    with Watched() as cost:
        stored = press.press_many(ids, lambda: stage.OVER)
    if stored != size:
        raise RuntimeError(f"{size - stored} of {size} papers were not stored")
    rates = {
        "papers a second": round(size / cost.seconds, 1),
        "processor ms a paper": round(cost.processor * 1000 / size, 1),
    }
    return {f"{size} notices, {press.HANDS} hands, stored": rates | cost.told()}


def _copies(paper: IssuedDocument, size: int) -> list[int]:
    """Of nobody's case: what their service costs is measured with the steps."""
    ordinals = count(paper.ordinal + 1_000_000)
    rows = [_copy(paper, next(ordinals)) for _ in range(size)]
    return [row.pk for row in IssuedDocument.objects.bulk_create(rows)]


def _copy(paper: IssuedDocument, ordinal: int) -> IssuedDocument:
    number = f"测字〔{paper.year}〕第{ordinal}号"
    return IssuedDocument(
        kind=paper.kind,
        title=paper.title,
        family=paper.family,
        sheet=paper.sheet,
        unit=paper.unit,
        series=paper.series,
        year=paper.year,
        ordinal=ordinal,
        number=number,
        data={**paper.data, "number": number},
        data_digest=paper.data_digest,
        issued_at=paper.issued_at,
        token=f"bench-{ordinal}",
    )


def _order(paper: IssuedDocument) -> Order:
    return Order.of(paper.sheet, paper.data)


def _size(printed: Printed) -> dict[str, int]:
    return {"pages": printed.pages, "KB": len(printed.pdf) // 1024}


def _roster(size: int) -> Order:
    """A roster of invented people, masked as every roster is."""
    rows = [
        {
            "name": NAMES[index % len(NAMES)],
            "identity": f"410523********{1000 + index * 37 % 9000}",
            "phone": f"138****{1000 + index * 53 % 9000}",
            "subject": "电工　中级工",
            "certificate": f"S0000410523{2026000000 + index}",
            "payee": SCHOOLS[index // 40 % len(SCHOOLS)],
            "account": "1640 **** **** 1237",
            "fen": 80000,
        }
        for index in range(size)
    ]
    shown = {"number": "测〔2026〕1号", "issued_on": "2026-11-23", "organ": {"name": "汤阴县人力资源和社会保障局"}}
    about = {"batch": "2026年第3批", "item": "职业培训补贴", "made_by": "郭小梅", "checked_by": "李㛃然"}
    return Order.of(ROSTER, shown | about | {"lines": rows, "count": size, "total_fen": size * 80000, "marks": []})


def _play() -> None:
    acting.found_city(stage.BEGIN)
    acts.endow(acting.account_unit(stage.SCHOOL), stage.item().slug, stage.BEGIN.year, stage.PLENTY, stage.BEGIN)
    case = stage.claim(1, "notice", size=10)
    notice = stage.noticed(case)
    acting.sign_until_system(case, at=stage.OVER)
    acts.ask_finance(notice, stage.OVER)

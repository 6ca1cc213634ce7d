"""The way of a recognition: the street receives and reviews, the county's employment desk decides.

A refusal after acceptance is signed by the county's deputy head alone. 退出 goes the same way.
"""

from processes.routing import any_of, desk, end, receipt, refusal, route, step, to
from workflow_app.approval.route import Route

INTAKE = desk("intake", "街道综合窗口", unit="street")
REVIEW = desk("review", "街道初审岗", unit="street")
EMPLOYMENT = desk("employment", "就业服务岗")
DEPUTY_HEAD = desk("deputy_head", "分管领导")


def _route(procedure: str) -> Route:
    return route(
        procedure, 1,
        *receipt(INTAKE, then="review"),
        step(
            "review", "街道初审", "accepted", any_of(REVIEW), "step.review",
            approved=to("decide"), refused=to("refuse"),
        ),
        step(
            "decide", "就业服务岗认定", "deciding", any_of(EMPLOYMENT), "step.decide",
            approved=end("approved"), refused=to("refuse"), returned=to("review"),
        ),
        refusal(DEPUTY_HEAD, back="review", title="拟不予认定"),
    )  # fmt: skip


RECOGNITION = _route("recognition")
REMOVAL = _route("removal")

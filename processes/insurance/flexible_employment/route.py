"""The way of a claim: the street receives and reviews, the county checks month by month, then notice, determination, funds.

A renewal goes the same way: each quarter's months stand before the public like the first.
"""

from processes.routing import any_of, bureau_decides, desk, notice_to_funds, receipt, refusal, route, step, to
from workflow_app.approval.route import Route

INTAKE = desk("intake", "街道综合窗口", unit="street")
REVIEW = desk("review", "街道初审岗", unit="street")
EMPLOYMENT = desk("employment", "就业服务岗")
BUREAU_FINANCE = desk("bureau_finance", "局财务股")
DEPUTY_HEAD = desk("deputy_head", "分管领导")


def _route(procedure: str) -> Route:
    return route(
        procedure, 1,
        *receipt(INTAKE, then="review"),
        step(
            "review", "街道初审", "accepted", any_of(REVIEW), "step.review",
            approved=to("check"), refused=to("refuse"),
        ),
        step(
            "check", "就业服务岗复核", "accepted", any_of(EMPLOYMENT), "step.check",
            approved=to("bureau_finance"), refused=to("refuse"), returned=to("review"),
        ),
        *bureau_decides(BUREAU_FINANCE, DEPUTY_HEAD, after="check"),
        *notice_to_funds(DEPUTY_HEAD, back="check"),
        refusal(DEPUTY_HEAD, back="check"),
    )  # fmt: skip


CLAIM = _route("claim")
RENEWAL = _route("renewal")

"""The way of a claim: the street receives and reviews, the county checks month by month, then notice, determination, funds.

A renewal goes the same way: each quarter's months stand before the public like the first.
"""

from processes.routing import APPLICANT, any_of, desk, end, route, step, to
from workflow_app.approval.route import Route

INTAKE = desk("intake", "街道综合窗口", unit="street")
REVIEW = desk("review", "街道初审岗", unit="street")
EMPLOYMENT = desk("employment", "就业服务岗")
BUREAU_FINANCE = desk("bureau_finance", "局财务股")
DEPUTY_HEAD = desk("deputy_head", "分管领导")


def _route(procedure: str) -> Route:
    return route(
        procedure, 1,
        step(
            "receive", "受理", "submitted", any_of(INTAKE), "clock.receipt",
            approved=to("review"), returned=to("correct"), refused=end("not_accepted"), lapsed=to("review"),
        ),
        step(
            "correct", "补正", "awaiting_correction", any_of(APPLICANT), "clock.correction",
            approved=to("receive"), lapsed=end("deemed_withdrawn"),
        ),
        step(
            "review", "街道初审", "accepted", any_of(REVIEW), "step.review",
            approved=to("check"), refused=to("refuse"),
        ),
        step(
            "check", "就业服务岗复核", "accepted", any_of(EMPLOYMENT), "step.check",
            approved=to("bureau_finance"), refused=to("refuse"), returned=to("review"),
        ),
        step(
            "bureau_finance", "局财务股复核", "accepted", any_of(BUREAU_FINANCE), "step.bureau_finance",
            approved=to("deputy_head"), refused=to("refuse"), returned=to("check"),
        ),
        step(
            "deputy_head", "分管领导审批", "deciding", any_of(DEPUTY_HEAD), "step.deputy_head",
            approved=to("notice"), refused=to("refuse"), returned=to("bureau_finance"),
        ),
        step("notice", "公示", "deciding", None, approved=to("confirm"), returned=to("check")),
        step(
            "confirm", "核定", "deciding", any_of(DEPUTY_HEAD), "step.confirm",
            approved=to("request_funds", legal="approved"), refused=end("refused"), returned=to("check"),
        ),
        step("request_funds", "提请拨付", "approved", None, "step.request_funds", approved=end("approved")),
        step(
            "refuse", "拟不予批准", "deciding", any_of(DEPUTY_HEAD), "step.refuse",
            approved=end("refused"), returned=to("check"),
        ),
    )  # fmt: skip


CLAIM = _route("claim")
RENEWAL = _route("renewal")

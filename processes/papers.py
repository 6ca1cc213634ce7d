"""The kinds of paper most procedures issue, in the house's own wording; an item adds its own beside them."""

from __future__ import annotations

from workflow_app.policy.paper import PaperKind

RECEIPT = PaperKind("receipt", "收件回执", "case_paper", "收", "papers/receipt.html")
ACCEPTANCE = PaperKind("acceptance", "受理通知书", "case_paper", "受", "papers/acceptance.html")
CORRECTION = PaperKind("correction", "一次性补正告知书", "case_paper", "补", "papers/correction.html")
NOT_ACCEPTED = PaperKind("not_accepted", "不予受理决定书", "case_paper", "不受", "papers/not_accepted.html")
REFUSAL = PaperKind("refusal", "不予批准决定书", "case_paper", "不批", "papers/refusal.html")
SERVICE_PROOF = PaperKind("service_proof", "送达回证", "case_paper", "送", "papers/service_proof.html", internal=True)

PUBLIC_NOTICE = PaperKind("public_notice", "公示", "case_paper", "示", "papers/public_notice.html")
DETERMINATION = PaperKind("determination", "核定通知书", "case_paper", "核", "papers/determination.html")
FUNDS_REQUEST = PaperKind(
    "funds_request", "资金拨付申请函", "gongwen", "函", "papers/funds_request.html", internal=True
)
ROSTER = PaperKind("roster", "花名册", "case_paper", "册", "papers/roster.html", internal=True)

OF_EVERY_FILING = (RECEIPT, ACCEPTANCE, CORRECTION, NOT_ACCEPTED, REFUSAL, SERVICE_PROOF)
OF_PAYMENT = (DETERMINATION, FUNDS_REQUEST, ROSTER)
OF_NOTICED_PAYMENT = (*OF_EVERY_FILING, PUBLIC_NOTICE, *OF_PAYMENT)

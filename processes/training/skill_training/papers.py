"""The papers of the two procedures. Wordings are the house's own templates."""

from workflow_app.policy.paper import PaperKind

ACCEPTANCE = PaperKind("acceptance", "受理通知书", "case_paper", "受", "papers/acceptance.html")
CORRECTION = PaperKind("correction", "一次性补正告知书", "case_paper", "补", "papers/correction.html")
NOT_ACCEPTED = PaperKind("not_accepted", "不予受理决定书", "case_paper", "不受", "papers/not_accepted.html")
PUBLIC_NOTICE = PaperKind("public_notice", "公示", "case_paper", "示", "papers/public_notice.html")
DETERMINATION = PaperKind("determination", "核定通知书", "case_paper", "核", "papers/determination.html")
REFUSAL = PaperKind("refusal", "不予批准决定书", "case_paper", "不批", "papers/refusal.html")
MINUTES = PaperKind("minutes", "局长办公会纪要", "gongwen", "纪", "papers/minutes.html")
FUNDS_REQUEST = PaperKind("funds_request", "资金拨付申请函", "gongwen", "函", "papers/funds_request.html")
ROSTER = PaperKind("roster", "花名册", "case_paper", "册", "papers/roster.html")
SERVICE_PROOF = PaperKind("service_proof", "送达回证", "case_paper", "送", "papers/service_proof.html")
CLASS_RECORDED = PaperKind("class_recorded", "开班备案通知书", "case_paper", "备", "papers/class_recorded.html")

OF_CLASS_RECORD = (ACCEPTANCE, CORRECTION, NOT_ACCEPTED, CLASS_RECORDED, REFUSAL, SERVICE_PROOF)
OF_CLAIM = (
    ACCEPTANCE,
    CORRECTION,
    NOT_ACCEPTED,
    PUBLIC_NOTICE,
    DETERMINATION,
    REFUSAL,
    MINUTES,
    FUNDS_REQUEST,
    ROSTER,
    SERVICE_PROOF,
)

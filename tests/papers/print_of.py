"""What of a paper's data must come out in its text, and what a sheet leaves out with a reason."""

from __future__ import annotations

import re

from tests.documents.said import unsaid
from tests.papers.every_paper import LEFT_OUT_BY_ITEMS
from workflow_app.jobs.press import the_press
from workflow_app.models import IssuedDocument

# Offered to every sheet, shown where it has a place: what else a case has beside its number and its applicant, where the organ is
# found, the remark on the seal's drawing, which official papers leave to the drawing itself.
OFFERED = re.compile(r"^(case\.(?!(number|applicant)$).*|organ\.(address|phone)|seal\.organ|you|demonstration)$")
# Given to a sheet that leaves it out, and why.
LEFT_OUT = LEFT_OUT_BY_ITEMS | {
    "papers/determination.html": r"lines\.\d+\.(phone|certificate)",  # of the list of finance
    "papers/funds_request.html": r"lines\.\d+\.(phone|certificate|formula)",  # stand on the roster
    "papers/roster.html": r"lines\.\d+\.formula",  # stands in the determination
    "papers/recovery_notice.html": r"lines\.\d+\.shown",  # one line is the party's own matter
    "papers/recovery.html": r"lines\.\d+\.shown",
    # that nothing is done needs no facts and no law but the notice it names
    "papers/revocation_dropped.html": r"facts|basis\.\d+",
    "papers/recovery_dropped.html": r"facts|basis\.\d+|lines\.\d+\.shown",
    "papers/recovery_demand.html": r"lines\.\d+\.(shown|fen)",
    "papers/recovery_annulled.html": r"pay_by|lines\.\d+\.(shown|fen)",
    "papers/recovery_paid_back.html": r"pay_by|lines\.\d+\.(shown|fen)",
    "papers/file_index.html": r"lines\.\d+\.pages",  # 0 of a file that has none
}


def not_said(paper: IssuedDocument) -> list[str]:
    """What of its data nobody finds in its print, and ought to."""
    printed = the_press().render(paper.sheet, paper.data)
    left_out = re.compile(LEFT_OUT.get(paper.sheet, r"(?!)"))
    gone = unsaid(printed, paper.data)
    return [path for path in gone if not OFFERED.match(path) and not left_out.fullmatch(path)]

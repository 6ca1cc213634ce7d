"""Files that come with a form of the desk, rewritten like any other upload; one that cannot be taken stops the act."""

from __future__ import annotations

from forms.correction import Correction
from forms.intake.receive import Received, receive
from workflow_app.policy.refusals import NotUnderstood
from workflow_app.web.upload_limit import too_large, words_for
from workflow_app.web.who import SignedIn


def received(request: SignedIn, name: str, undone: str) -> list[Received]:
    """What was chosen under that name. NotUnderstood naming each file that cannot be taken, why, and what is `undone` with it."""
    wrong = [words_for(each) for each in too_large(request).values()]
    taken = [receive(each, each.name or "", where=name) for each in request.FILES.getlist(name)]
    wrong += [each.words for each in taken if isinstance(each, Correction)]
    if wrong:
        raise NotUnderstood(f"附件没有收下，{undone}：{'；'.join(wrong)}")
    return [each for each in taken if isinstance(each, Received)]

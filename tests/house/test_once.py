"""A form is acted on once, however often it is sent."""

import hashlib
from datetime import timedelta
from uuid import UUID

import pytest

from tests import cast
from tests.cast import who
from tests.situations import FILED, own_claim_draft
from workflow_app.commands.once import KEPT, forget_forms, once
from workflow_app.commands.submit import submit
from workflow_app.models import Account, Case, FormToken
from workflow_app.models.chain import canonical
from workflow_app.policy.refusals import AlreadyDone, NotUnderstood

TOKEN = UUID("00000000-0000-4000-8000-000000000001")
BODY = {"draft": 1}


class Counted:
    """An act that counts how often it was done."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, int]:
        self.times += 1
        return {"times": self.times}


def sent(do: object, act: str = "submit", body: object = BODY, by: Account | None = None) -> dict[str, object]:
    return once(TOKEN, act, body, do, by=by or who(cast.TRAINEE), at=FILED)


def test_the_second_sending_gets_the_first_answer() -> None:
    do = Counted()
    assert [sent(do), sent(do), sent(do)] == [{"times": 1}] * 3
    assert do.times == 1


def test_a_case_is_filed_once_by_a_double_click() -> None:
    draft = own_claim_draft()

    def do() -> dict[str, object]:
        return {"case": submit(draft.pk, by=who(cast.TRAINEE), at=FILED).number}

    assert sent(do) == sent(do) == {"case": "410523-2026-000001"}
    assert Case.objects.count() == 1


def test_an_act_without_an_answer_is_done_once_too() -> None:
    assert sent(dict) == sent(lambda: pytest.fail("done twice")) == {"done": True}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"body": {"draft": 2}}, id="another body"),
        pytest.param({"act": "withdraw"}, id="another act"),
    ],
)
def test_another_content_under_the_same_token_is_refused(other: dict[str, object]) -> None:
    do = Counted()
    sent(do)
    with pytest.raises(AlreadyDone, match="内容与上次不同，未作处理"):
        sent(do, **other)
    assert do.times == 1


def test_a_strangers_token_answers_nothing() -> None:
    sent(Counted())
    with pytest.raises(AlreadyDone):
        sent(Counted(), by=who(cast.STRANGER))


def test_the_kept_digest_of_a_body_cannot_be_guessed_back() -> None:
    sent(Counted(), body={"name": "王小明"})
    guessed = hashlib.sha256(canonical({"name": "王小明"}).encode()).hexdigest()
    assert FormToken.objects.get().body not in ("", guessed)


def test_tokens_are_thrown_away_when_nobody_can_send_them_again() -> None:
    sent(Counted())
    assert forget_forms(at=FILED + KEPT) == 0
    assert forget_forms(at=FILED + KEPT + timedelta(seconds=1)) == 1
    assert not FormToken.objects.exists()


def test_a_refusal_uses_no_token_up() -> None:
    def refuse() -> dict[str, object]:
        raise NotUnderstood("请改正。")

    with pytest.raises(NotUnderstood):
        sent(refuse)
    assert not FormToken.objects.exists()
    assert sent(Counted()) == {"times": 1}

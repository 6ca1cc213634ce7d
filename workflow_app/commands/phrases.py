"""常用语: words an officer keeps for their own opinions."""

from __future__ import annotations

from django.db import transaction

from workflow_app.models import Account
from workflow_app.policy.refusals import NotUnderstood

MOST = 30
LONGEST = 200


def keep_phrase(words: str, *, by: Account) -> None:
    """Keep it once, the newest last. Raises NotUnderstood beyond thirty phrases or two hundred characters."""
    said = words.strip()
    if not said:
        return
    if len(said) > LONGEST:
        raise NotUnderstood(f"常用语最多{LONGEST}个字，现在是{len(said)}个字；请不要勾选“存为常用语”，或者写短一些。")
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=by.pk)
        if said in account.phrases:
            return
        if len(account.phrases) >= MOST:
            raise NotUnderstood(f"您已经存了{MOST}条常用语，请先删去不用的，再存新的。")
        _keep(account, [*account.phrases, said])


def drop_phrase(words: str, *, by: Account) -> None:
    """Forget one; nothing happens where it is not there."""
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=by.pk)
        _keep(account, [each for each in account.phrases if each != words])


def _keep(account: Account, phrases: list[str]) -> None:
    account.phrases = phrases
    account.save(update_fields=["phrases"])

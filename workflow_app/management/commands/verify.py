"""verify: chains, policies, papers, claims, notices, ledger, payments, states; exit 1 naming every break."""

from typing import Any

from django.core.management.base import CommandError

from workflow_app.management.refusing import RefusingCommand
from workflow_app.models import Action, Case, IssuedDocument, Posting
from workflow_app.queries.audit.one_moment import one_moment
from workflow_app.queries.audit.verify import breaks


class Command(RefusingCommand):
    help = "核验全部记录链、封存、账目、文书字节和公示与支付，逐处说出不相符的地方"

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was looked at; CommandError (exit 1) when something broke."""
        with one_moment():
            found = list(breaks())
        for sentence in found:
            self.stderr.write(sentence)
        rows = f"{Case.objects.count()}件办件，{Action.objects.count()}环记录，{IssuedDocument.objects.count()}件文书，{Posting.objects.count()}笔分录"
        if found:
            raise CommandError(f"核验了{rows}：有{len(found)}处不符。")
        self.stdout.write(f"核验了{rows}：全部相符。")

"""Files from outside: decoded, rewritten, named anew, or refused with a sentence. Never stored here, never trusted."""

from forms.intake.file_name import clean_name
from forms.intake.limits import Limits
from forms.intake.receive import Received, receive

__all__ = ["Limits", "Received", "clean_name", "receive"]

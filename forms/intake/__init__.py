"""Files from outside: decoded, rewritten, named anew, or refused with a sentence. Never stored here, never trusted."""

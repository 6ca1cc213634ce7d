"""The only room that imports viewflow: which step comes next. Never a signature, never a screen."""

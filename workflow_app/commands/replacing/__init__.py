"""A paper that is a mistake: asked for by one, approved by another. Never a change of what was decided, nor of bytes."""

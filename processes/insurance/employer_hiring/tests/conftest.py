"""The house's own fixtures, for tests that lie beside their item."""

from tests.conftest import city, own_files

__all__ = ["city", "own_files"]

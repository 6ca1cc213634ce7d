"""Tests of what the items of the family share. Never an item's own."""

"""Tests of this item, so that deleting its folder takes everything with it."""

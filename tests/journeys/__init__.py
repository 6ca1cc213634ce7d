"""The whole case in a real browser, as its people play it. Never a detail proved elsewhere."""

"""批量打印: ask for many papers of one's office at once, make them ready, take them, throw away what was made. Never a paper's own bytes."""

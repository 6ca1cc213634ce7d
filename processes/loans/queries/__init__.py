"""What is asked of the rows of loans: for rules that rest on them, and for screens. Nothing here writes."""

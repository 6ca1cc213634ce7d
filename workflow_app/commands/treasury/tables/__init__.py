"""Tables read back: plans a unit drafted elsewhere, the treasury's answers, its receipts, the agent bank's. One verb a kind of table."""

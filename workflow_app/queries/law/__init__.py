"""What commands ask before they write: the facts of a filing and what the procedure says of the moment. Never a write."""

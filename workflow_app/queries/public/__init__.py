"""What anybody may see: items, notices, how a case or an objection stands, whether a paper is genuine. Never a write."""

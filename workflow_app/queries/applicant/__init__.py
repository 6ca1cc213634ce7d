"""What applicants see of their drafts and cases. Never a write."""

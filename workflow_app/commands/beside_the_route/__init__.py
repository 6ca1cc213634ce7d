"""What happens to a case beside its route: it stands still, gets longer, ends early, is taken back. Never a word in a round."""

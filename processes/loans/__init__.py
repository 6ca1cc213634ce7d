"""Guaranteed start-up loans: what is lent, watched, subsidised, claimed and recovered. Training, insurance and housing never are."""

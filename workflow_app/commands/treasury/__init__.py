"""The treasury chain: spending plans agreed to and approved, what requests take of them, payments the treasury section approves."""

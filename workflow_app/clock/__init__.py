"""Working days, time limits, pauses and cards. Pure: never asks what time it is."""

"""Standing still, longer limits, ending early, taking back."""

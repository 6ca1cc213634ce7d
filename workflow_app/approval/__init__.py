"""Who signs within a step and what they have decided together. Pure: never a row, a clock or a request."""

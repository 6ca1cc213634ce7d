"""The screens of housing: one for a household, one for the desk, one for everybody."""

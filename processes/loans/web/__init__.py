"""The screens of a loan: for who borrowed, and for the bank and the guarantee institution that watch it."""

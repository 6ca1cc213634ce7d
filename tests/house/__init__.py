"""The house through its commands: one file a command, never a screen."""

"""追回: what was paid and should not have been comes back to the Treasury by payment code, never set off against anything."""

"""Acts drawn at random on cases that are kept alive: everything anybody may try, with faults and at the same instant. Never a rule of the house."""

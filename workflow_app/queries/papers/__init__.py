"""The plain data each kind of paper is printed from. Frozen into the paper's row; nothing is looked up afterwards."""

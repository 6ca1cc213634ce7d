"""Cards, orders and their answers, urging, days that move."""

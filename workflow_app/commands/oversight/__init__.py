"""Who watches the time: cards, orders and their answers, urging, days that move. Never who signs."""

"""What officers see: lists, a case beside the buttons that decide it, notices from inside. Never a write."""

"""What finance sees of requests, batches and what came back. Never a write."""

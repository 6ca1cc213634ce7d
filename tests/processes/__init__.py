"""The items: their examples, routes and start-up."""

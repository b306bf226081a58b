"""In-order byte streams out of TCP segments."""

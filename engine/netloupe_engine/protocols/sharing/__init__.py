"""Files shared between peers, and coins."""

"""The web, and what it runs on."""

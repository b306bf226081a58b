"""Messages between programs and between people."""

"""Borrowed bytes, status values, the attribute sink and other small C-level headers that rarely change."""

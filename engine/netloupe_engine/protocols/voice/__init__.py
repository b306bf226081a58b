"""Calls: what sets them up, and the media they are made of."""

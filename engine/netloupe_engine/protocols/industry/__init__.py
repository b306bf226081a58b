"""Machines and plants."""

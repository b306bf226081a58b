"""Names and services: how hosts find each other."""

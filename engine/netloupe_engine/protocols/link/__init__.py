"""protocols/link"""

"""protocols/tunnel"""

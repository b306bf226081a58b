"""protocols/routing"""

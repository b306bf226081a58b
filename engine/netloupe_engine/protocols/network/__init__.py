"""protocols/network"""

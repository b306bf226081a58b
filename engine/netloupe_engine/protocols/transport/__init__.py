"""protocols/transport"""

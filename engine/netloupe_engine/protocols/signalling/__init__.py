"""protocols/signalling"""

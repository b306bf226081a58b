"""protocols/lan"""

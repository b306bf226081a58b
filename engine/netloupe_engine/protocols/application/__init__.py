"""protocols/application"""

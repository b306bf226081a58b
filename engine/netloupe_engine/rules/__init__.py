"""Rules: findings that no single packet shows, from the finished columns of sessions and packets."""

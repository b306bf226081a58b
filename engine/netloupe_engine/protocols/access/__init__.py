"""Who may come in: authentication and accounting."""

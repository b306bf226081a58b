"""The main window: docks, actions, layout, status bar."""

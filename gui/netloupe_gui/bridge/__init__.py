"""Objects of the GUI thread between the engine and the panes: the poller, jobs, the shared focus. No widgets."""

"""Management of networks, and directories."""

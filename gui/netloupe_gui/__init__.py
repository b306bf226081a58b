"""The window of Netloupe. It knows the engine only by its public names (analysis, model, errors)."""

"""The traffic inspection engine. No Qt, no printing."""

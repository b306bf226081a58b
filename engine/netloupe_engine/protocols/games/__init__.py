"""Games, and what is found in homes."""

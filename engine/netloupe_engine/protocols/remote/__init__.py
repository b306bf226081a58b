"""Working on other machines."""

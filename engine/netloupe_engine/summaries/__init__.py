"""What many sessions say together: grouped by what they have in common, counted, added up."""

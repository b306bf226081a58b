"""Item models over the columns of an analysis. No widgets."""

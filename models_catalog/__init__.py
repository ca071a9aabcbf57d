"""Four collaboration models, the organisation types, how they combine, and dated rules of law with their sources."""

"""Demo data for an empty installation, made through the services. No tables."""

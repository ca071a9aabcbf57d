"""Pages of accounts: the own account, administration, and the footer pages."""

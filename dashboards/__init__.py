"""The pages that gather from several apps: Mit arbejde, the portfolio, a collaboration's overview."""

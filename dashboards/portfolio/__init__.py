"""The portfolio: which collaborations there are, how far they have come, and where it burns."""

from dashboards.portfolio.building import ROWS_PER_PAGE, Portfolio, build_portfolio
from dashboards.portfolio.filters import PortfolioFilter
from dashboards.portfolio.rows import next_due, with_current_status
from dashboards.portfolio.sheets import write_csv

__all__ = [
    "ROWS_PER_PAGE",
    "Portfolio",
    "PortfolioFilter",
    "build_portfolio",
    "next_due",
    "with_current_status",
    "write_csv",
]

"""The portfolio: which collaborations there are, how far they have come, and where it burns."""

from dashboards.portfolio.building import ROWS_PER_PAGE, Portfolio, build_portfolio
from dashboards.portfolio.filters import PortfolioFilter
from dashboards.portfolio.places import PlacesOfList, places_of
from dashboards.portfolio.rows import next_due, with_current_status

__all__ = [
    "ROWS_PER_PAGE",
    "PlacesOfList",
    "Portfolio",
    "PortfolioFilter",
    "build_portfolio",
    "next_due",
    "places_of",
    "with_current_status",
]

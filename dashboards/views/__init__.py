from dashboards.views.director import director
from dashboards.views.overview import overview
from dashboards.views.portfolio import portfolio, portfolio_file
from dashboards.views.saved_views import delete_view, save_view
from dashboards.views.start import editing, my_work

__all__ = ["delete_view", "director", "editing", "my_work", "overview", "portfolio", "portfolio_file", "save_view"]

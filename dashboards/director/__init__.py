"""A director's page: what the municipality must decide next, and whether its collaborations are on their way."""

from dashboards.director.page import DirectorPage, build_director_page

__all__ = ["DirectorPage", "build_director_page"]

from django.urls import path

from cases import curation_urls
from cases.views import catalogue

app_name = "cases"

urlpatterns = [
    path("cases/", catalogue.case_list, name="list"),
    path("cases/sammenlign/", catalogue.compare_cases, name="compare"),
    path("cases/<slug:slug>/", catalogue.case_page, name="case"),
    *curation_urls.urlpatterns,
]

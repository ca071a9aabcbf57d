from django.urls import path

from cases import curation_urls
from cases.views import catalogue, references

app_name = "cases"

urlpatterns = [
    path("cases/", catalogue.case_list, name="list"),
    path("cases/sammenlign/", catalogue.compare_cases, name="compare"),
    path("cases/<slug:slug>/", catalogue.case_page, name="case"),
    path("cases/<slug:slug>/brug/", references.choose_collaboration, name="choose_collaboration"),
    path("samarbejder/<slug:slug>/cases/", references.references, name="references"),
    path("samarbejder/<slug:slug>/cases/<slug:case_slug>/", references.use, name="use"),
    path("samarbejder/<slug:slug>/cases/<int:pk>/fjern/", references.stop_using, name="stop_using"),
    *curation_urls.urlpatterns,
]

from django.urls import path

from finance import views

app_name = "finance"
BASE = "samarbejder/<slug:slug>/oekonomi/"

urlpatterns = [
    path(BASE, views.economy, name="economy"),
    path(f"{BASE}business-case/", views.case, name="case"),
    path(f"{BASE}business-case/begynd/", views.open_door, name="open_door"),
    path(f"{BASE}business-case/kladde/", views.edit_case, name="edit_case"),
    path(f"{BASE}business-case/kladde/tal/", views.case_totals, name="case_totals"),
    path(f"{BASE}business-case/kladde/linjer/<int:pk>/", views.own_figures, name="own_figures"),
    path(f"{BASE}business-case/kladde/slet/", views.discard_case, name="discard_case"),
    path(f"{BASE}business-case/godkend/", views.approve_case, name="approve_case"),
    path(f"{BASE}business-case/ny-version/", views.revise_case, name="revise_case"),
    path(f"{BASE}business-case/versioner/<int:number>/", views.case_version, name="case_version"),
]

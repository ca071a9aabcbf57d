from django.urls import path

from finance import views

app_name = "finance"
BASE = "samarbejder/<slug:slug>/oekonomi/"
KEYS = f"{BASE}noegler/"
INPUTS = f"{BASE}opgoerelser/"
GRANTS = f"{BASE}bevillinger/"
MEASURED = f"{BASE}faktiske-tal/"

urlpatterns = [
    path(BASE, views.economy, name="economy"),
    path(f"{BASE}business-case/", views.case, name="case"),
    path(f"{BASE}business-case/begynd/", views.open_door, name="open_door"),
    path(f"{BASE}business-case/kladde/", views.edit_case, name="edit_case"),
    path(f"{BASE}business-case/kladde/tal/", views.case_totals, name="case_totals"),
    path(f"{BASE}business-case/kladde/linjer/<int:pk>/", views.own_figures, name="own_figures"),
    path(f"{BASE}business-case/kladde/tabel.xlsx", views.draft_sheet, name="draft_sheet"),
    path(f"{BASE}business-case/kladde/indlaes/", views.import_case, name="import_case"),
    path(f"{BASE}business-case/kladde/slet/", views.discard_case, name="discard_case"),
    path(f"{BASE}business-case/godkend/", views.approve_case, name="approve_case"),
    path(f"{BASE}business-case/ny-version/", views.revise_case, name="revise_case"),
    path(f"{BASE}business-case/versioner/<int:number>/", views.case_version, name="case_version"),
    path(f"{BASE}business-case/versioner/<int:number>/tabel.xlsx", views.version_sheet, name="version_sheet"),
    path(MEASURED, views.measured, name="measured"),
    path(f"{MEASURED}skriv/", views.record_measurement, name="record_measurement"),
    path(f"{MEASURED}<int:pk>/traek-tilbage/", views.take_back_measurement, name="take_back_measurement"),
    path(KEYS, views.key_list, name="keys"),
    path(f"{KEYS}ny/", views.add_key, name="add_key"),
    path(f"{KEYS}<int:pk>/", views.key, name="key"),
    path(f"{KEYS}<int:pk>/ret/", views.change_key, name="change_key"),
    path(f"{KEYS}<int:pk>/kopier/", views.copy_key, name="copy_key"),
    path(f"{KEYS}<int:pk>/fjern/", views.remove_key, name="remove_key"),
    path(f"{KEYS}<int:pk>/foreslaa/", views.propose_key, name="propose_key"),
    path(f"{KEYS}<int:pk>/versioner/<int:number>/", views.key_version, name="key_version"),
    path(f"{KEYS}<int:pk>/dele/ny/", views.add_component, name="add_component"),
    path(f"{KEYS}<int:pk>/dele/<int:part>/", views.change_component, name="change_component"),
    path(f"{KEYS}<int:pk>/dele/<int:part>/fjern/", views.remove_component, name="remove_component"),
    path(INPUTS, views.key_inputs, name="key_inputs"),
    path(f"{INPUTS}ny/", views.add_input, name="add_input"),
    path(f"{INPUTS}<int:pk>/", views.key_input, name="key_input"),
    path(f"{INPUTS}<int:pk>/ret/", views.change_input, name="change_input"),
    path(f"{INPUTS}<int:pk>/fjern/", views.remove_input, name="remove_input"),
    path(GRANTS, views.appropriations, name="appropriations"),
    path(f"{GRANTS}ny/", views.record_appropriation, name="record_appropriation"),
    path(f"{GRANTS}<code:code>/", views.appropriation_history, name="appropriation_history"),
    path(f"{GRANTS}traek-tilbage/<int:pk>/", views.take_back_appropriation, name="take_back_appropriation"),
]

from django.urls import path

from finance import views

app_name = "finance"
BASE = "samarbejder/<slug:slug>/oekonomi/"
KEYS = f"{BASE}noegler/"
INPUTS = f"{BASE}opgoerelser/"

urlpatterns = [
    path(BASE, views.economy, name="economy"),
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
]

from django.urls import path

from followup import views

app_name = "followup"
BASE = "samarbejder/<slug:slug>/opfoelgning/"
FIGURES = f"{BASE}noegletal/"

urlpatterns = [
    path(BASE, views.board, name="board"),
    path(f"{BASE}log/", views.log, name="log"),
    path(f"{BASE}foerste-opgave/", views.first_task, name="first_task"),
    path(f"{BASE}planlaeg/<slug:subject>/", views.plan, name="plan"),
    path(f"{BASE}skriv/<slug:subject>/", views.record, name="record"),
    path(f"{BASE}redskaber/<slug:tool>/", views.tool, name="tool"),
    path(FIGURES, views.figures, name="figures"),
    path(f"{FIGURES}nyt/", views.define_figure, name="define_figure"),
    path(f"{FIGURES}<int:pk>/", views.figure, name="figure"),
    path(f"{FIGURES}<int:pk>/ret/", views.change_figure, name="change_figure"),
    path(f"{FIGURES}<int:pk>/tal/", views.record_value, name="record_value"),
    path(f"{FIGURES}<int:pk>/tal/<int:value>/traek-tilbage/", views.take_back_value, name="take_back_value"),
]

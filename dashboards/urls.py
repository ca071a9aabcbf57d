from django.urls import path

from dashboards import views

app_name = "dashboards"

urlpatterns = [
    path("", views.my_work, name="my_work"),
    path("dashboard/", views.director, name="director"),
    path("redaktion/", views.editing, name="editing"),
    path("samarbejder/", views.portfolio, name="portfolio"),
    path("samarbejder/hent.csv", views.portfolio_file, {"form": "csv"}, name="portfolio_csv"),
    path("samarbejder/hent.xlsx", views.portfolio_file, {"form": "xlsx"}, name="portfolio_xlsx"),
    path("samarbejder/filtre/gem/", views.save_view, name="save_view"),
    path("samarbejder/filtre/<int:pk>/slet/", views.delete_view, name="delete_view"),
    path("samarbejder/<slug:slug>/", views.overview, name="overview"),
]

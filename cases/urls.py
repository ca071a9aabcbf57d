from django.urls import path

from cases import views

app_name = "cases"

urlpatterns = [
    path("cases/<slug:slug>/brug/", views.choose_collaboration, name="choose_collaboration"),
    path("samarbejder/<slug:slug>/cases/", views.references, name="references"),
    path("samarbejder/<slug:slug>/cases/<slug:case_slug>/", views.use, name="use"),
    path("samarbejder/<slug:slug>/cases/<int:pk>/fjern/", views.stop_using, name="stop_using"),
]

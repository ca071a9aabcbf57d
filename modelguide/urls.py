from django.urls import path

from modelguide import views

app_name = "modelguide"

urlpatterns = [
    path("modelguide/", views.guide, name="guide"),
    path("samarbejder/<slug:slug>/modelguide/", views.saved, name="saved"),
    path("samarbejder/<slug:slug>/modelguide/gem/", views.save, name="save"),
    path("samarbejder/<slug:slug>/modelguide/<int:pk>/", views.answer, name="answer"),
]

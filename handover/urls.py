from django.urls import path

from handover import views

app_name = "handover"

urlpatterns = [
    path("brugere/<int:pk>/", views.person, name="person"),
    path("brugere/<int:pk>/overdrag/", views.hand_over, name="hand_over"),
]

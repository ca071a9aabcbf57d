from django.urls import path

from collaborations import views

app_name = "collaborations"

urlpatterns = [
    path("samarbejder/<slug:slug>/oplysninger/", views.facts, name="facts"),
    path("samarbejder/<slug:slug>/status/", views.status, name="status"),
    path("samarbejder/<slug:slug>/status/kladde/", views.save_status_draft, name="save_status_draft"),
    path("samarbejder/<slug:slug>/status/kladde/slet/", views.discard_status_draft, name="discard_status_draft"),
    path("samarbejder/<slug:slug>/status/rytme/", views.status_rhythm, name="status_rhythm"),
    path("samarbejder/<slug:slug>/deltagere/", views.participants, name="participants"),
    path("samarbejder/<slug:slug>/deltagere/tilfoej/", views.add_participant, name="add_participant"),
    path("samarbejder/<slug:slug>/deltagere/andre/tilfoej/", views.add_party, name="add_party"),
    path("samarbejder/<slug:slug>/deltagere/andre/<int:pk>/", views.party, name="party"),
    path("samarbejder/<slug:slug>/deltagere/andre/<int:pk>/afslut/", views.end_party, name="end_party"),
    path("samarbejder/<slug:slug>/deltagere/<code:code>/", views.participation, name="participation"),
    path("samarbejder/<slug:slug>/deltagere/<code:code>/bidrag/", views.contribution, name="contribution"),
    path("samarbejder/<slug:slug>/personer/", views.people, name="people"),
    path("samarbejder/<slug:slug>/personer/inviter/", views.invite, name="invite"),
    path("samarbejder/<slug:slug>/personer/<int:pk>/afslut/", views.end_membership, name="end_membership"),
    path(
        "samarbejder/<slug:slug>/personer/kommuner/<int:pk>/afslut/",
        views.end_municipality_role,
        name="end_municipality_role",
    ),
    path(
        "samarbejder/<slug:slug>/personer/repraesentanter/<int:pk>/afslut/",
        views.end_representation,
        name="end_representation",
    ),
    path("samarbejder/<slug:slug>/dokumenter/", views.documents, name="documents"),
    path("samarbejder/<slug:slug>/dokumenter/upload/", views.upload, name="upload"),
    path("samarbejder/<slug:slug>/dokumenter/<int:pk>/", views.document, name="document"),
    path("samarbejder/<slug:slug>/dokumenter/<int:pk>/ny-version/", views.new_version, name="new_version"),
    path("samarbejder/<slug:slug>/dokumenter/<int:pk>/skjul/", views.hide_document, name="hide_document"),
    path(
        "samarbejder/<slug:slug>/dokumenter/<int:pk>/<int:number>/hent/",
        views.download_document,
        name="download_document",
    ),
    path("samarbejder/<slug:slug>/historik/", views.history, name="history"),
]

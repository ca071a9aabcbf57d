"""Addresses of the catalogue's editors. Fixed words come before the slug of a case; no case gets one of them."""

from django.urls import path

from cases.views import curating, editing, importing, publishing, topics

urlpatterns = [
    path("redaktion/emner/", topics.topic_list, name="topics"),
    path("redaktion/emner/nyt/", topics.new_topic, name="new_topic"),
    path("redaktion/emner/<slug:key>/", topics.topic, name="topic"),
    path("redaktion/emner/<slug:key>/ret/", topics.edit_topic, name="edit_topic"),
    path("redaktion/emner/<slug:key>/udgiv/", topics.publish_topic, name="publish_topic"),
    path("redaktion/emner/<slug:key>/slet-kladde/", topics.discard_topic, name="discard_topic"),
    path("redaktion/emner/<slug:key>/fjern/", topics.remove_topic, name="remove_topic"),
    path("redaktion/cases/", curating.queue, name="queue"),
    path("redaktion/cases/ny/", editing.new_case, name="new"),
    path("redaktion/cases/indlaes/", importing.import_cases, name="import"),
    path("redaktion/cases/<slug:slug>/", curating.curate, name="curate"),
    path("redaktion/cases/<slug:slug>/ret/", editing.edit_case, name="edit"),
    path("redaktion/cases/<slug:slug>/ret/se/", editing.check_case, name="check"),
    path("redaktion/cases/<slug:slug>/flet/", editing.merge_case, name="merge"),
    path("redaktion/cases/<slug:slug>/gennemsyn/", publishing.submit, name="submit"),
    path("redaktion/cases/<slug:slug>/tilbage/", publishing.send_back, name="send_back"),
    path("redaktion/cases/<slug:slug>/udgiv/", publishing.publish, name="publish"),
    path("redaktion/cases/<slug:slug>/bekraeft/", publishing.confirm, name="confirm"),
    path("redaktion/cases/<slug:slug>/traek-tilbage/", publishing.withdraw, name="withdraw"),
    path("redaktion/cases/<slug:slug>/fortryd/", publishing.undo_withdrawal, name="undo_withdrawal"),
    path("redaktion/cases/<slug:slug>/slet/", publishing.delete, name="delete"),
    path("redaktion/cases/<slug:slug>/forskelle/", curating.differences, name="differences"),
    path("redaktion/cases/<slug:slug>/udgaver/<int:number>/", curating.revision, name="revision"),
    path("redaktion/cases/<slug:slug>/udgaver/<int:number>/hent/", curating.restore, name="restore"),
]

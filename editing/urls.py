from django.urls import path, register_converter

from editing import views
from editing.converters import KindConverter

register_converter(KindConverter, "edited")

app_name = "editing"

urlpatterns = [
    path("redaktion/<edited:kind>/", views.kind, name="kind"),
    path("redaktion/<edited:kind>/versioner/<int:number>/", views.version, name="version"),
    path("redaktion/<edited:kind>/kladde/lav/", views.begin, name="begin"),
    path("redaktion/<edited:kind>/kladde/", views.draft, name="draft"),
    path("redaktion/<edited:kind>/kladde/se/", views.preview, name="preview"),
    path("redaktion/<edited:kind>/kladde/udgiv/", views.publish, name="publish"),
    path("redaktion/<edited:kind>/kladde/slet/", views.discard, name="discard"),
    path("redaktion/<edited:kind>/kladde/<slug:part>/ny/", views.add_entry, name="add_entry"),
    path("redaktion/<edited:kind>/kladde/<slug:part>/<slug:key>/ret/", views.entry, name="entry"),
    path("redaktion/<edited:kind>/kladde/<slug:part>/<slug:key>/flyt/", views.move_entry, name="move_entry"),
    path("redaktion/<edited:kind>/kladde/<slug:part>/<slug:key>/fjern/", views.remove_entry, name="remove_entry"),
    path("redaktion/retsregler/", views.rules, name="rules"),
    path("redaktion/retsregler/ny/", views.add_rule, name="add_rule"),
    path("redaktion/retsregler/<int:pk>/", views.rule, name="rule"),
    path("redaktion/retsregler/<int:pk>/ny-udgave/", views.begin_rule, name="begin_rule"),
    path("redaktion/retsregler/<int:pk>/kontrolleret/", views.check_rule, name="check_rule"),
    path("redaktion/retsregler/<int:pk>/afslut/", views.end_rule, name="end_rule"),
    path("redaktion/retsregler/kladder/<int:pk>/", views.rule_draft, name="rule_draft"),
    path("redaktion/retsregler/kladder/<int:pk>/udgiv/", views.publish_rule, name="publish_rule"),
    path("redaktion/retsregler/kladder/<int:pk>/slet/", views.discard_rule, name="discard_rule"),
]

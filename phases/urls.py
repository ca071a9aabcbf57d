from django.urls import path

from phases import views

app_name = "phases"

urlpatterns = [
    path("processen/", views.process, name="process"),
    path("samarbejder/opret/", views.create, name="create"),
    path("samarbejder/registrer/", views.register, name="register"),
    path("samarbejder/<slug:slug>/faser/videre/", views.advance, name="advance"),
    path("samarbejder/<slug:slug>/faser/tilbage/", views.go_back, name="go_back"),
    path("samarbejder/<slug:slug>/faser/proces/", views.take_over_process, name="take_over_process"),
    path("samarbejder/<slug:slug>/faser/<int:number>/", views.phase, name="phase"),
    path("samarbejder/<slug:slug>/faser/<int:number>/punkter/<slug:key>/", views.item, name="item"),
    path("samarbejder/<slug:slug>/faser/<int:number>/punkter/<slug:key>/saet/", views.tick, name="tick"),
    path("samarbejder/<slug:slug>/faser/<int:number>/punkter/<slug:key>/<code:code>/saet/", views.tick, name="tick"),
    path(
        "samarbejder/<slug:slug>/faser/<int:number>/punkter/<slug:key>/dokumenter/",
        views.attach_to_item,
        name="attach_to_item",
    ),
    path(
        "samarbejder/<slug:slug>/faser/<int:number>/punkter/<slug:key>/dokumenter/<int:version>/fjern/",
        views.detach_from_item,
        name="detach_from_item",
    ),
    path(
        "samarbejder/<slug:slug>/faser/<int:number>/punkter/<slug:key>/<code:code>/dokumenter/",
        views.attach_to_item,
        name="attach_to_item",
    ),
    path(
        "samarbejder/<slug:slug>/faser/<int:number>/punkter/<slug:key>/<code:code>/dokumenter/<int:version>/fjern/",
        views.detach_from_item,
        name="detach_from_item",
    ),
    path("samarbejder/<slug:slug>/krav/<int:number>/<slug:key>/", views.requirement, name="requirement"),
    path("samarbejder/<slug:slug>/krav/<int:number>/<slug:key>/vurder/", views.assess, name="assess"),
    path("samarbejder/<slug:slug>/krav/<int:number>/<slug:key>/fravig/", views.waive, name="waive"),
    path(
        "samarbejder/<slug:slug>/krav/<int:number>/<slug:key>/fravig/tilbage/",
        views.withdraw_waiver,
        name="withdraw_waiver",
    ),
    path("samarbejder/<slug:slug>/faser/<int:number>/punkter/<slug:key>/<code:code>/", views.item, name="item"),
]

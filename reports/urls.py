from django.urls import path

from reports import sheet_views, views

app_name = "reports"

urlpatterns = [
    path("cases/<slug:slug>/ark/", views.case_sheet, name="case_sheet"),
    path("cases/<slug:slug>/ark/bestil/", views.order_case_sheet, name="order_case_sheet"),
    path("cases/<slug:slug>/ark/hent/", views.download_case_sheet, name="download_case_sheet"),
    path("samarbejder/<slug:slug>/rapporter/", views.report_list, name="list"),
    path("kommuner/<code:code>/kvartalsark/", sheet_views.municipality_sheets, name="municipality_sheets"),
    path("kommuner/<code:code>/kvartalsark/<int:pk>/", sheet_views.municipality_sheet, name="municipality_sheet"),
    path(
        "kommuner/<code:code>/kvartalsark/<int:pk>/hent/",
        sheet_views.download_municipality_sheet,
        name="download_municipality_sheet",
    ),
    path(
        "kommuner/<code:code>/kvartalsark/<int:pk>/igen/",
        sheet_views.retry_municipality_sheet,
        name="retry_municipality_sheet",
    ),
    path("samarbejder/<slug:slug>/rapporter/kvartal/", views.order_quarter, name="order_quarter"),
    path("samarbejder/<slug:slug>/rapporter/bestil/", views.order, name="order"),
    path(
        "samarbejder/<slug:slug>/tekster/<int:text>/versioner/<int:number>/pdf/",
        views.order_text,
        {"form": "pdf"},
        name="text_pdf",
    ),
    path(
        "samarbejder/<slug:slug>/tekster/<int:text>/versioner/<int:number>/word/",
        views.order_text,
        {"form": "word"},
        name="text_word",
    ),
    path("samarbejder/<slug:slug>/beslutninger/dagsorden/<int:pk>/hent/", views.order_agenda, name="agenda"),
    path(
        "samarbejder/<slug:slug>/beslutninger/dagsorden/<int:pk>/<code:code>/hent/",
        views.order_agenda,
        name="agenda_one",
    ),
    path("samarbejder/<slug:slug>/oekonomi/business-case/<int:number>/resume/", views.order_case, name="case"),
    path("samarbejder/<slug:slug>/rapporter/fortael/", views.tell, name="tell"),
    path("samarbejder/<slug:slug>/modelguide/<int:pk>/notat/pdf/", views.order_memo, {"form": "pdf"}, name="memo_pdf"),
    path(
        "samarbejder/<slug:slug>/modelguide/<int:pk>/notat/word/", views.order_memo, {"form": "word"}, name="memo_word"
    ),
    path("samarbejder/<slug:slug>/rapporter/<int:pk>/status/", views.progress, name="progress"),
    path("samarbejder/<slug:slug>/rapporter/<int:pk>/igen/", views.retry, name="retry"),
    path("samarbejder/<slug:slug>/rapporter/<int:pk>/lav-igen/", views.redraw, name="redraw"),
    path("samarbejder/<slug:slug>/rapporter/<int:pk>/hent/", views.download, name="download"),
]

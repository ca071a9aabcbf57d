from django.urls import path

from decisions import views

app_name = "decisions"
BASE = "samarbejder/<slug:slug>/beslutninger/"
TEXTS = "samarbejder/<slug:slug>/tekster/"

urlpatterns = [
    path(BASE, views.matrix, name="matrix"),
    path(f"{BASE}vaelg/", views.take_set, name="take_set"),
    path(f"{BASE}spoergsmaal/", views.questions, name="questions"),
    path(f"{BASE}spoergsmaal/ny/", views.add_question, name="add_question"),
    path(f"{BASE}spoergsmaal/<slug:key>/", views.change_question, name="change_question"),
    path(f"{BASE}spoergsmaal/<slug:key>/flyt/", views.move_question, name="move_question"),
    path(f"{BASE}spoergsmaal/<slug:key>/fjern/", views.remove_question, name="remove_question"),
    path(f"{BASE}runder/<int:pk>/", views.round_deadline, name="round"),
    path(f"{BASE}registrer/", views.choose_municipality, name="choose_municipality"),
    path(f"{BASE}registrer/<code:code>/", views.record, name="record"),
    path(f"{BASE}planlaeg/<code:code>/", views.plan, name="plan"),
    path(f"{BASE}om/<slug:key>/", views.question, name="question"),
    path(f"{BASE}om/<slug:key>/registrer/", views.record_once, name="record_once"),
    path(f"{BASE}om/<slug:key>/dokumenter/", views.attach_to_question, name="attach_to_question"),
    path(
        f"{BASE}om/<slug:key>/dokumenter/<int:version>/fjern/", views.detach_from_question, name="detach_from_question"
    ),
    path(f"{BASE}om/<slug:key>/<code:code>/", views.cell, name="cell"),
    path(f"{BASE}registreringer/<int:pk>/dokumenter/", views.attach_to_decision, name="attach_to_decision"),
    path(f"{BASE}registreringer/<int:pk>/ret/", views.correct, name="correct"),
    path(f"{BASE}registreringer/<int:pk>/traek-tilbage/", views.take_back, name="take_back"),
    path(f"{BASE}registreringer/<int:pk>/haev/", views.lift, name="lift"),
    path(f"{BASE}hvad-nu-hvis/", views.what_if, name="what_if"),
    path(f"{BASE}hvad-nu-hvis/<code:code>/", views.coming, name="coming"),
    path(f"{BASE}form/", views.form_test, name="form_test"),
    path(f"{BASE}dagsorden/<int:pk>/", views.agenda, name="agenda"),
    path(f"{BASE}dagsorden/<int:pk>/tekst/", views.write_agenda, name="write_agenda"),
    path(f"{BASE}dagsorden/<int:pk>/<code:code>/tilfoejelse/", views.addendum, name="addendum"),
    path(f"{BASE}dagsorden/<int:pk>/<code:code>/opstilling/", views.agenda_layout, name="agenda_layout"),
    path(f"{BASE}plan/", views.planner, name="planner"),
    path(f"{BASE}hent.csv", views.sheet, {"form": "csv"}, name="csv"),
    path(f"{BASE}hent.xlsx", views.sheet, {"form": "xlsx"}, name="xlsx"),
    path(f"{BASE}moeder/", views.calendars, name="calendars"),
    path(f"{BASE}moeder/<code:code>/", views.calendar, name="calendar"),
    path(f"{BASE}moeder/<code:code>/tilfoej/", views.add_meetings, name="add_meetings"),
    path(f"{BASE}moeder/<code:code>/<int:pk>/fjern/", views.remove_meeting, name="remove_meeting"),
    path(f"{BASE}moeder/<code:code>/moedefri/", views.add_recess, name="add_recess"),
    path(f"{BASE}moeder/<code:code>/moedefri/<int:pk>/fjern/", views.remove_recess, name="remove_recess"),
    path(f"{BASE}moeder/<code:code>/arbejdsgang/", views.practice, name="practice"),
    path(TEXTS, views.texts, name="texts"),
    path(f"{TEXTS}ny/", views.add_text, name="add_text"),
    path(f"{TEXTS}<int:pk>/", views.text, name="text"),
    path(f"{TEXTS}<int:pk>/bestemmelser/", views.take_clauses, name="take_clauses"),
    path(f"{TEXTS}<int:pk>/bestemmelser/ny/", views.add_clause, name="add_clause"),
    path(f"{TEXTS}<int:pk>/bestemmelser/<int:clause>/", views.clause, name="clause"),
    path(f"{TEXTS}<int:pk>/bestemmelser/<int:clause>/flyt/", views.move_clause, name="move_clause"),
    path(f"{TEXTS}<int:pk>/bestemmelser/<int:clause>/fjern/", views.remove_clause, name="remove_clause"),
    path(f"{TEXTS}<int:pk>/bilag/ny/", views.add_annex, name="add_annex"),
    path(f"{TEXTS}<int:pk>/bilag/<int:annex>/fjern/", views.remove_annex, name="remove_annex"),
    path(f"{TEXTS}<int:pk>/udgiv/", views.publish, name="publish"),
    path(f"{TEXTS}<int:pk>/versioner/<int:number>/", views.version, name="version"),
    path(f"{TEXTS}<int:pk>/forskelle/", views.compare, name="compare"),
]

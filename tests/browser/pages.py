"""Every page of the product, and who opens it. `test_every_address_is_a_page_or_says_why_not` keeps the list whole."""

from __future__ import annotations

from dataclasses import dataclass

EXAMPLE = "eksempel-faelles-driftscenter-for-it"
READY = "eksempel-faelles-indkoeb-af-hjaelpemidler"
NINETEEN = "eksempel-faelles-it-selskab-for-nitten-kommuner"
COORDINATOR, ADMINISTRATOR, STRANGER, NOBODY = "koordinator", "administrator", "fremmed", ""
DIRECTOR = "direktoer"


@dataclass(frozen=True)
class PageOf:
    """`name` is that of the address; `who` signs in first, nobody for the public pages.

    With `link` the page is reached from `path` by that link, for addresses that hold a number of the database.
    """

    name: str
    path: str
    who: str = COORDINATOR
    status: int = 200
    link: str = ""

    @property
    def label(self) -> str:
        return f"{self.name.replace(':', '-')}{'' if self.who in (COORDINATOR, NOBODY) else '-' + self.who}"


def of(slug: str, rest: str = "") -> str:
    return f"/samarbejder/{slug}/{rest}"


PAGES = [
    PageOf("account_login", "/log-ind/", NOBODY),
    PageOf("account_reset_password", "/glemt-adgangskode/", NOBODY),
    PageOf("account_reset_password_done", "/glemt-adgangskode/sendt/", NOBODY),
    PageOf("account_reset_password_from_key", "/glemt-adgangskode/noegle/1-forkert/", NOBODY),
    PageOf("account_reset_password_from_key_done", "/glemt-adgangskode/klar/", NOBODY),
    PageOf("account_signup", "/opret-bruger/", NOBODY),
    PageOf("account_inactive", "/konto-lukket/", NOBODY),
    PageOf("accounts:help", "/hjaelp/", NOBODY),
    PageOf("accounts:accessibility", "/tilgaengelighed/", NOBODY),
    PageOf("accounts:privacy", "/personoplysninger/", NOBODY),
    PageOf("accounts:accept_invitation", "/invitation/MQ/forkert/", NOBODY, 410),
    PageOf("account_change_password", "/skift-adgangskode/"),
    PageOf("account_logout", "/log-ud/"),
    PageOf("accounts:profile", "/profil/"),
    PageOf("accounts:request_access", "/adgang/", STRANGER),
    PageOf("accounts:users", "/brugere/", ADMINISTRATOR),
    PageOf("accounts:give_role", "/brugere/roller/giv/", ADMINISTRATOR),
    PageOf("accounts:end_role", "/brugere/?soeg=kontakt", ADMINISTRATOR, link="Afslut"),
    PageOf("dashboards:my_work", "/"),
    PageOf("dashboards:my_work", "/", STRANGER),
    PageOf("dashboards:portfolio", "/samarbejder/?fase=3"),
    PageOf("dashboards:overview", of(EXAMPLE)),
    PageOf("dashboards:overview", of(EXAMPLE), ADMINISTRATOR),
    PageOf("phases:process", "/processen/"),
    PageOf("phases:create", "/samarbejder/opret/"),
    PageOf("phases:register", "/samarbejder/registrer/"),
    PageOf("phases:phase", of(EXAMPLE, "faser/4/")),
    PageOf("phases:item", of(EXAMPLE, "faser/4/punkter/v10/")),
    PageOf("phases:attach_to_item", of(EXAMPLE, "faser/4/punkter/v10/dokumenter/")),
    PageOf("phases:requirement", of(EXAMPLE, "krav/5/statutes-adopted/")),
    PageOf("phases:advance", of(READY, "faser/videre/")),
    PageOf("phases:go_back", of(EXAMPLE, "faser/tilbage/")),
    PageOf("collaborations:facts", of(EXAMPLE, "oplysninger/")),
    PageOf("collaborations:status", of(EXAMPLE, "status/")),
    PageOf("collaborations:participants", of(EXAMPLE, "deltagere/")),
    PageOf("collaborations:participation", of(EXAMPLE, "deltagere/727/")),
    PageOf("collaborations:add_participant", of(READY, "deltagere/tilfoej/")),
    PageOf("collaborations:add_party", of(READY, "deltagere/andre/tilfoej/")),
    PageOf("collaborations:contribution", of(EXAMPLE, "deltagere/727/"), link="Ret rolle og bidrag"),
    PageOf("collaborations:end_membership", of(EXAMPLE, "personer/"), link="Afslut"),
    PageOf("collaborations:people", of(EXAMPLE, "personer/")),
    PageOf("collaborations:invite", of(EXAMPLE, "personer/inviter/")),
    PageOf("collaborations:history", of(EXAMPLE, "historik/")),
    PageOf("finance:economy", of(EXAMPLE, "oekonomi/")),
    PageOf("finance:case", of(EXAMPLE, "oekonomi/business-case/")),
    PageOf("finance:case", of(READY, "oekonomi/business-case/")),
    PageOf("finance:edit_case", of(EXAMPLE, "oekonomi/business-case/kladde/")),
    PageOf("finance:own_figures", of(EXAMPLE, "oekonomi/business-case/kladde/linjer/9/")),
    PageOf("finance:discard_case", of(EXAMPLE, "oekonomi/business-case/kladde/slet/")),
    PageOf("finance:approve_case", of(EXAMPLE, "oekonomi/business-case/godkend/")),
    PageOf("finance:case_version", of(EXAMPLE, "oekonomi/business-case/versioner/1/")),
    PageOf("finance:keys", of(EXAMPLE, "oekonomi/noegler/")),
    PageOf(
        "finance:keys",
        of(EXAMPLE, "oekonomi/noegler/?beloeb=12400000&noegle=1&noegle=lige&noegle=indbyggere&med=751&uden=727"),
        DIRECTOR,
    ),
    PageOf("finance:add_key", of(EXAMPLE, "oekonomi/noegler/ny/?fra=fast&fast=35")),
    PageOf("finance:key", of(EXAMPLE, "oekonomi/noegler/"), link="Indbyggere og arbejdspladser"),
    PageOf("finance:key", of(EXAMPLE, "oekonomi/noegler/"), DIRECTOR, link="Årsværk"),
    PageOf("finance:change_key", of(EXAMPLE, "oekonomi/noegler/1/"), link="Ret nøglen"),
    PageOf("finance:copy_key", of(EXAMPLE, "oekonomi/noegler/1/"), link="Kopiér nøglen"),
    PageOf("finance:propose_key", of(EXAMPLE, "oekonomi/noegler/2/foreslaa/?beloeb=12400000")),
    PageOf("finance:key_version", of(EXAMPLE, "oekonomi/noegler/"), link="Se den foreslåede nøgle"),
    PageOf("finance:add_component", of(EXAMPLE, "oekonomi/noegler/1/dele/ny/")),
    PageOf("finance:add_component", of(EXAMPLE, "oekonomi/noegler/1/dele/ny/?slags=tariff")),
    PageOf("finance:change_component", of(EXAMPLE, "oekonomi/noegler/1/"), link="Ret : Halvdelen efter arbejdspladser"),
    PageOf("finance:key_inputs", of(EXAMPLE, "oekonomi/opgoerelser/")),
    PageOf("finance:add_input", of(EXAMPLE, "oekonomi/opgoerelser/ny/")),
    PageOf("finance:key_input", of(EXAMPLE, "oekonomi/opgoerelser/"), link="Arbejdspladser"),
    PageOf("finance:key_input", of(EXAMPLE, "oekonomi/opgoerelser/"), DIRECTOR, link="Årsværk i it-driften"),
    PageOf("finance:change_input", of(EXAMPLE, "oekonomi/opgoerelser/1/ret/")),
    PageOf("reports:list", of(EXAMPLE, "rapporter/")),
    PageOf("collaborations:documents", of(EXAMPLE, "dokumenter/")),
    PageOf("collaborations:upload", of(EXAMPLE, "dokumenter/upload/")),
    PageOf("decisions:matrix", of(EXAMPLE, "beslutninger/")),
    PageOf("decisions:matrix", of(NINETEEN, "beslutninger/?mangler=on&orden=moede"), DIRECTOR),
    PageOf("decisions:matrix", of(READY, "beslutninger/"), ADMINISTRATOR),
    PageOf("decisions:questions", of(EXAMPLE, "beslutninger/spoergsmaal/")),
    PageOf("decisions:add_question", of(EXAMPLE, "beslutninger/spoergsmaal/ny/")),
    PageOf("decisions:change_question", of(EXAMPLE, "beslutninger/spoergsmaal/accession/")),
    PageOf("decisions:round", of(EXAMPLE, "beslutninger/spoergsmaal/"), link="Sæt frist"),
    PageOf("decisions:choose_municipality", of(EXAMPLE, "beslutninger/registrer/")),
    PageOf("decisions:record", of(EXAMPLE, "beslutninger/registrer/727/?om=fordelingsnoegle")),
    PageOf("decisions:record_once", of(EXAMPLE, "beslutninger/om/authority-approval/registrer/")),
    PageOf("decisions:plan", of(EXAMPLE, "beslutninger/planlaeg/727/")),
    PageOf("decisions:question", of(EXAMPLE, "beslutninger/om/statutes-adopted/")),
    PageOf("decisions:attach_to_question", of(EXAMPLE, "beslutninger/om/statutes-adopted/dokumenter/")),
    PageOf("decisions:cell", of(EXAMPLE, "beslutninger/om/fordelingsnoegle/727/")),
    PageOf("decisions:correct", of(EXAMPLE, "beslutninger/om/fordelingsnoegle/727/"), link="Ret registreringen"),
    PageOf("decisions:take_back", of(EXAMPLE, "beslutninger/om/fordelingsnoegle/727/"), link="Træk den tilbage"),
    PageOf(
        "decisions:lift",
        of(EXAMPLE, "beslutninger/om/fordelingsnoegle/727/"),
        link="Registrér, at forbeholdet er hævet",
    ),
    PageOf("decisions:agenda", of(EXAMPLE, "beslutninger/"), link="Runde 2"),
    PageOf("decisions:what_if", of(EXAMPLE, "beslutninger/hvad-nu-hvis/")),
    PageOf("decisions:coming", of(EXAMPLE, "beslutninger/hvad-nu-hvis/615/")),
    PageOf("decisions:form_test", of(EXAMPLE, "beslutninger/form/")),
    PageOf("decisions:planner", of(EXAMPLE, "beslutninger/plan/")),
    PageOf("decisions:calendars", of(EXAMPLE, "beslutninger/moeder/")),
    PageOf("decisions:calendar", of(EXAMPLE, "beslutninger/moeder/727/")),
    PageOf("decisions:add_meetings", of(EXAMPLE, "beslutninger/moeder/727/tilfoej/")),
    PageOf("decisions:add_recess", of(EXAMPLE, "beslutninger/moeder/727/moedefri/")),
    PageOf("decisions:practice", of(EXAMPLE, "beslutninger/moeder/727/arbejdsgang/")),
    PageOf("decisions:subscription", of(EXAMPLE, "beslutninger/kalender/")),
    PageOf("decisions:texts", of(EXAMPLE, "tekster/")),
    PageOf("decisions:add_text", of(EXAMPLE, "tekster/ny/")),
    PageOf("decisions:text", of(EXAMPLE, "tekster/"), link="Vedtægter"),
    PageOf("decisions:take_clauses", of(EXAMPLE, "tekster/1/"), link="Vælg bestemmelser fra forslaget"),
    PageOf("decisions:add_clause", of(EXAMPLE, "tekster/1/"), link="Tilføj bestemmelse"),
    PageOf("decisions:clause", of(EXAMPLE, "tekster/1/"), link="Ret : Formål"),
    PageOf("decisions:remove_clause", of(EXAMPLE, "tekster/1/"), link="Fjern : Formål"),
    PageOf("decisions:add_annex", of(EXAMPLE, "tekster/1/"), link="Tilføj bilag"),
    PageOf("decisions:publish", of(EXAMPLE, "tekster/1/udgiv/")),
    PageOf("decisions:version", of(EXAMPLE, "tekster/1/"), link="Version 1"),
    PageOf("decisions:compare", of(EXAMPLE, "tekster/1/forskelle/?fra=1&til=1")),
    PageOf("404", "/findes-ikke/", COORDINATOR, 404),
    PageOf("403", "/brugere/", COORDINATOR, 403),
]

# Addresses that no person looks at as a page of its own, and why.
NOT_PAGES = {
    "live": "health check",
    "ready": "health check",
    "dashboards:portfolio_csv": "a file",
    "reports:download": "a file",
    "accounts:was": "leads to accounts:accessibility",
    "account_set_password": "leads to account_change_password for everybody who has a password",
    "accounts:resend_invitation": "a button",
    "accounts:theme": "a button",
    "dashboards:save_view": "a button",
    "dashboards:delete_view": "a button",
    "phases:tick": "a button",
    "phases:assess": "a button; its form stands on phases:requirement",
    "phases:waive": "a button; its form stands on phases:requirement",
    "phases:withdraw_waiver": "a button",
    "phases:take_over_process": "needs a second version of the process; tests/phases looks at it",
    "collaborations:party": "the examples have no other parties; tests/collaborations looks at it",
    "collaborations:end_party": "the examples have no other parties; tests/collaborations looks at it",
    "collaborations:end_municipality_role": "looks like collaborations:end_membership",
    "collaborations:end_representation": "looks like collaborations:end_membership",
    "accounts:close_request": "looks like accounts:end_role; needs a request",
    "reports:order": "a button",
    "collaborations:document": "the examples have no documents; tests/collaborations looks at it",
    "collaborations:new_version": "looks like collaborations:upload",
    "collaborations:hide_document": "looks like collaborations:end_membership",
    "collaborations:download_document": "a file",
    "decisions:attach_to_decision": "looks like decisions:attach_to_question",
    "decisions:detach_from_question": "a button",
    "phases:detach_from_item": "a button",
    "decisions:write_agenda": "looks like decisions:clause; tests/decisions looks at it",
    "decisions:addendum": "looks like decisions:clause",
    "decisions:agenda_layout": "looks like decisions:practice",
    "reports:agenda": "a button; what it leads to is reports:progress",
    "reports:agenda_one": "a button; what it leads to is reports:progress",
    "reports:case": "a button; what it leads to is reports:progress",
    "reports:text_pdf": "a button; what it leads to is reports:progress",
    "reports:text_word": "a button; what it leads to is reports:progress",
    "decisions:csv": "a file",
    "decisions:xlsx": "a file",
    "decisions:feed": "for calendar programs",
    "decisions:subscribe": "a button; what it shows is decisions:subscription",
    "decisions:unsubscribe": "a button",
    "decisions:take_set": "a button; its form stands on decisions:matrix",
    "decisions:move_question": "a button",
    "decisions:remove_question": "a button",
    "finance:case_totals": "a part of finance:edit_case",
    "finance:open_door": "a button",
    "finance:revise_case": "a button",
    "finance:remove_component": "a button",
    "finance:remove_input": "a button",
    "finance:remove_key": "a button",
    "decisions:move_clause": "a button",
    "decisions:remove_annex": "a button",
    "decisions:remove_meeting": "a button",
    "decisions:remove_recess": "a button",
    "reports:retry": "a button",
    "reports:redraw": "a button; test_report_page looks at the page that it stands on",
    "reports:progress": "changes by itself; test_report_page looks at it",
}

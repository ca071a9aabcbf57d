"""Who may open and post to which address, cell by cell. Written out: nothing here is computed from the code.

200 a page (for a post: the form again, as nothing was typed), 403 sees the collaboration but may not do this,
404 does not see it, 405 nothing can be posted there, 302 is asked to sign in.
"""

import pytest
from django.urls import reverse

from accounts.models import MunicipalityRole
from collaborations.models import (
    ActivityEntry,
    ExternalParticipation,
    Member,
    ParticipationChange,
    Representative,
    StatusDraft,
    StatusUpdate,
)
from collaborations.services import add_document
from tests import factories
from tests.collaborations import files

WHO = (
    "koordinator", "bidragyder", "laeser", "kontakt", "direktoer", "kommunelaeser", "tidligere_kontakt",
    "redaktoer", "administrator", "fremmed", "anonym",
)  # fmt: skip

# Columns:                        koor  bidr  læs   kont  dir   k-læ  tidl  red   adm   frem  anonym
ADDRESSES = {
    ("facts", "get"):                (200, 200, 200, 200, 200, 200, 404, 404, 200, 404, 302),
    ("facts", "post"):               (200, 200, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("status", "get"):               (200, 200, 200, 200, 200, 200, 404, 404, 200, 404, 302),
    ("status", "post"):              (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("save_status_draft", "get"):    (405, 405, 405, 405, 405, 405, 405, 405, 405, 405, 302),
    ("save_status_draft", "post"):   (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("discard_status_draft", "post"): (302, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("status_rhythm", "get"):        (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("status_rhythm", "post"):       (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("participants", "get"):         (200, 200, 200, 200, 200, 200, 404, 404, 200, 404, 302),
    ("participants", "post"):        (405, 405, 405, 405, 405, 405, 405, 405, 405, 405, 302),
    ("add_participant", "get"):      (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("add_participant", "post"):     (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("participation odder", "get"):  (200, 200, 200, 200, 200, 200, 404, 404, 200, 404, 302),
    ("participation odder", "post"): (200, 403, 403, 200, 403, 403, 404, 404, 403, 404, 302),
    ("participation horsens", "get"):  (200, 200, 200, 200, 200, 200, 404, 404, 200, 404, 302),
    ("participation horsens", "post"): (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("contribution odder", "get"):   (200, 200, 403, 200, 403, 403, 404, 404, 403, 404, 302),
    ("contribution odder", "post"):  (200, 200, 403, 200, 403, 403, 404, 404, 403, 404, 302),
    ("contribution horsens", "get"): (200, 200, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("contribution horsens", "post"): (200, 200, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("add_party", "get"):            (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("add_party", "post"):           (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("party", "get"):                (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("end_party", "get"):            (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("end_party", "post"):           (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("people", "get"):               (200, 200, 200, 200, 200, 200, 404, 404, 200, 404, 302),
    ("people", "post"):              (405, 405, 405, 405, 405, 405, 405, 405, 405, 405, 302),
    ("invite", "get"):               (200, 403, 403, 200, 403, 403, 404, 404, 200, 404, 302),
    ("invite", "post"):              (200, 403, 403, 200, 403, 403, 404, 404, 200, 404, 302),
    ("end_membership", "get"):       (200, 403, 403, 403, 403, 403, 404, 404, 200, 404, 302),
    ("end_municipality_role reader", "get"):  (403, 403, 403, 200, 403, 403, 404, 404, 200, 404, 302),
    ("end_municipality_role contact", "get"): (403, 403, 403, 403, 403, 403, 404, 404, 200, 404, 302),
    ("end_representation reader", "get"):  (200, 403, 403, 200, 403, 403, 404, 404, 200, 404, 302),
    ("end_representation contact", "get"): (200, 403, 403, 403, 403, 403, 404, 404, 200, 404, 302),
    ("documents", "get"):            (200, 200, 200, 200, 200, 200, 404, 404, 200, 404, 302),
    ("upload", "get"):               (200, 200, 403, 200, 403, 403, 404, 404, 403, 404, 302),
    ("upload", "post"):              (200, 200, 403, 200, 403, 403, 404, 404, 403, 404, 302),
    ("document", "get"):             (200, 200, 200, 200, 200, 200, 404, 404, 200, 404, 302),
    ("new_version", "get"):          (200, 200, 403, 200, 403, 403, 404, 404, 403, 404, 302),
    ("new_version", "post"):         (200, 200, 403, 200, 403, 403, 404, 404, 403, 404, 302),
    ("hide_document", "get"):        (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("hide_document", "post"):       (200, 403, 403, 403, 403, 403, 404, 404, 403, 404, 302),
    ("download_document", "get"):    (200, 200, 200, 200, 200, 200, 404, 404, 200, 404, 302),
    ("history", "get"):              (200, 200, 200, 200, 200, 200, 404, 404, 200, 404, 302),
    ("history", "post"):             (405, 405, 405, 405, 405, 405, 405, 405, 405, 405, 302),
}  # fmt: skip


@pytest.fixture
def address_of(collaboration, odder):
    """The address behind a row's first word."""
    # Odder has not answered yet, so that its kommunekontakt has an answer to give.
    collaboration.participations.filter(municipality=odder).update(state="invited")
    party = factories.make_external_participation(collaboration)
    member = factories.make_member(collaboration, role="reader")
    roles = {
        role: factories.make_municipality_role(factories.make_user(), odder, role) for role in ("reader", "contact")
    }
    here = {role: factories.make_representative(collaboration, odder, role=role) for role in roles}
    codes = {"odder": "727", "horsens": "615"}
    document = add_document(collaboration, title="Bilag", upload=files.upload(files.pdf()), actor=None).document

    def address(row: str) -> str:
        name, _space, which = row.partition(" ")
        extra = {
            "participation": lambda: [codes[which]],
            "contribution": lambda: [codes[which]],
            "party": lambda: [party.pk],
            "end_party": lambda: [party.pk],
            "end_membership": lambda: [member.pk],
            "end_municipality_role": lambda: [roles[which].pk],
            "end_representation": lambda: [here[which].pk],
            "document": lambda: [document.pk],
            "new_version": lambda: [document.pk],
            "hide_document": lambda: [document.pk],
            "download_document": lambda: [document.pk, 1],
        }.get(name, list)()
        return reverse(f"collaborations:{name}", args=[collaboration.slug, *extra])

    return address


@pytest.mark.parametrize(("row", "method"), ADDRESSES)
def test_address(row, method, address_of, client_for):
    address = address_of(row)
    answers = {}
    for who in WHO:
        response = getattr(client_for(who), method)(address)
        answers[who] = response.status_code
        if response.streaming:
            response.getvalue()  # read to the end, which closes the file
    assert answers == dict(zip(WHO, ADDRESSES[row, method], strict=True))


# A post that would succeed, made by hand by somebody who may not: nothing happens.
FORBIDDEN_POSTS = {
    "facts": {"name": "Nyt navn", "purpose": "Nyt formål", "version": "1"},
    "status": {"status": "green", "reason": ""},
    "save_status_draft": {"status": "green", "reason": ""},
    "status_rhythm": {"rhythm": "monthly", "due": "01.12.2099", "version": "none/None/None"},
    "add_participant": {"municipalities": "Odder", "state": "invited", "date": "20.11.2026"},
    "participation horsens": {"state": "withdrawn", "date": "20.11.2026", "reason": "Nej"},
    "add_party": {"name": "Region Syd", "kind": "region", "date": "20.11.2026"},
    "end_party": {"last_day": "20.11.2026"},
    "end_membership": {"last_day": ""},
    "end_municipality_role contact": {"last_day": ""},
    "end_representation contact": {"last_day": ""},
    "contribution horsens": {"contribution": "Alt", "version": "1"},
}


@pytest.mark.parametrize("row", FORBIDDEN_POSTS)
@pytest.mark.parametrize("who", ["laeser", "kontakt", "direktoer", "kommunelaeser", "tidligere_kontakt", "fremmed"])
def test_a_forbidden_post_changes_nothing(row, who, address_of, client_for, collaboration):
    address, before = address_of(row), _state(collaboration)
    assert client_for(who).post(address, FORBIDDEN_POSTS[row]).status_code in (403, 404)
    assert _state(collaboration) == before


def _state(collaboration):
    collaboration.refresh_from_db()
    return (
        collaboration.name,
        collaboration.status,
        collaboration.version,
        collaboration.rhythm_version,
        StatusDraft.objects.count(),
        Member.objects.valid().count(),
        MunicipalityRole.objects.valid().count(),
        Representative.objects.valid().count(),
        ParticipationChange.objects.count(),
        ExternalParticipation.objects.filter(valid_to=None).count(),
        StatusUpdate.objects.count(),
        ActivityEntry.objects.count(),
        list(collaboration.participations.values_list("contribution", flat=True)),
    )


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", ["facts", "participants", "people", "history", "invite"])
def test_what_does_not_exist_gets_the_answer_of_what_is_not_seen(name, who, client_for):
    address = reverse(f"collaborations:{name}", args=["findes-ikke"])
    assert client_for(who).get(address).status_code == (302 if who == "anonym" else 404)


def test_an_anonymous_person_can_not_tell_what_exists(client_for, collaboration):
    there, not_there = (
        client_for("anonym").get(reverse("collaborations:facts", args=[slug])) for slug in (collaboration.slug, "nej")
    )
    assert there.url.replace(collaboration.slug, "nej") == not_there.url


def test_the_same_addresses_below_another_collaboration_are_not_found(client_for, collaboration, cast, odder):
    other = factories.make_collaboration(participants=[odder], coordinator=cast["koordinator"])
    party = factories.make_external_participation(collaboration)
    member = factories.make_member(collaboration, role="reader")
    role = factories.make_municipality_role(factories.make_user(), factories.make_municipality(), "reader")
    here = factories.make_representative(collaboration, odder)
    client = client_for("koordinator")
    for name, pk in (
        ("party", party.pk),
        ("end_membership", member.pk),
        ("end_municipality_role", role.pk),
        ("end_representation", here.pk),
    ):
        assert client.get(reverse(f"collaborations:{name}", args=[other.slug, pk])).status_code == 404
    address = reverse("collaborations:participation", args=[other.slug, "741"])
    assert client.get(address).status_code == 404

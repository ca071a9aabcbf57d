"""Who may open and do what in the catalogue's editing: the rights table, cell by cell."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Case, CaseEvent, Revision, Topic, TopicDraft
from cases.services import create_draft, save_draft, submit_for_review, withdraw, write_topic
from cases.topic_work import find_work
from tests import factories
from tests.cases.build import WHOLE, changed, publish_case, sent
from tests.conftest import CAST
from tests.phases.test_rights import DONE, READS, REFUSED, SIGN_IN, ask, only

pytestmark = pytest.mark.django_db
EDITORS = {"redaktoer", "administrator"}


def table(may: set[str], answer: int) -> dict:
    """403 for everybody who is not an editor, whether or not what they ask for exists."""
    return {**dict.fromkeys(CAST, REFUSED), **dict.fromkeys(may, answer), "anonym": SIGN_IN}


@pytest.fixture
def draft(redaktoer):
    return create_draft(WHOLE, actor=redaktoer)


@pytest.fixture
def published(redaktoer, other):
    return publish_case(redaktoer, other, changed(title="Udgivet"))


@pytest.mark.parametrize("name", ["cases:queue", "cases:new"])
def test_editors_open_the_queue(client_for, name):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name)))
    assert answers == table(EDITORS, READS)


@pytest.mark.parametrize(
    "name", ["cases:curate", "cases:edit", "cases:send_back", "cases:withdraw", "cases:differences"]
)
def test_editors_open_the_pages_of_a_case(client_for, draft, name):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name, args=[draft.slug])))
    assert answers == table(EDITORS, READS)


@pytest.mark.parametrize("name", ["cases:queue", "cases:curate", "cases:edit", "cases:revision"])
def test_what_is_not_there_is_answered_as_what_is(client_for, name):
    args = [] if name == "cases:queue" else ["findes-ikke", *([1] if name == "cases:revision" else [])]
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name, args=args)))
    assert answers == table(EDITORS, READS if name == "cases:queue" else 404)


def test_editors_read_a_revision(client_for, draft):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse("cases:revision", args=[draft.slug, 1])))
    assert answers == table(EDITORS, READS)


def test_editors_begin_a_case(client_for):
    answers, left = ask(
        client_for, lambda browser: browser.post(reverse("cases:new"), {"title": "Ny"}), lambda: Case.objects.exists()
    )
    assert answers == table(EDITORS, DONE)
    assert left == only(EDITORS)


def test_editors_save_a_draft(client_for, draft):
    data = sent(draft, summary="Andet")
    answers, left = ask(
        client_for,
        lambda browser: browser.post(reverse("cases:edit", args=[draft.slug]), data),
        lambda: Revision.objects.filter(number=2).exists(),
    )
    assert answers == table(EDITORS, DONE)
    assert left == only(EDITORS)


def test_editors_ask_how_good_it_is(client_for, draft):
    data = sent(draft)
    answers, _ = ask(client_for, lambda browser: browser.post(reverse("cases:check", args=[draft.slug]), data))
    assert answers == table(EDITORS, READS)


def test_editors_merge(client_for, draft):
    answers, _ = ask(client_for, lambda browser: browser.post(reverse("cases:merge", args=[draft.slug]), {}))
    assert answers == table(EDITORS, DONE)


def test_editors_send_to_review_and_back(client_for, draft, redaktoer):
    answers, left = ask(
        client_for,
        lambda browser: browser.post(reverse("cases:submit", args=[draft.slug]), {"version": 1}),
        lambda: CaseEvent.objects.filter(act="submitted").exists(),
    )
    assert answers == table(EDITORS, DONE)
    assert left == only(EDITORS)
    submit_for_review(draft, number=1, actor=redaktoer)
    answers, left = ask(
        client_for,
        lambda browser: browser.post(reverse("cases:send_back", args=[draft.slug]), {"version": 1, "reason": "Nej"}),
        lambda: CaseEvent.objects.filter(act="sent-back").exists(),
    )
    assert answers == table(EDITORS, DONE)
    assert left == only(EDITORS)


def test_another_editor_publishes(client_for, draft, redaktoer):
    """`redaktoer` wrote it, so only the administrator does: the rest is said on the page."""
    submit_for_review(draft, number=1, actor=redaktoer)
    answers, left = ask(
        client_for,
        lambda browser: browser.post(reverse("cases:publish", args=[draft.slug]), {"version": 1}),
        lambda: Case.objects.published().exists(),
    )
    assert answers == table(EDITORS, DONE)
    assert left == only({"administrator"})


@pytest.mark.parametrize(
    ("name", "act", "data"),
    [("cases:confirm", "confirmed", {}), ("cases:withdraw", "withdrawn", {"reason": "Forældet"})],
)
def test_editors_keep_what_is_published_right(client_for, published, name, act, data):
    answers, left = ask(
        client_for,
        lambda browser: browser.post(reverse(name, args=[published.slug]), {**data, "version": published.version}),
        lambda: CaseEvent.objects.filter(act=act).exists(),
    )
    assert answers == table(EDITORS, DONE)
    assert left == only(EDITORS)


def test_editors_undo(client_for, published, redaktoer):
    withdraw(published, reason="Forældet", version=published.version, actor=redaktoer)
    data = {"version": published.version + 1}
    answers, left = ask(
        client_for,
        lambda browser: browser.post(reverse("cases:undo_withdrawal", args=[published.slug]), data),
        lambda: Case.objects.published().exists(),
    )
    assert answers == table(EDITORS, DONE)
    assert left == only(EDITORS)


def test_editors_restore(client_for, draft, redaktoer):
    save_draft(draft, changed(summary="Andet"), number=1, actor=redaktoer)
    answers, left = ask(
        client_for,
        lambda browser: browser.post(reverse("cases:restore", args=[draft.slug, 1]), {"version": 2}),
        lambda: Revision.objects.filter(number=3).exists(),
    )
    assert answers == table(EDITORS, DONE)
    assert left == only(EDITORS)


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_an_administrator_deletes(client_for, draft, method):
    answers, left = ask(
        client_for,
        lambda browser: getattr(browser, method)(reverse("cases:delete", args=[draft.slug]), {"title": draft.title}),
        lambda: not Case.objects.exists(),
    )
    assert answers == table({"administrator"}, READS if method == "get" else DONE)
    assert left == only({"administrator"} if method == "post" else set())


@pytest.mark.parametrize("name", ["cases:topics", "cases:new_topic", "cases:import"])
def test_editors_open_topics_and_the_import(client_for, name):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name)))
    assert answers == table(EDITORS, READS)


def test_editors_load_a_file(client_for):
    file = "title: Fælles vej\n"
    answers, _ = ask(
        client_for,
        lambda browser: browser.post(reverse("cases:import"), {"file": SimpleUploadedFile("a.yaml", file.encode())}),
    )
    assert answers == table(EDITORS, READS)


def test_editors_make_a_topic(client_for):
    answers, left = ask(
        client_for,
        lambda browser: browser.post(reverse("cases:new_topic"), {"name": "Havne"}),
        lambda: TopicDraft.objects.filter(key="havne").exists(),
    )
    assert answers == table(EDITORS, DONE)
    assert left == only(EDITORS)


@pytest.mark.parametrize("name", ["cases:topic", "cases:edit_topic", "cases:discard_topic", "cases:remove_topic"])
def test_editors_read_a_topic_and_are_asked(client_for, name, redaktoer):
    factories.make_topic("havne")
    write_topic("havne", name="Kajer", words=[], guide="", version="1-0", actor=redaktoer)
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name, args=["havne"])))
    assert answers == table(EDITORS, READS)


def test_editors_write_publish_and_discard_a_topic(client_for, redaktoer):
    factories.make_topic("havne")
    answers, left = ask(
        client_for,
        lambda browser: browser.post(
            reverse("cases:edit_topic", args=["havne"]),
            {"name": "Kajer", "version": find_work("havne", redaktoer).version},
        ),
        lambda: TopicDraft.objects.filter(name="Kajer").exists(),
    )
    assert answers == table(EDITORS, DONE)
    assert left == only(EDITORS)
    write_topic("havne", name="Kajer", words=[], guide="", version="1-0", actor=redaktoer)
    for name, done in (("publish_topic", "Kajer"), ("discard_topic", "Havne")):
        answers, left = ask(
            client_for,
            lambda browser, name=name: browser.post(reverse(f"cases:{name}", args=["havne"]), {"version": "1-1"}),
            lambda done=done: not TopicDraft.objects.exists() and Topic.objects.get().name == done,
        )
        assert answers == table(EDITORS, DONE)
        assert left == only(EDITORS)


def test_editors_remove_a_topic(client_for):
    factories.make_topic("havne")
    answers, left = ask(
        client_for,
        lambda browser: browser.post(reverse("cases:remove_topic", args=["havne"]), {"version": "1-0"}),
        lambda: not Topic.objects.exists(),
    )
    assert answers == table(EDITORS, DONE)
    assert left == only(EDITORS)

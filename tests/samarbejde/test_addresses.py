"""Every address asks for sign-in, but for those that are listed here."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

PUBLIC = {
    "sundhed/live",
    "sundhed/klar",
    "log-ind/",
    "log-ud/",
    "opret-bruger/",
    "konto-lukket/",
    "glemt-adgangskode/",
    "glemt-adgangskode/sendt/",
    "glemt-adgangskode/klar/",
    "glemt-adgangskode/noegle/1-set-password/",
    "invitation/x/x/",
    "hjaelp/",
    "tilgaengelighed/",
    "was",
    "personoplysninger/",
    "kalender/x.ics",
    "mails/afmeld/x/",
}
SAMPLES = {
    "int": "1",
    "str": "x",
    "slug": "x",
    "code": "727",
    "edited": "proces",
    "path": "x",
    "uuid": "00000000-0000-0000-0000-000000000000",
}


def sample(pattern) -> str:
    """A path that the pattern matches."""
    text = str(pattern)
    if isinstance(pattern, RegexPattern):
        text = text.replace("(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)", "1-set-password")
        text = re.sub(r"\(\?P<app_label>(\w+)[^)]*\)", r"\1", text)
        return re.sub(r"\(\?P<url>\.\*\)", "x", text).replace("^", "").replace("$", "")
    return re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES[match[1] or "str"], text)


def all_paths(patterns=None, prefix="") -> list[str]:
    found = []
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + sample(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += all_paths(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            found.append(route)
    return sorted(set(found))


def asks_for_sign_in(response) -> bool:
    """`/admin/` goes by its own address, which goes on to ours (`test_admin.py`)."""
    return response.status_code == 302 and response.url.startswith(("/log-ind/?next=", "/admin/login/?next="))


def test_the_walk_finds_the_addresses_of_every_app():
    paths = all_paths()
    for known in ("", "samarbejder/", "samarbejder/x/", "profil/", "samarbejder/x/rapporter/", "processen/", "admin/"):
        assert known in paths
    assert len(paths) > 60


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", all_paths())
def test_only_listed_addresses_are_open(client, db, path, method):
    assert asks_for_sign_in(getattr(client, method)(f"/{path}")) is (path not in PUBLIC)


def test_the_list_names_no_address_that_is_gone():
    assert set(all_paths()) >= PUBLIC


def test_what_exists_and_what_does_not_look_the_same_to_a_stranger(client, collaboration):
    real = client.get(f"/samarbejder/{collaboration.slug}/")
    made_up = client.get("/samarbejder/findes-ikke/")
    assert real.url == f"/log-ind/?next=/samarbejder/{collaboration.slug}/"
    assert made_up.url == "/log-ind/?next=/samarbejder/findes-ikke/"

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from municipalities.models import Municipality, PopulationFigure, Region
from tests.kept import put_municipalities


@pytest.fixture
def signed_in(client, administrator):
    put_municipalities()
    administrator.is_staff = True
    administrator.save()
    client.force_login(administrator)
    return client


def test_municipalities_can_be_searched_and_read_but_not_changed(signed_in):
    odense = Municipality.objects.get(name="Odense")

    listed = signed_in.get(reverse("admin:municipalities_municipality_changelist"), {"q": "ODENSE"})
    page = signed_in.get(reverse("admin:municipalities_municipality_change", args=[odense.pk]))
    post = signed_in.post(reverse("admin:municipalities_municipality_change", args=[odense.pk]), {"name": "Ny"})
    add = signed_in.get(reverse("admin:municipalities_municipality_add"))

    assert "213.168" in listed.content.decode()
    assert [row.name for row in listed.context["cl"].result_list] == ["Odense"]
    assert (page.status_code, post.status_code, add.status_code) == (200, 403, 403)
    assert Municipality.objects.get(pk=odense.pk).name == "Odense"


def test_a_region_code_can_be_filled_in_and_nothing_else(signed_in):
    region = Region.objects.get(name="Region Østdanmark")

    signed_in.post(
        reverse("admin:municipalities_region_change", args=[region.pk]), {"code": "1086", "name": "Region Øst"}
    )

    region.refresh_from_db()
    assert (region.code, region.name) == ("1086", "Region Østdanmark")


def test_a_population_figure_can_be_added_with_its_source(signed_in):
    odense = Municipality.objects.get(name="Odense")
    values = {
        "municipality": odense.pk,
        "date": "2026-07-01",
        "value": "213500",
        "source": "Danmarks Statistik, FOLK1A",
    }

    without_source = signed_in.post(reverse("admin:municipalities_populationfigure_add"), values | {"source": ""})
    signed_in.post(reverse("admin:municipalities_populationfigure_add"), values)

    assert without_source.status_code == 200
    assert PopulationFigure.objects.get(municipality=odense, date=dt.date(2026, 7, 1)).value == 213_500


def test_the_list_takes_the_same_queries_for_two_and_for_all(signed_in):
    address = reverse("admin:municipalities_municipality_changelist")
    signed_in.get(address)

    with CaptureQueriesContext(connection) as two:
        few = signed_in.get(address, {"q": "fyn"})
    with CaptureQueriesContext(connection) as all_of_them:
        many = signed_in.get(address, {"q": "kommune"})

    assert (len(few.context["cl"].result_list), len(many.context["cl"].result_list)) == (2, 98)
    assert len(two) == len(all_of_them)


def test_staff_without_the_role_see_nothing(client, redaktoer):
    redaktoer.is_staff = True
    redaktoer.save()
    client.force_login(redaktoer)

    assert client.get(reverse("admin:municipalities_municipality_changelist")).status_code == 403
    assert client.get(reverse("admin:municipalities_populationfigure_add")).status_code == 403

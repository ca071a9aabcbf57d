import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from common.danish import danish_slug, search_key, sort_key
from municipalities.models import ExternalParty
from tests import factories

IN_DANISH_ORDER = [
    "4K",
    "A-kassen",
    "Albertslund",
    "Zealand",
    "Zoo",
    "Ældre Sagen",
    "Ærø",
    "Ølstykke",
    "Ørsted",
    "Aabenraa",
    "Åbyhøj",
    "Aalborg",
    "Ålborg Havn",
    "Aarhus",
]
FROM_THE_BACK = IN_DANISH_ORDER[::-1]


class TestSorting:
    def test_ae_oe_aa_come_last_and_double_a_counts_as_aa(self):
        assert sorted(FROM_THE_BACK, key=sort_key) == IN_DANISH_ORDER

    @pytest.mark.django_db
    def test_the_database_sorts_keys_as_python_does(self):
        for name in FROM_THE_BACK:
            factories.make_party(name)

        assert list(ExternalParty.objects.values_list("name", flat=True)) == IN_DANISH_ORDER

    @pytest.mark.django_db
    def test_a_database_with_another_collation_sorts_in_the_same_way(self):
        if connection.vendor != "postgresql":
            pytest.skip("only PostgreSQL has several collations")
        for name in FROM_THE_BACK:
            factories.make_party(name)
        with connection.cursor() as cursor:
            for collation in ("C", "en-US-x-icu", "da-x-icu", "und-x-icu"):
                cursor.execute(
                    f'SELECT name FROM municipalities_externalparty ORDER BY sort_name COLLATE "{collation}"'  # noqa: S608
                )
                assert [row[0] for row in cursor.fetchall()] == IN_DANISH_ORDER

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("AARHUS", "Århus"),
            ("Høje-Taastrup", "Høje Tåstrup"),
            ("Café", "cafe"),
            ("Müller", "Myller"),
            ("Malmö", "Malmø"),
            (unicodedata.normalize("NFD", "Århus"), "Århus"),
        ],
    )
    def test_spellings_of_the_same_word_stand_together(self, one, other):
        assert sort_key(one) == sort_key(other)

    @given(st.text(max_size=60))
    def test_a_key_always_fits_where_its_text_does(self, text):
        assert len(sort_key(unicodedata.normalize("NFC", text))) <= len(unicodedata.normalize("NFC", text.lower()))

    @given(st.text(alphabet="abcxyzæøåABCXYZÆØÅ", max_size=20))
    def test_case_never_matters(self, text):
        assert sort_key(text) == sort_key(text.upper()) == sort_key(text.lower())


class TestSearching:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Århus", "Aarhus"),
            ("ÆRØ", "ærø"),
            (" Ringkøbing  Skjern ", "ringkøbing skjern"),
            (unicodedata.normalize("NFD", "Århus"), "aarhus"),
        ],
    )
    def test_finds_a_word_however_it_is_written(self, one, other):
        assert search_key(one) == search_key(other)

    def test_keeps_different_letters_apart(self):
        assert len({search_key(word) for word in ("Ærø", "Aero", "Øre", "Ore")}) == 4

    @given(st.text(max_size=60))
    def test_a_key_is_its_own_key(self, text):
        assert search_key(search_key(text)) == search_key(text)


class TestAddresses:
    @pytest.mark.parametrize(
        ("text", "slug"),
        [
            ("Fælles køkken på Ærø", "faelles-koekken-paa-aeroe"),
            ("Åben Data", "aaben-data"),
            ("IT-Forsyningen", "it-forsyningen"),
            ("MAD til hver DAG", "mad-til-hver-dag"),
            ("<img src=file:///etc/passwd>", "img-srcfileetcpasswd"),
            (unicodedata.normalize("NFD", "Århus"), "aarhus"),
        ],
    )
    def test_keep_the_danish_spelling(self, text, slug):
        assert danish_slug(text) == slug

    @given(st.text(max_size=100))
    def test_hold_nothing_but_plain_letters_digits_and_hyphens(self, text):
        assert set(danish_slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")

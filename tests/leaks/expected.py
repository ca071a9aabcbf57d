"""Who recognises which collaborations where, written out. Nothing here is computed from the product."""

from __future__ import annotations

ALL = {"ahorn", "birke", "ceder", "ege", "fyrre", "gran", "hassel", "linde"}
NOTHING: set[str] = set()

# Who reads which in full. `hassel` is registered from a published source: it is read, and is nobody's own work.
READS = {
    "koordinator": {"ahorn"},
    "bidragyder": {"ahorn"},
    "gaest": {"ahorn"},
    "kontakt": {"ahorn", "birke", "ceder", "hassel"},
    "direktoer": {"ahorn", "birke", "ceder", "hassel"},
    "kommunelaeser": {"ahorn", "birke", "ceder", "hassel"},
    "repraesentant": {"ahorn"},
    "tidligere_kontakt": NOTHING,
    "tidligere_direktoer": NOTHING,
    "tidligere_kommunelaeser": NOTHING,
    "tidligere_gaest": NOTHING,
    "redaktoer": NOTHING,
    "administrator": ALL,
    "fremmed": NOTHING,
    "anonym": NOTHING,
}
# Whose own work which is: what lists of things to do, calendars and choices of mails are about.
OWN = READS | {
    "kontakt": {"ahorn", "birke", "ceder"},
    "direktoer": {"ahorn", "birke", "ceder"},
    "kommunelaeser": {"ahorn", "birke", "ceder"},
    "administrator": NOTHING,
}
# Of which the name is left to people of a municipality that declined or left.
LEFT = dict.fromkeys(READS, NOTHING) | {
    "kontakt": {"ege", "fyrre"},
    "direktoer": {"ege", "fyrre"},
    "kommunelaeser": {"ege", "fyrre"},
    "tidligere_kontakt": {"ahorn", "birke"},
    "tidligere_direktoer": {"ahorn", "birke"},
    "tidligere_kommunelaeser": {"ahorn", "birke"},
}
WRITES = dict.fromkeys(READS, NOTHING) | {"koordinator": {"ahorn"}, "bidragyder": {"ahorn"}}
ADMINISTRATORS = dict.fromkeys(READS, NOTHING) | {"administrator": ALL}
DIRECTORS = dict.fromkeys(READS, NOTHING) | {"direktoer": {"ahorn", "birke", "ceder"}}
NOBODY = dict.fromkeys(READS, NOTHING)

# How many in all, in each of the five phases, and on the map by municipality.
COUNTS = {
    "koordinator": (1, (1, 0, 0, 0, 0), {"Ahornby": 1, "Hedensted": 1, "Odder": 1}),
    "gaest": (1, (1, 0, 0, 0, 0), {"Ahornby": 1, "Hedensted": 1, "Odder": 1}),
    "kontakt": (
        4,
        (1, 1, 1, 0, 1),
        {"Ahornby": 1, "Birkeby": 1, "Cederby": 1, "Hasselby": 1, "Hedensted": 2, "Odder": 2},
    ),
    "tidligere_kontakt": (0, (0, 0, 0, 0, 0), {}),
    "fremmed": (0, (0, 0, 0, 0, 0), {}),
    "administrator": (
        8,
        (2, 1, 1, 2, 2),
        {
            "Ahornby": 1,
            "Birkeby": 1,
            "Cederby": 1,
            "Egeby": 1,
            "Fyrreby": 1,
            "Granby": 1,
            "Hasselby": 1,
            "Hedensted": 2,
            "Lindeby": 1,
            "Odder": 2,
        },
    ),
}

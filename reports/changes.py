"""What changed between two snapshots, as lines a reader understands. Pure: two dictionaries in, a list out."""

from __future__ import annotations

from django.utils.translation import gettext as _

# More finished points than this in one phase are counted instead of named.
NAMED = 6


def changes_between(earlier: dict, later: dict) -> list[dict]:
    """Lines of {"topic", "text"}, in the order of the paper. Empty when nothing that the paper shows has changed."""
    return [
        *_lines(_("Status"), _status(earlier, later)),
        *_lines(_("Fase"), _phase(earlier, later)),
        *_lines(_("Organisationsform"), _organisation_type(earlier, later)),
        *_lines(_("Krav"), _requirements(earlier, later)),
        *_lines(_("Økonomi"), _economy(earlier, later)),
        *_lines(_("Tjekliste"), _checklist(earlier, later)),
        *_lines(_("Deltagere"), _participants(earlier, later)),
    ]


def _lines(topic: str, texts) -> list[dict]:
    return [{"topic": topic, "text": text} for text in texts]


def _status(earlier: dict, later: dict):
    before, now = earlier["status"], later["status"]
    if before["shown"] != now["shown"]:
        change = _("Fra {before} til {now}.").format(before=before["label"].lower(), now=now["label"].lower())
        yield f"{change} {now['reason']}".strip()
    elif before["reason"] != now["reason"] and now["reason"]:
        yield _("Ny begrundelse: {reason}").format(reason=now["reason"])


def _phase(earlier: dict, later: dict):
    if earlier["phase"] != later["phase"]:
        yield _("Fra fase {before} til fase {now}: {name}.").format(
            before=earlier["phase"], now=later["phase"], name=later["phase_name"]
        )


def _organisation_type(earlier: dict, later: dict):
    if earlier["organisation_type"] != later["organisation_type"]:
        unknown = _("ikke valgt")
        yield _("Fra {before} til {now}.").format(
            before=earlier["organisation_type_name"] or unknown, now=later["organisation_type_name"] or unknown
        )


def _requirements(earlier: dict, later: dict):
    before = {(row["before_phase"], row["key"]): row for row in earlier["requirements"]}
    for row in later["requirements"]:
        old = before.pop((row["before_phase"], row["key"]), None)
        if old is None:
            yield _("Nyt krav før fase {n}: {title}").format(n=row["before_phase"], title=row["title"])
        elif row["met"] != old["met"]:
            word = _("Opfyldt") if row["met"] else _("Ikke længere opfyldt")
            yield f"{word}: {row['title']}"
        elif row["waived"] != old["waived"]:
            word = _("Fraveget") if row["waived"] else _("Ikke længere fraveget")
            yield f"{word}: {row['title']}"
    for row in before.values():
        yield _("Gælder ikke længere: {title}").format(title=row["title"])


def _economy(earlier: dict, later: dict):
    """Papers from before the economy was in them have nothing to compare with."""
    before, now = earlier.get("economy"), later.get("economy")
    if before is None or now is None:
        return
    if now["case"] and now["case"] != before["case"]:
        yield _("Version {number} af business casen er godkendt. {lead}").format(
            number=now["case"]["number"], lead=now["conclusion"]["lead"]
        )
    if now["key"] and now["key"] != before["key"]:
        yield _("Foreslået fordelingsnøgle: “{name}”, version {number}.").format(**now["key"])
    if now["measured"] and now["measured"] != before["measured"]:
        yield now["measured"]["lead"]


def _checklist(earlier: dict, later: dict):
    before = {(phase["phase"], _key(item)): item["state"] for phase in earlier["checklist"] for item in phase["items"]}
    for phase in later["checklist"]:
        changed: dict[str, list[str]] = {}
        for item in phase["items"]:
            if item["state"] != before.get((phase["phase"], _key(item)), "open"):
                changed.setdefault(item["state_label"], []).append(_text(item))
        for label, texts in changed.items():
            yield from _named_or_counted(phase["phase"], label, texts)


def _named_or_counted(phase: int, label: str, texts: list[str]):
    if len(texts) > NAMED:
        yield _("Fase {n}: {count} punkter er nu {state}.").format(n=phase, count=len(texts), state=label.lower())
        return
    for text in texts:
        yield _("Fase {n}: {text} ({state}).").format(n=phase, text=text, state=label.lower())


def _key(item: dict) -> tuple:
    return item["key"], item["code"]


def _text(item: dict) -> str:
    return f"{item['text']}, {item['municipality']}" if item["municipality"] else item["text"]


def _participants(earlier: dict, later: dict):
    before = {row["code"]: row for row in earlier["participants"]}
    for row in later["participants"]:
        old = before.get(row["code"])
        if old is None:
            yield _("{municipality} er kommet til: {state}.").format(
                municipality=row["municipality"], state=row["state_label"].lower()
            )
        elif old["state"] != row["state"]:
            yield _("{municipality}: fra {before} til {now}.").format(
                municipality=row["municipality"], before=old["state_label"].lower(), now=row["state_label"].lower()
            )

"""The part of the guide in which an administrator edits what all collaborations share."""

from tests.browser.walking import Walk


def edits_what_all_share(walk: Walk) -> None:
    """Drafts are thrown away again: other chapters read what is published."""
    edits_the_process(walk)
    edits_the_model_guide(walk)
    keeps_the_law(walk)


def edits_the_process(walk: Walk) -> None:
    walk.choose("Redaktion")
    walk.choose("Se processens versioner")
    walk.press("Lav en ny version")
    walk.choose("Tilføj punkt")
    walk.fill("Punkt", "Spørg medarbejderne, hvad de mener")
    walk.fill("Kilde", "Egen erfaring")
    walk.press("Gem i kladden")
    walk.choose("Se, hvordan det vil se ud")
    walk.reads("1 ændring i fasen")
    walk.press("Vis")
    walk.choose("Kladde")
    walk.choose("Se ændringer og udgiv")
    walk.reads("Nyt: Fase 1: Spørg medarbejderne")
    walk.choose("Annullér")
    walk.choose("Slet kladden")
    walk.press("Slet kladden")


def edits_the_model_guide(walk: Walk) -> None:
    walk.choose("Redaktion")
    walk.choose("Se modelguidens versioner")
    walk.press("Lav en ny version")
    walk.choose("Se, hvordan det vil se ud")
    walk.choose("Kladde")
    walk.choose("Slet kladden")
    walk.press("Slet kladden")


def keeps_the_law(walk: Walk) -> None:
    walk.choose("Redaktion")
    walk.choose("Se retsreglerne")
    walk.choose("Ny retsregel")
    walk.choose("Annullér")
    walk.choose("Kommunestyrelsesloven", nth=0)
    walk.press("Kontrolleret igen i dag")
    walk.press("Lav en ny udgave")
    walk.press("Gem kladden")
    walk.choose("Slet kladden")
    walk.press("Slet kladden")
    looks_at_the_operations(walk)


def looks_at_the_operations(walk: Walk) -> None:
    walk.choose("Redaktion")
    walk.choose("Se driften")
    walk.reads("Planlagte opgaver")
    walk.reads("Mails, der skal ses på")

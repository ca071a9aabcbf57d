"""Words for the data set: plain, invented, and of the length that people write."""

SUBJECTS = (
    "Fælles it-drift",
    "Indkøb af hjælpemidler",
    "Affald og genbrug",
    "Fælles løn og personale",
    "Velfærdsteknologi",
    "Beredskab",
    "Digital post",
    "Ældremad fra eget køkken",
    "Fælles jurister",
    "Åbne data",
    "Skolernes it",
    "Vej og park",
)
PURPOSES = (
    "Vi vil løse opgaven sammen, så hver kommune får mere for pengene og bliver mindre sårbar, når nogen rejser.",
    "Vi vil købe ind sammen og dele erfaringer, så borgerne får samme gode service, uanset hvor de bor.",
    "Vi vil samle de få, der kan opgaven, så de kan dække hinanden og lære af hinanden.",
)
CONTRIBUTIONS = (
    "Stiller en projektleder to dage om ugen og deltager i styregruppen.",
    "Har erfaring med udbud og lægger en jurist ind i arbejdet.",
    "Stiller lokaler og drift til rådighed i det første år.",
)
NOTES = (
    "Drøftet på mødet i styregruppen. Oplægget er sendt til kommunerne, og vi samler svarene.",
    "Mangler tal fra to kommuner. De kommer i næste uge.",
    "",
    "",
)
EVENTS = (
    ("checklist", "Satte “Skriv jeres foreløbige forventninger ned” til Klaret."),
    ("checklist", "Gav “Beskriv økonomien” fristen 1. marts."),
    ("facts", "Rettede formål og afgrænsning."),
    ("participants", "Gik fra interesseret til deltager."),
    ("people", "Inviterede en læser."),
    ("status", "Satte status til Gul."),
    ("requirement", "Registrerede kommunalbestyrelsens beslutning."),
    ("report", "Bestilte en statusrapport."),
)
STATUS_REASONS = {
    "green": "",
    "grey": "",
    "yellow": "To kommuner venter på deres budget.",
    "red": "Vi mangler en beslutning om økonomien og når ikke fristen.",
}
EXPECTATIONS = "Vi regner med at spare tid på drift og indkøb og at kunne ansætte folk, som ingen af os kan have alene."
DEMARCATION = "Drift og support er med. Fagsystemer, der kun bruges i én kommune, er ikke med i første omgang."
NOT_RELEVANT = "Opgaven løses allerede af den enkelte kommune."
WAIVED = "Vi samler det op i den næste fase."

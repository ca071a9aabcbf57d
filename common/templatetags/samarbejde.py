"""Template tags and filters of the product: icons, status shapes, Danish formats."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from common import formats
from common.icons import icon_body

register = template.Library()

STATUS_ICONS = {"green": "ok", "yellow": "warning", "red": "stop", "grey": "unknown", "blue": "calendar"}

register.filter("dato", formats.long_date)
register.filter("kort_dato", formats.short_date)
register.filter("tid", formats.time_of_day)
register.filter("om_dage", formats.relative_days)
register.filter("kr", formats.kroner)
register.filter("mio_kr", formats.million_kroner)
register.filter("forskel_kr", formats.signed_kroner)
register.filter("tal", formats.number)
register.filter("filstoerrelse", formats.file_size)
register.filter("og_liste", formats.join_words)
register.filter("en_linje", formats.one_line)


@register.filter
def initials(user) -> str:
    """One or two letters for the avatar: of the name, or of the address when there is no name."""
    words = str(user).replace("@", " ").replace(".", " ").split()
    return "".join(word[0] for word in words[:2]).upper()


@register.filter
def required_label(label) -> str:
    """A field's label where its error is said: what is missing there is not optional."""
    return str(label).replace(" (valgfrit)", "")


@register.filter
def unlocalized(value) -> str:
    """A number as machines read it, in attributes and SVG: no thousand separators."""
    return str(value)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing that repeats what the words beside it say, so it is hidden from screen readers."""
    return format_html(
        '<svg class="sm-icon" viewBox="0 0 16 16" aria-hidden="true">{}</svg>',
        mark_safe(icon_body(name)),  # noqa: S308 the installed icons
    )


@register.simple_tag
def mark(name: str, colour: str, label: str) -> SafeString:
    """A status shape that stands alone: the label is what it means."""
    return format_html(
        '<svg class="sm-mark c-{}" viewBox="0 0 16 16" role="img" aria-label="{}">{}</svg>',
        colour,
        label,
        mark_safe(icon_body(name)),  # noqa: S308 the installed icons
    )


@register.simple_tag
def status_icon(colour: str) -> SafeString:
    """The shape of a status: circle, triangle, octagon. The word stands beside it."""
    return icon(STATUS_ICONS[colour])


@register.simple_tag(takes_context=True)
def active_menu(context, entry: str) -> SafeString:
    """`aria-current` on the menu entry that the page belongs to."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None:
        return mark_safe("")
    current = MENU.get(match.view_name) or MENU.get(match.app_name) or ("portfolio" if "slug" in match.kwargs else "")
    return mark_safe(' aria-current="true"') if current == entry else mark_safe("")


# Pages of one collaboration (they have its slug) belong to the portfolio.
EDITORS_OF_CASES = (
    *(
        "queue",
        "new",
        "import",
        "curate",
        "edit",
        "merge",
        "send_back",
        "withdraw",
        "delete",
        "differences",
        "revision",
    ),
    *("topics", "new_topic", "topic"),
)
MENU = {
    "dashboards:editing": "editing",
    "operations": "editing",
    "editing": "editing",  # every page of that app
    **dict.fromkeys((f"cases:{name}" for name in EDITORS_OF_CASES), "editing"),
    "dashboards:director": "director",
    "dashboards:my_work": "my_work",
    "dashboards:portfolio": "portfolio",
    "phases:create": "portfolio",
    "phases:register": "portfolio",
    "cases:list": "cases",
    "cases:case": "cases",
    "cases:compare": "cases",
    "phases:process": "process",
    "modelguide:guide": "guide",
    "accounts:users": "users",
}

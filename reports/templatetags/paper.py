"""What only a paper needs."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from common.icons import icon_body

register = template.Library()

# Page styles do not reach inside an SVG in the PDF, so the colour is written on the drawing (ui.md § 3).
COLOURS = {"green": "#17653a", "yellow": "#7a4f00", "red": "#a3171f", "blue": "#0b4f8a", "grey": "#4a5b65"}


@register.simple_tag
def paper_mark(icon: str, colour: str, title: str) -> SafeString:
    """A status shape. `title` is its text alternative, which a tagged PDF must have; the word stands beside it."""
    return format_html(
        '<svg class="mark" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="{}"><title>{}</title>{}</svg>',
        COLOURS[colour],
        title,
        mark_safe(icon_body(icon)),  # noqa: S308 the installed icons
    )

"""Charts that are defined once and drawn on the server, for the page and for the PDF."""

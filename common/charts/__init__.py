"""Charts drawn on the server: one definition that gives the picture, its table and its words, for page and paper."""

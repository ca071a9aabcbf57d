"""Owns what others have done: cases as documents with their revisions, the topics they are found by, and the search.

A case is one document (`document.py`); its other columns and links are an index of it that `services.index_case` writes
(ADR 0017). Readers see what is published, editors every state.
"""

"""Owns the model guide: its page, and the answers that are kept on a collaboration with who, when and what they said.

What the answers mean is `models_catalog.matching`, which knows no collaborations; that is why this is an app of its own
(ADR 0015).
"""

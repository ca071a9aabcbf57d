"""Redaktion: drafts of process, law, questions and clauses, what they change, and how they are published."""

"""Mails about what happened and what is due: what each person wants to hear, and which mails went out."""

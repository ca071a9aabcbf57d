"""Leaving: all that hangs on one person goes to others in one act, which is remembered."""

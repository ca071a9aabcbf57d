"""Forms of editors: each writes one entry of a draft, and says in words what an entry says."""

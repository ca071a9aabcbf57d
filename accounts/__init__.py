"""People and what they may: users who sign in by e-mail, and dated roles for a municipality or for the system."""

"""The thing being established: who takes part since when, who works on it, its status, and what has happened."""

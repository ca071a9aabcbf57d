"""Work done outside a request. The job row is the truth about state and progress; Celery only wakes a worker."""

"""The five phases: the process as data, checklists, requirements before the next phase, and every move."""

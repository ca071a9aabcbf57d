from cases.views.references import choose_collaboration, references, stop_using, use

__all__ = ["choose_collaboration", "references", "stop_using", "use"]

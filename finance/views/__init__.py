from finance.views.economy import economy

__all__ = ["economy"]

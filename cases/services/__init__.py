from cases.services.indexing import index_case

__all__ = ["index_case"]

from cases.services.drafting import create_draft
from cases.services.indexing import index_case
from cases.services.references import stop_using_case, use_case
from cases.services.searches import forget_searches, record_search

__all__ = ["create_draft", "forget_searches", "index_case", "record_search", "stop_using_case", "use_case"]

from cases.services.drafting import create_draft
from cases.services.indexing import index_case
from cases.services.references import stop_using_case, use_case

__all__ = ["create_draft", "index_case", "stop_using_case", "use_case"]

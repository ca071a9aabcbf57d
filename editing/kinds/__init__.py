"""The kinds of documents that are edited entry by entry, by the word that stands in the address."""

from editing.kinds.base import Kind
from editing.kinds.process import ProcessKind

KINDS: dict[str, Kind] = {"proces": ProcessKind()}
ADDRESSES = {kind.name: address for address, kind in KINDS.items()}

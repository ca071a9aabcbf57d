"""Papers for meetings. A report stores the data it was made from, so that it can be drawn again unchanged."""

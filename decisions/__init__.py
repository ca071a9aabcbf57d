"""What the municipalities decide: texts and their versions, questions, rounds, outcomes, the authority, and the plan.

The app owns `AgreementText` and its published versions, `Question` and `Round`, `Decision` (append-only; what councils,
the joint body and the authority said), `Assessment` and `Amendment` (append-only), and the meetings of a municipality.
Pure, without the ORM: `standing` (what counts, and what is missing), `whatif` (what a joiner or leaver would change),
`clauses` (what a text must contain), `comparison`, and `planner` (counting backwards from a start).
"""

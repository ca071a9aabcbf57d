"""What the municipalities decide: texts and their versions, questions, rounds, outcomes, the authority, and the plan.

The app owns `AgreementText` and its published versions, `Question` and `Round`, `MunicipalDecision` (append-only),
`AuthorityEvent` and `Assessment` (append-only), and the meetings of a municipality. Pure, without the ORM: `standing`
(what counts, and what is missing), `clauses` (what a text must contain), `planner` (counting backwards from a start).
"""

"""Whether a running collaboration does what it should: what is followed up, when, by which role, and what it showed.

The app owns `Plan` and `FollowUp` (economy, quality, form of cooperation, and the evaluation), `ToolEntry` (the seven
tools of phase 5), and `KeyFigure` with its `KeyFigureValue`. All but the definition of a key figure are append-only.
The first concrete task lies in `collaborations`, whose facts ask for it. Pure, without the ORM: `deadlines`.
"""

"""What a collaboration costs and gives, and who pays. Knows no councils.

The app owns `DistributionKey` with what it counts (`KeyInput`) and its frozen `KeyVersion`, `BusinessCase` with its
versions, `Appropriation` and `Measurement` (append-only). Pure, without the ORM: `allocation`, `bounds`, `keys`,
`appraisal`, `amounts`.
"""

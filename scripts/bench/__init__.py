"""Measures the pages on a national data set: `make bench`. What the figures mean stands in docs/performance.md.

database        makes and drops the database
nation          reference data, people, and `build(2000)`
collaborations  one batch of collaborations with everything that belongs to them
pages           which pages are measured, and for whom
measuring       queries, milliseconds, ratio to the floor, CPU of a report
"""

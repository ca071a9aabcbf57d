"""Private addresses at which a person's own calendar program fetches deadlines, meetings and decisions to come.

Owns `CalendarFeed`. What stands in a calendar is gathered from `phases` and `decisions` each time that it is
fetched: it is what its owner may see that day.
"""

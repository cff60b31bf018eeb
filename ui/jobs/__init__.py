"""The one door between a page and the services: changes on a single lane, reads beside it.

    Change(self, lambda: desk.record_aid(command), kinds={"aid"}).done(self._recorded).run()
    Query(self, lambda: households.find(text), slot="search").done(self._show).run()

A page never starts a thread, never waits, never sees one. Failures that nobody asked for with
`failed` are told to the person by `ui.messages`.
"""

from ui.jobs.job import Change, Query
from ui.jobs.lanes import ImmediateLanes, Lanes, ThreadLanes, lanes, use_lanes
from ui.jobs.news import News, news

__all__ = [
    "Change",
    "ImmediateLanes",
    "Lanes",
    "News",
    "Query",
    "ThreadLanes",
    "lanes",
    "news",
    "use_lanes",
]

"""Promises as a calendar to subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event, vDuration

NAME = "改革工程表の約束（次回の把握時期）"
REFRESHED_EVERY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class FeedEvent:
    """A promise with a date. uid: the same for ever; url: absolute; changed_at: when its row was published here."""

    uid: uuid.UUID
    begins_on: datetime.date
    ends_on: datetime.date
    summary: str
    description: str
    category: str
    url: str
    changed_at: datetime.datetime


def calendar_bytes(events: Iterable[FeedEvent]) -> bytes:
    """The calendar: each promise as a whole-day event, from the first to the last day of its window."""
    calendar = Calendar()
    calendar.add("prodid", "-//kpi-tracker//promises//JA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", NAME)
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", vDuration(REFRESHED_EVERY), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_event(event))
    return bytes(calendar.to_ical())


def _event(given: FeedEvent) -> Event:
    event = Event()
    event.add("uid", str(given.uid))
    event.add("dtstamp", given.changed_at.astimezone(datetime.UTC))
    event.add("last-modified", given.changed_at.astimezone(datetime.UTC))
    event.add("dtstart", given.begins_on)
    event.add("dtend", given.ends_on + datetime.timedelta(days=1))  # the day after the last one
    event.add("summary", given.summary)
    event.add("description", given.description)
    event.add("categories", [given.category])
    event.add("url", given.url)
    event.add("transp", "TRANSPARENT")  # a promise keeps nobody busy
    return event

"""The clocks once more, minute by minute: slow, plain, and written from the rules, not from the product."""

from dataclasses import dataclass, field

WAIT, OVER, DEAD = "waiting_customer", {"resolved"}, {"closed", "cancelled", "merged"}
ONCE, LASTING = ("first_response", "next_reply"), ("workaround", "resolution")


@dataclass
class Happening:
    """One event, minutes after the receipt; `what` is status, priority, in, out, workaround or other."""

    minute: int
    what: str
    value: str = ""


@dataclass
class Watch:
    name: str
    cycle: int
    start: int
    worked: dict = field(default_factory=dict)
    paused: int = 0
    late: str = ""  # the priority under which it went over
    halted: int | None = None  # the minute it was resolved
    ended: tuple | None = None  # minute, priority, void


class Naive:
    """`limits[priority]` is (calendar, {clock: minutes}); `open_minutes[calendar][m]`: whether m counts."""

    def __init__(self, limits, open_minutes, priority):
        self.limits, self.open, self.priority = limits, open_minutes, priority
        self.status, self.answered, self.responded, self.has_workaround, self.cycle = (
            "new",
            False,
            False,
            False,
            1,
        )
        self.watches = [Watch(name, 1, 0) for name in ("first_response", *LASTING)]

    def run(self, happenings, minutes):
        by_minute = {}
        for one in happenings:
            by_minute.setdefault(max(one.minute, 0), []).append(one)
        for minute in range(minutes + 1):
            for one in by_minute.get(minute, ()):
                self.happen(one, minute)
            if minute < minutes:
                self.count(minute)
        return self

    def going(self):
        return [watch for watch in self.watches if watch.ended is None]

    def waiting(self):
        return self.status == WAIT and not self.answered

    def count(self, minute):
        for watch in self.going():
            if watch.name not in ONCE and self.status in OVER:
                continue
            if watch.name not in ONCE and self.waiting():
                watch.paused += 1
            else:
                for calendar, is_open in self.open.items():
                    watch.worked[calendar] = watch.worked.get(calendar, 0) + is_open[minute]
            self.look(watch)

    def look(self, watch):
        calendar, limits = self.limits[self.priority]
        if watch.name in limits and watch.worked.get(calendar, 0) > limits[watch.name]:
            watch.late = watch.late or self.priority

    def halt(self, watch, minute, *, void=False):
        if watch.halted is None:
            self.look(watch)
        watch.ended = (minute if watch.halted is None else watch.halted, self.priority, void)

    def happen(self, one, minute):
        if one.what == "priority":
            self.priority = one.value
        elif one.what == "workaround":
            self.has_workaround = True
        elif one.what == "in":
            if self.status == WAIT:
                self.answered = True
            owed = any(watch.name == "next_reply" for watch in self.going())
            if self.responded and not owed and self.status not in DEAD:
                self.watches.append(Watch("next_reply", self.cycle, minute))
        elif one.what == "out":
            for watch in self.going():
                if watch.name in (*ONCE, "update") or (watch.name == "workaround" and self.has_workaround):
                    self.halt(watch, minute)
            self.responded = True
            if self.status not in DEAD | OVER:
                self.watches.append(Watch("update", self.cycle, minute))
        elif one.what == "status":
            self.move(one.value, minute)

    def move(self, to, minute):
        was, self.status, self.answered = self.status, to, False
        if was in DEAD and to not in DEAD:
            self.cycle += 1
            self.has_workaround = False
            self.watches += [Watch(name, self.cycle, minute) for name in LASTING]
        if was in DEAD | OVER and to not in DEAD | OVER and self.responded:
            self.watches.append(Watch("update", self.cycle, minute))
        if to in DEAD and was not in DEAD:
            for watch in self.going():
                self.halt(watch, minute, void=to != "closed" or watch.name in ONCE)
        for watch in self.going():
            if watch.name in ONCE:
                continue
            if to in OVER and watch.halted is None:
                self.look(watch)
                watch.halted = minute
                if watch.name == "update":
                    self.halt(watch, minute)
            elif to not in OVER:
                watch.halted = None

    def answers(self):
        """What `assess` has to say: name, cycle, start, state, elapsed, stopped, minutes paused."""
        found = []
        for watch in self.watches:
            stopped, priority, void = watch.ended or (watch.halted, self.priority, False)
            if watch.late and watch.name not in self.limits[priority][1]:
                priority = watch.late  # a target that is gone does not take back that it was missed
            calendar, limits = self.limits[priority]
            if watch.name not in limits:
                continue
            if watch.late:
                state = "breached"
            elif void:
                state = "void"
            elif stopped is not None:
                state = "met"
            else:
                state = "paused" if watch.name not in ONCE and self.waiting() else "running"
            found.append(
                (
                    watch.name,
                    watch.cycle,
                    watch.start,
                    state,
                    watch.worked.get(calendar, 0),
                    stopped,
                    watch.paused,
                )
            )
        return sorted(found, key=str)

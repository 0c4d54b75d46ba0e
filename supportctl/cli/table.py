"""Every command by name: where help shows it, what it does in a line, and the module that runs it.

Help and completion read this table and import nothing else; a module is imported when its command is named.
A module has `app = typer.Typer(add_completion=False)`; where one module serves several commands, the entry
names the object: "supportctl.cli.commands.move:accept". The first line of a command's help is its summary
here, which a test holds.
"""

from typing import NamedTuple

DAILY = "Daily work"
LOOK = "Look and search"
KNOWLEDGE = "Knowledge base"
PEOPLE = "Customers and team"
CLOCK = "Clock"
REVIEW = "Review"
SETUP = "Set-up"
SECTIONS = (DAILY, LOOK, KNOWLEDGE, PEOPLE, CLOCK, REVIEW, SETUP)


class Entry(NamedTuple):
    section: str
    summary: str
    module: str


COMMANDS: dict[str, Entry] = {
    "new": Entry(DAILY, "Open a ticket.", "supportctl.cli.commands.new"),
    "reply": Entry(DAILY, "Record a message to the customer.", "supportctl.cli.commands.messages:reply"),
    "receive": Entry(
        DAILY,
        "Record a message from the customer; it ends the wait for one.",
        "supportctl.cli.commands.messages:receive",
    ),
    "note": Entry(
        DAILY, "Write an internal note; the customer never sees it.", "supportctl.cli.commands.messages:note"
    ),
    "priority": Entry(
        DAILY, "Raise or lower the priority, with the reason.", "supportctl.cli.commands.fields:priority"
    ),
    "assign": Entry(
        DAILY,
        "Give a ticket to a person, a development team or an outside expert.",
        "supportctl.cli.commands.fields:assign",
    ),
    "edit": Entry(
        DAILY,
        "Change fields of a ticket; an empty value takes the field away.",
        "supportctl.cli.commands.edit",
    ),
    "tag": Entry(DAILY, "Put tags on a ticket and take tags off.", "supportctl.cli.commands.lists:tag"),
    "take": Entry(
        DAILY,
        "Take the next ticket nobody has: the oldest of the highest priority.",
        "supportctl.cli.commands.working:take",
    ),
    "eta": Entry(
        DAILY,
        "Say when a ticket will be solved; a day means its 18:00.",
        "supportctl.cli.commands.working:eta",
    ),
    "time": Entry(
        DAILY, "Record the time that was spent on a ticket.", "supportctl.cli.commands.working:time"
    ),
    "link": Entry(
        DAILY,
        "Link a ticket to another one, to an article or to a web page.",
        "supportctl.cli.commands.lists:link",
    ),
    "unlink": Entry(DAILY, "Take away a ticket's links to a target.", "supportctl.cli.commands.lists:unlink"),
    "move": Entry(
        DAILY,
        "Take a ticket to another status, as far as the lifecycle allows it.",
        "supportctl.cli.commands.move:move",
    ),
    "accept": Entry(
        DAILY,
        "Take a new ticket into work: it is accepted.",
        "supportctl.cli.commands.move:accept",
    ),
    "diagnose": Entry(
        DAILY,
        "Begin to diagnose an accepted ticket.",
        "supportctl.cli.commands.move:diagnose",
    ),
    "start": Entry(
        DAILY,
        "Begin to work on the solution: the ticket is in progress.",
        "supportctl.cli.commands.move:start",
    ),
    "wait": Entry(
        DAILY,
        "Let a ticket wait for the customer, a third party or a release.",
        "supportctl.cli.commands.move:wait",
    ),
    "resume": Entry(
        DAILY,
        "End the waiting: the ticket goes back to where it was before.",
        "supportctl.cli.commands.move:resume",
    ),
    "resolve": Entry(
        DAILY,
        "Say that the problem is solved; the customer has yet to confirm.",
        "supportctl.cli.commands.finish:resolve",
    ),
    "close": Entry(
        DAILY,
        "Close a resolved ticket.",
        "supportctl.cli.commands.finish:close",
    ),
    "reopen": Entry(DAILY, "Take a closed ticket into work again.", "supportctl.cli.commands.finish:reopen"),
    "cancel": Entry(DAILY, "Cancel a live ticket, with the reason.", "supportctl.cli.commands.finish:cancel"),
    "lookup": Entry(
        DAILY,
        "Record a look-up in the knowledge base; the articles that helped become links.",
        "supportctl.cli.commands.evidence:lookup",
    ),
    "scope": Entry(
        DAILY, "Record whether the contract covers a ticket.", "supportctl.cli.commands.evidence:scope"
    ),
    "solution": Entry(
        DAILY, "Record the solution: what was done and where.", "supportctl.cli.commands.evidence:solution"
    ),
    "verify": Entry(
        DAILY,
        "Record a verification of the solution; a failure voids what passed before it.",
        "supportctl.cli.commands.evidence:verify",
    ),
    "confirm": Entry(
        DAILY,
        "Record that the customer confirmed something; by messenger alone it does not count.",
        "supportctl.cli.commands.evidence:confirm",
    ),
    "delay": Entry(
        DAILY,
        "Tell the customer that it takes longer, why, and the new time.",
        "supportctl.cli.commands.duties:delay",
    ),
    "statement": Entry(
        DAILY,
        "Tell the customer that it is outside our responsibility, with advice.",
        "supportctl.cli.commands.duties:statement",
    ),
    "remind": Entry(
        DAILY, "Remind the customer of a question that is open.", "supportctl.cli.commands.duties:remind"
    ),
    "outbox": Entry(
        DAILY,
        "Mails to customers that did not go out: see them, send them, drop them.",
        "supportctl.cli.commands.outbox",
    ),
    "snooze": Entry(
        DAILY,
        "Keep a known case out of the lists of what is late, visibly and for a time.",
        "supportctl.cli.commands.duties:snooze",
    ),
    "followup": Entry(
        DAILY,
        "Record the visit or call after a ticket, and how satisfied the customer is.",
        "supportctl.cli.commands.duties:followup",
    ),
    "merge": Entry(
        DAILY,
        "Merge a ticket into another one of the same customer; it stays as a signpost.",
        "supportctl.cli.commands.merging:merge",
    ),
    "split": Entry(
        DAILY,
        "Split a message or note off into a ticket of its own; it moves there, and the old one says where.",
        "supportctl.cli.commands.merging:split",
    ),
    "undo": Entry(
        DAILY,
        "Take back the last command on a ticket; nothing is erased, a retraction is recorded.",
        "supportctl.cli.commands.history:undo",
    ),
    "bulk": Entry(
        DAILY,
        "Change every ticket that a query finds, all of them in one commit.",
        "supportctl.cli.commands.bulk",
    ),
    "redact": Entry(
        DAILY,
        "Empty the text of one event; its heading stays, and why it was emptied is recorded.",
        "supportctl.cli.commands.working:redact",
    ),
    "list": Entry(LOOK, "List tickets that match a query.", "supportctl.cli.commands.listing:listing"),
    "show": Entry(LOOK, "Show tickets with everything on them.", "supportctl.cli.commands.show"),
    "search": Entry(
        LOOK, "Search the text of tickets, best match first.", "supportctl.cli.commands.listing:search"
    ),
    "views": Entry(LOOK, "Show the saved views: queries with a name.", "supportctl.cli.commands.views"),
    "similar": Entry(
        LOOK,
        "Show tickets and articles that resemble a problem.",
        "supportctl.cli.commands.similar",
    ),
    "history": Entry(
        LOOK,
        "Show who changed what from when to when, and the commit that carried it.",
        "supportctl.cli.commands.history:history",
    ),
    "customer": Entry(
        PEOPLE, "Customers: their names, their people, their contracts.", "supportctl.cli.commands.customer"
    ),
    "team": Entry(PEOPLE, "The people who work here, by their short names.", "supportctl.cli.commands.team"),
    "check": Entry(
        REVIEW,
        "Check the desk: files, lifecycle, the past, references, privacy. The clock has no say here.",
        "supportctl.cli.commands.check",
    ),
    "diff": Entry(
        REVIEW,
        "Show a change in the words of the desk: what moved, what was said to whom, and the risks first.",
        "supportctl.cli.commands.diff",
    ),
    "ci": Entry(
        REVIEW,
        "Do what a pipeline does: check and diff a change, or watch the whole desk, and tell the host.",
        "supportctl.cli.commands.ci",
    ),
    "rule": Entry(
        REVIEW,
        "Explain a rule of check: why it is there, what breaks it and what does not.",
        "supportctl.cli.commands.rule",
    ),
    "kb": Entry(
        KNOWLEDGE,
        "Write, find and keep the articles of the knowledge base.",
        "supportctl.cli.commands.kb",
    ),
    "workflow": Entry(SETUP, "The lifecycle of tickets on this desk.", "supportctl.cli.commands.workflow"),
    "sla": Entry(
        CLOCK,
        "Show the clocks of tickets: what was promised, what is used of it, what is due when.",
        "supportctl.cli.commands.clock:sla",
    ),
    "stale": Entry(
        CLOCK, "Tell what is late or about to be, and who has to act.", "supportctl.cli.commands.clock:stale"
    ),
    "next": Entry(CLOCK, "Say which ticket to take now, and why.", "supportctl.cli.commands.clock:following"),
    "stats": Entry(
        CLOCK,
        "Measure how long things take and how often promises are kept.",
        "supportctl.cli.commands.stats",
    ),
    "calendar": Entry(
        CLOCK,
        "Which days and hours are worked: weekdays, holidays, make-up working days.",
        "supportctl.cli.commands.calendar",
    ),
    "escalate": Entry(
        CLOCK,
        "Record that somebody was told of a ticket who has to know.",
        "supportctl.cli.commands.escalate",
    ),
    "template": Entry(
        KNOWLEDGE,
        "Templates of replies and checklists: see them, fill them in, check them.",
        "supportctl.cli.commands.template",
    ),
    "init": Entry(
        SETUP,
        "Make a folder a desk; what is there already stays as it is.",
        "supportctl.cli.commands.setup:init",
    ),
    "config": Entry(
        SETUP,
        "Show what the desk's configuration amounts to, and where each value comes from.",
        "supportctl.cli.commands.setup:config",
    ),
    "import": Entry(
        SETUP, "Import tickets from JSON lines, all in one commit.", "supportctl.cli.commands.importing"
    ),
    "sync": Entry(
        REVIEW,
        "Exchange with the others: fetch, merge without losing anything, push.",
        "supportctl.cli.commands.sync",
    ),
    "git": Entry(
        SETUP,
        "Make this clone's Git merge tickets properly, and settle conflicts.",
        "supportctl.cli.commands.git",
    ),
    "export": Entry(
        SETUP,
        "Print tickets whole, as JSON lines that import takes back; or as CSV or Markdown.",
        "supportctl.cli.commands.exporting:export",
    ),
    "migrate": Entry(
        SETUP,
        "Bring files of an older schema up to the current one, all in one commit.",
        "supportctl.cli.commands.exporting:migrate",
    ),
    "hooks": Entry(
        SETUP, "Check what is about to be committed, in this clone.", "supportctl.cli.commands.hooks"
    ),
    "doctor": Entry(
        SETUP,
        "Examine the desk, its repository and this machine, and say how to mend what is off.",
        "supportctl.cli.commands.doctor",
    ),
    "index": Entry(
        SETUP,
        "Look at the catalogue of tickets, or bring it up to the files.",
        "supportctl.cli.commands.index",
    ),
    "completion": Entry(
        SETUP, "Print the completion script of a shell.", "supportctl.cli.commands.completion"
    ),
}

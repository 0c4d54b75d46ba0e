"""What `list` and `search` take beside a query, said once: for the parser, and for the road without one."""

LIMIT = ("-L", "--limit")
LIMITS = {"list": 1000, "search": 20}
IDS = "--ids"
JSON = "--json"

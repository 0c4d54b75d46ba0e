"""The sample desk."""

TEXTS = {
    "With three months of sample tickets.": "附带三个月的样例工单。",
    "{path} is a desk already; the sample wants a folder of its own": "{path} 已是服务台；样例需要单独的目录",
    "supportctl init --demo DIR": "supportctl init --demo DIR",
    "{path} is a desk now, with {count} steps of sample work": (
        "{path} 已建成服务台，内含 {count} 步样例工作"
    ),
    "its last day is {day}; look around with: export SUPPORTCTL_NOW={now}; supportctl list": (
        "样例止于 {day}。按当天时间查看：export SUPPORTCTL_NOW={now}; supportctl list"
    ),
}

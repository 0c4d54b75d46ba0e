"""The rules that hold files against the lifecycle, the past, the desk and privacy; check, rule, diff, ci."""

TEXTS = {
    # W: the workflow
    "the event #{id} takes the ticket from {source} to {target}, a step the lifecycle does not have": (
        "事件 #{id} 把工单从 {source} 改为 {target}，流程里没有这一步"
    ),
    "record the steps between: supportctl move": "请补记中间的步骤：supportctl move",
    "the event #{id} made it {target} without {what} ({clause})": "事件 #{id} 改为 {target} 时缺少{what}（{clause}）",
    "{name} is {held}, but the timeline says {told}": "{name} 写的是 {held}，而时间线上是 {told}",
    "put {name} back to {told}, then change it with supportctl edit": "先把 {name} 改回 {told}，再用 supportctl edit 修改",
    "{name} was set on both sides of a merge: from {source} to {target}, which stands, and to {other}": (
        "合并的两边都改了 {name}：一边由 {source} 改为 {target}（已生效），另一边改为 {other}"
    ),
    "say which one is meant: supportctl edit or supportctl move": "请明确以哪个为准：supportctl edit 或 supportctl move",
    "is merged, but no event says into which ticket": "已合并，但没有事件说明并入了哪张工单",
    # H: the past
    "the event #{id} is not what it was in {base}": "事件 #{id} 与 {base} 中的不一样了",
    "the event #{id} of {base} is gone": "{base} 中的事件 #{id} 不见了",
    "the events of {base} stand in another order": "{base} 中的事件被调换了顺序",
    "the new event #{id} is dated before events that were on record already": "新事件 #{id} 的时间早于已经在案的事件",
    "use --at for when it happened; the heading says when it was recorded": (
        "发生时间用 --at 给出；标题里的时间是记录的时间"
    ),
    "{name} never changes; it was {old}, now it is {new}": "{name} 不能改动：原来是 {old}，现在是 {new}",
    "the ticket was deleted": "工单被删除了",
    "git checkout {base} -- {path}; to end a ticket: supportctl cancel": (
        "git checkout {base} -- {path}；要终止工单请用 supportctl cancel"
    ),
    "the ticket was moved here from {old}": "工单是从 {old} 移到这里的",
    "the event #{id} is signed {actor}, but {author} made the commit {commit}": (
        "事件 #{id} 署名 {actor}，提交 {commit} 却是 {author} 做的"
    ),
    "record it with supportctl, or with --as for somebody else": "请用 supportctl 记录；代别人记录时加 --as",
    "the section {name} was changed, and no event says so": "小节“{name}”被改动，却没有事件记录",
    "could be read in {base} and cannot be read now": "在 {base} 中可以读取，现在读不了",
    "was deleted, but {count} files still name it, {first} among them": "已被删除，但还有 {count} 个文件引用它，如 {first}",
    "git checkout {base} -- {path}, or first change what names it": "git checkout {base} -- {path}，或先改掉引用它的文件",
    "the commit {commit} threw out {count} events: {ids}": "提交 {commit} 丢掉了 {count} 个事件：{ids}",
    "since {base} it breaks {count} files that passed, {first} ({rule}) among them": (
        "自 {base} 以来的修改使 {count} 个原本通过的文件不再通过，如 {first}（{rule}）"
    ),
    "git diff {base} -- {path}, or first change what needs it": "git diff {base} -- {path}，或先改掉依赖它的文件",
    "this clone is shallow: events that older commits threw out could not be looked for": "这是浅克隆：无法检查更早的提交是否丢掉了事件",
    "the rules of history could not run: this clone does not reach back to where {ref} and HEAD part": (
        "历史规则没有执行：这份克隆的历史不够长，够不到 {ref} 与 HEAD 分开的地方"
    ),
    "git fetch --unshallow, or fetch-depth: 0 (GitHub), GIT_DEPTH: 0 (GitLab)": (
        "git fetch --unshallow；GitHub 上用 fetch-depth: 0，GitLab 上用 GIT_DEPTH: 0"
    ),
    # M: messages
    "the message #{id} went out with the placeholder {found}": "发出的消息 #{id} 里还留着占位符 {found}",
    "send the customer a corrected message: supportctl reply": "请给客户补发更正后的消息：supportctl reply",
    "the message #{id} repeats the internal note #{note} to the customer": "消息 #{id} 把内部备注 #{note} 的内容发给了客户",
    "see whether the customer was meant to read it": "请确认这些内容可以给客户看",
    "the customer was told everything by messenger; nothing is on a formal channel": (
        "对客户的答复全部走即时通讯，正式渠道上什么都没有"
    ),
    "the first word in the work on a {priority} went out (#{id}), and the priority is not confirmed": (
        "{priority} 处理中的第一次告知（#{id}）已发出，客户尚未确认优先级"
    ),
    "a call on the hotline on {at}, when the desk is closed": "{at} 有热线来电记录，而当时不在热线服务时间内",
    "see whether it was another channel or another time": "核对渠道或时间是否有误",
    "supportctl reply --channel email repeats it formally": "用 supportctl reply --channel email 在正式渠道上补发",
    # R: references
    "links to {target}, which is not in this desk": "关联了 {target}，但本服务台里没有它",
    "links to itself": "关联了自己",
    "the customer {customer} has no file in customers/": "客户 {customer} 在 customers/ 里没有档案",
    "the team {team} is none that supportctl.yaml names": "supportctl.yaml 里没有名为 {team} 的开发团队",
    "supportctl assign --team, or add {team} to teams: in supportctl.yaml": (
        "supportctl assign --team，或在 supportctl.yaml 的 teams: 中加上 {team}"
    ),
    "the {role} {person} is nobody of the team": "{role} {person} 不是团队成员",
    "supportctl assign, or add {person} to team: in supportctl.yaml": (
        "supportctl assign，或把 {person} 加到 supportctl.yaml 的 team: 中"
    ),
    # P: privacy
    "holds a private key": "含有私钥",
    "take it out and replace the key: whoever has read it can use it": "请删去并更换密钥：看到过它的人都能使用它",
    "holds what looks like a secret: {what} (fingerprint {fingerprint})": "疑似含有密钥：{what}（指纹 {fingerprint}）",
    "take it out and revoke it; a false alarm is allowed with --allow-secret {fingerprint}": (
        "请删去并吊销；若是误报，用 --allow-secret {fingerprint} 放行"
    ),
    "holds what looks like a password (fingerprint {fingerprint})": "疑似含有密码（指纹 {fingerprint}）",
    "replace it with ***, and have it changed": "请用 *** 代替，并通知修改密码",
    "holds the number of a payment card (fingerprint {fingerprint})": "含有银行卡号（指纹 {fingerprint}）",
    "replace it with its last four digits": "请只保留末四位",
    "holds a Chinese identity card number (fingerprint {fingerprint})": "含有身份证号（指纹 {fingerprint}）",
    "replace it with ***": "请用 *** 代替",
    "holds a telephone number (fingerprint {fingerprint})": "含有电话号码（指纹 {fingerprint}）",
    "holds a mail address (fingerprint {fingerprint})": "含有邮箱地址（指纹 {fingerprint}）",
    "keep it in customers/ and name the contact": "请存到 customers/ 里，这里只写联系人代号",
    "has the invisible character {character}, which can make text read otherwise than it is": (
        "含有不可见字符 {character}，会让文字看起来和实际不同"
    ),
    # X: the checks themselves
    "ignores {ignored}, which is not found here": "忽略了 {ignored}，但这里并没有这个问题",
    "{option}: no rule has the code or the name {wanted}": "{option}：没有编号或名称为 {wanted} 的规则",
    "delete the line": "请删掉这一行",
    "ignores {ignored} without a reason, or a code that cannot be ignored in a file": (
        "忽略 {ignored} 却没有写原因，或者这个编号不能在文件里忽略"
    ),
    "supportctl: ignore CODE REASON": "写法：supportctl: ignore 编号 原因",
    # check and rule
    "Check the desk: files, lifecycle, the past, references, privacy. The clock has no say here.": (
        "检查服务台：文件、流程、历史、引用、隐私；与时钟无关。"
    ),
    "Files, folders or tickets; without any, the whole desk.": "文件、目录或工单；不给则检查整个服务台。",
    "What the next commit would hold.": "只看下一次提交的内容。",
    "What changed since the branch left REF, and the past with it.": "只看分支离开 REF 之后的改动，并与当时的历史对比。",
    "Only these rules: codes, their beginnings or names.": "只用这些规则：编号、编号前缀或名称。",
    "Not these rules.": "不用这些规则。",
    "The mildest finding that fails the check.": "从哪一级问题起算检查不通过。",
    "Mend what can be mended without a loss: F002, F005, E206, W203, X901.": "修好修了也不会丢东西的问题：F002、F005、E206、W203、X901。",
    "`supportctl check --fix` mends it where nothing can be lost by that.": "只要不会因此丢东西，`supportctl check --fix` 就能修好它。",
    "Show what --fix would do, and do nothing.": "只显示 --fix 会做的改动，不写文件。",
    "Leave out the findings that FILE has put off.": "不报 FILE 里已搁置的问题。",
    "Put all findings off: write them into FILE.": "把现有问题全部搁置，写入 FILE。",
    "How often each rule, and no more.": "只给出每条规则的次数。",
    "Processes; 0 is one a core.": "进程数；0 表示每个核一个。",
    "text, json, github, summary, gitlab, sarif, junit, rdjson, markdown; FORM=FILE writes a file.": (
        "text、json、github、summary、gitlab、sarif、junit、rdjson、markdown；FORM=FILE 写入文件。"
    ),
    "Look for secrets in a commit message instead.": "改为在提交说明里查找密钥。",
    "{count} findings are put off in {path}": "{count} 个问题已搁置在 {path}",
    "why a rule is there: supportctl rule {code}": "规则的来由：supportctl rule {code}",
    "mended: {path}": "已修好：{path}",
    "the commit message holds what looks like a secret: {what} (fingerprint {fingerprint})": (
        "提交说明里疑似含有密钥：{what}（指纹 {fingerprint}）"
    ),
    "CODE": "编号",
    "SEVERITY": "级别",
    "FILE": "文件",
    "COUNT": "次数",
    "Codes or names of rules.": "规则的编号或名称。",
    "List all rules.": "列出全部规则。",
    "there is no rule {wanted}": "没有规则 {wanted}",
    "{checked} files checked; nothing was found": "检查了 {checked} 个文件，没有发现问题",
    "{errors} errors, {warnings} warnings, {notes} notes in {files} of {checked} files": (
        "{errors} 个错误、{warnings} 个警告、{notes} 个提示，涉及 {files}/{checked} 个文件"
    ),
    "{count} more findings are not shown here": "另有 {count} 个问题未列出",
    "Explain a rule of check: why it is there, what breaks it and what does not.": (
        "解释一条检查规则：来由、反例和正例。"
    ),
    "the schema": "字段",
    "events of the timeline": "时间线事件",
    "the workflow": "流程",
    "the past": "历史",
    "messages": "消息",
    "references": "引用",
    "privacy": "隐私",
    "the knowledge base": "知识库",
    "templates": "模板",
    "the configuration": "配置",
    "the clock": "时钟",
    "the checks themselves": "检查本身",
    "{family}, {severity}": "{family}，{severity}",
    "Not so:": "反例：",
    "But so:": "正例：",
    "To mend it: {way}": "修正：{way}",
    "Asked for by {clause} of the manual.": "依据手册 {clause}。",
    "a symbolic link or a folder": "符号链接或目录",
    # secrets in our own commits
    "{path} would hold a secret; nothing was written": "{path} 会带上密钥；没有写入任何内容",
    "take it out; if it is no secret, say so: --allow-secret {fingerprint}": (
        "请删去；如果不是密钥，用 --allow-secret {fingerprint} 说明"
    ),
    "line {line}: {what} (fingerprint {fingerprint})": "第 {line} 行：{what}（指纹 {fingerprint}）",
    "What looks like a secret, by its fingerprint, is none.": "按指纹说明：它像密钥，其实不是。",
    # diff
    "Show a change in the words of the desk: what moved, what was said to whom, and the risks first.": (
        "用服务台的话说明改动：改了什么、对谁说了什么，风险排在最前。"
    ),
    "A..B, A...B or A; then tickets or paths.": "A..B、A...B 或 A；后面可跟工单或路径。",
    "What the next commit would change.": "下一次提交会改动什么。",
    "For a terminal, a pull request, a page, a program.": "用于终端、合并请求、网页或程序。",
    "The same as --format json.": "等同于 --format json。",
    "End in 1 where there are risks.": "有风险时以 1 退出。",
    "One file in words, for Git's own diff.": "把一个文件转成文字，供 Git 自己的 diff 使用。",
    "Changes since {base}": "自 {base} 以来的改动",
    "Changes since {base}: {changed} changed, {new} new": "自 {base} 以来：改动 {changed} 个，新增 {new} 个",
    "{count} more changed files are not shown here: supportctl diff": "另有 {count} 个改动的文件未列出：supportctl diff",
    "{count} risks": "{count} 项风险",
    "FIELD": "字段",
    "BEFORE": "改前",
    "AFTER": "改后",
    "resolution clock paused": "解决时限暂停",
    "resolution clock resumed": "解决时限继续",
    "resolution clock stopped": "解决时限停止",
    "resolution clock restarted": "解决时限重新开始",
    "new": "新增",
    "deleted": "删除",
    "moved": "移动",
    "cannot be read": "无法读取",
    "edited by hand": "手工改动",
    "+{count} to the customer": "+{count} 条发给客户",
    "+{count} from the customer": "+{count} 条客户来信",
    "+{count} internal": "+{count} 条内部备注",
    "{count} past events edited": "{count} 个既有事件被改",
    "{count} past events removed": "{count} 个既有事件被删",
    "section {name} changed": "小节 {name} 有改动",
    "other lines of the front matter changed": "front matter 的其他行有改动",
    "[public]": "【对客户】",
    "[internal]": "【内部】",
    # hooks, ci
    "Check what is about to be committed, in this clone.": "在这份克隆里检查即将提交的内容。",
    "Install the hooks pre-commit and commit-msg; one that is there runs first.": (
        "安装 pre-commit 和 commit-msg 钩子；原有的钩子先执行。"
    ),
    "Take the hooks away; what was there before is there again.": "移除钩子；原来的恢复原样。",
    "Say which hooks are in place.": "列出已安装的钩子。",
    "HOOK": "钩子",
    "core.hooksPath puts the hooks of this clone into {path}, which may be shared; nothing was written": (
        "core.hooksPath 把钩子放在 {path}，那里可能是共用的；没有写入任何内容"
    ),
    "call supportctl check --staged from the pre-commit hook there, or git config --unset core.hooksPath": (
        "在那里的 pre-commit 钩子里调用 supportctl check --staged，或 git config --unset core.hooksPath"
    ),
    "Do what a pipeline does: check and diff a change, or watch the whole desk, and tell the host.": (
        "完成流水线要做的事：检查并说明改动，或巡查整个服务台，并通知托管平台。"
    ),
    "Without a base the whole desk is looked at, and what is late on it; a change never turns red overnight.": (
        "不给基准时检查整个服务台并列出逾期事项；一次改动不会因为过了一夜就变红。"
    ),
    "A change is judged by the configuration of its base, so that it cannot change the rules it is held to.": (
        "改动按其基准的配置来评判，因此无法修改约束自己的规则。"
    ),
    "Compare with REF; by default what the host says.": "与 REF 对比；默认由托管平台给出。",
    "Write SARIF, JUnit, Code Quality and Markdown there.": "把 SARIF、JUnit、Code Quality 和 Markdown 写到那里。",
    "Add the workflow that checks every change on that host.": "为该平台加上检查每次改动的流水线。",
    "take the lines back from: git show {base}:{path}": "把原来的几行取回来：git show {base}:{path}",
}

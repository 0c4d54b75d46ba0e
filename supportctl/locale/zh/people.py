"""客户、联系人、合同与团队。"""

TEXTS = {
    "Customers: their names, their people, their contracts.": "客户：名称、联系人与合同。",
    "The customer's short name.": "客户代号。",
    "The customer's name.": "客户名称。",
    "The name in English.": "英文名称。",
    "The contact's name.": "联系人姓名。",
    "The contact's mail address.": "联系人邮箱。",
    "The contact's telephone number.": "联系人电话。",
    "The contact's language.": "联系人使用的语言。",
    "The number of a contract.": "合同编号。",
    "The contract's tier.": "合同等级。",
    "The contract's first day.": "合同生效日。",
    "The contract's last day.": "合同截止日。",
    "What the contract covers (M-1.3).": "合同涵盖的服务内容（M-1.3）。",
    "How often a health check falls due.": "健康巡检的周期。",
    "The working calendar of the contract.": "合同适用的工作日历。",
    "Enter a customer, with a contact and a contract if they are known.": "登记客户；已知联系人与合同可一并登记。",
    "Tickets name a contact by an opaque short name; the person's data stands in customers/SLUG.yaml alone.": (
        "工单只以不透露身份的代号指称联系人，个人资料只存放在 customers/SLUG.yaml 中。"
    ),
    "List the customers with the contract in force today.": "列出客户及当前有效的合同。",
    "no customers yet; enter one with: supportctl customer new SLUG NAME": (
        "还没有客户；登记客户：supportctl customer new SLUG NAME"
    ),
    "Show a customer: contacts and contracts.": "查看客户的联系人与合同。",
    "Change a customer; an empty value takes the entry away.": "修改客户资料；空值表示去掉该项。",
    "With -e the whole file opens in your editor and is read again before it is saved.": (
        "加 -e 则在编辑器中打开整个文件，保存前重新校验。"
    ),
    "The contact to change; without it one is added.": "要修改的联系人；不指定则新增一位。",
    "say what to change, or give -e for the editor": "请说明要修改什么，或用 -e 打开编辑器",
    "which contract is meant?": "未说明是哪一份合同",
    "give one of {flags}": "请至少给出其中一项：{flags}",
    "nothing is said about the contract {id}": "没有给出合同 {id} 的任何内容",
    "a day is written 2026-09-14": "日期应写作 2026-09-14",
    "Take personal data out of a customer's file, and list where it still stands.": (
        "从客户文件中清除个人资料，并列出仍有残留之处。"
    ),
    "The short names stay, so tickets keep their meaning. What tickets and other files of the desk still say "
    "is listed line by line with the command that takes it out; Git's history and other clones are named.": (
        "代号保留，工单的含义不受影响。工单及其他文件中仍有残留的，逐行列出并给出清除命令；"
        "同时说明 Git 历史与其他克隆中的残留。"
    ),
    "This person alone; by default everybody.": "只清除此人；默认清除全部联系人。",
    "Do not ask.": "不再询问。",
    "{count} contacts and the name": "{count} 位联系人及客户名称",
    "erase {whom} of {slug}? (y/n)": "确定清除 {slug} 的{whom}？(y/n)",
    "{count} lines of the work tree still say it": "工作区中仍有 {count} 行含有这些内容",
    "Git's history holds {path} in {count} commits, and so do other clones and backups; "
    "only git filter-repo and fresh clones take it out there": (
        "Git 历史中有 {count} 个提交含有 {path} 的旧内容，其他克隆与备份亦然；"
        "须用 git filter-repo 改写历史并重新克隆才能清除"
    ),
    "{id}: saved in {path}": "{id}：已保存到 {path}",
    "Contacts": "联系人",
    "Contracts": "合同",
    "(erased on {day})": "（已于 {day} 清除）",
    "covers {items}": "涵盖 {items}",
    "health checks {rhythm}": "健康巡检 {rhythm}",
    "SLUG": "代号",
    "TIER": "等级",
    "UNTIL": "有效期至",
    "CONTACTS": "联系人",
    "NAME": "名称",
    "ROLE": "角色",
    "GROUP": "小组",
    "MAIL": "邮箱",
    "PLACE": "位置",
    "COMMAND": "命令",
    "The people who work here, by their short names.": "团队成员及其代号。",
    "List the people of the team.": "列出团队成员。",
    "nobody yet; add somebody with: supportctl team add SLUG NAME --email ADDRESS": (
        "还没有成员；添加成员：supportctl team add SLUG NAME --email ADDRESS"
    ),
    "The short name that events carry.": "事件中署名用的代号。",
    "The person's name.": "姓名。",
    "The address Git knows the person by.": "此人在 Git 中使用的邮箱。",
    "What the person does here.": "担任的角色。",
    "The team the person is in.": "所属小组。",
    "Add a person to the team; supportctl.yaml keeps its comments.": "添加团队成员；supportctl.yaml 中的注释保持不变。",
    # 拒绝
    "no customer answers to {wanted}": "没有客户 {wanted}",
    "supportctl customer list; a new one: supportctl customer new {wanted}": (
        "supportctl customer list；新客户：supportctl customer new {wanted}"
    ),
    "{customer} has no contact {wanted}": "{customer} 没有联系人 {wanted}",
    "supportctl customer edit {customer} --contact-name NAME adds one": (
        "添加联系人：supportctl customer edit {customer} --contact-name NAME"
    ),
    "there is a customer {slug} already; nothing was written": "客户 {slug} 已存在；未写入任何内容",
    "supportctl customer show {slug}, or supportctl customer edit {slug}": (
        "supportctl customer show {slug}，或 supportctl customer edit {slug}"
    ),
    "{slug} is on the team already ({name}); nothing was written": "{slug} 已在团队中（{name}）；未写入任何内容",
    "is not a list of keys and values": "不是键值列表",
    "is not named like a customer (a-z, 0-9, -, _ and . before .yaml)": (
        "文件名不符合客户命名（.yaml 前只用 a-z、0-9、-、_ 和 .）"
    ),
    "opaque names such as c-4h7k2, each with its own lines": "以 c-4h7k2 这样的代号为键、各有其内容",
    "contract numbers, each with its own lines": "以合同编号为键、各有其内容",
    "keys and values": "键值列表",
    "a day such as 2026-09-14": "2026-09-14 这样的日期",
    "no earlier than from": "不早于 from 的日期",
    "not a file": "不是文件",
    "a short name of a-z, 0-9, -, _ and .": "由 a-z、0-9、-、_ 和 . 组成的短名",
}

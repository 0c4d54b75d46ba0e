"""Mails to customers."""

TEXTS = {
    # 选项与命令
    "Record or send it without asking.": "不再询问，直接记录或发送。",
    "Write it as a mail into FILE, for your mail program.": "写成邮件文件 FILE，交给邮件客户端发送。",
    "Mail it; it is on record once the server has taken it.": "用邮件发送；服务器收下后才入工单。",
    "The new time, as an option.": "新的时间（选项写法）。",
    "Why; the template tells it to the customer.": "原因；模板会写给客户。",
    "What you found; then -m is your advice.": "核实的结论；此时 -m 是给客户的建议。",
    "-m is the message as you wrote it. Without one the template delay is filled in with --reason and --eta; -t NAME takes another, and -m is its text.": (
        "-m 就是发给客户的原文。不给 -m 时，用 --reason 和 --eta 填写模板 delay；-t NAME 换用别的模板，-m 作为其正文。"
    ),
    "-m is the message as you wrote it. With --reason it is written from the template statement.": (
        "-m 就是发给客户的原文。给出 --reason 时，按模板 statement 成文。"
    ),
    "Without --send it is recorded, not sent: supportctl writes down what you told the customer and when.": (
        "不加 --send 时只记录、不发送：supportctl 记下您何时对客户说了什么。"
    ),
    "Mails to customers that did not go out: see them, send them, drop them.": (
        "没发出去的客户邮件：查看、发送、丢弃。"
    ),
    "LETTER": "邮件",
    "TRIED": "上次尝试",
    "SUBJECT": "主题",
    "TROUBLE": "问题",
    "The letter, or the beginning of its name.": "邮件的编号，或编号开头几位。",
    "List what waits in this clone; a letter in doubt may have arrived.": (
        "列出本克隆里待发的邮件；状态 doubt 表示对方可能已收到。"
    ),
    "nothing waits": "没有待发的邮件",
    "Print a letter: whom it goes to, its subject, its text.": "显示一封邮件：收件人、主题、正文。",
    "Send it although it may have arrived before.": "即使之前那次可能已送达，仍再发一次。",
    "Send a letter and record it; one that was sent already is recorded and not sent again.": (
        "发送并记录一封邮件；已发出的只补记录，不再发送。"
    ),
    "Record a letter in doubt as sent, because it arrived.": "存疑的邮件确认已送达，记为已发送。",
    "Throw a letter away; the ticket never hears of it.": "丢弃一封邮件，工单上不留记录。",
    "The Message-ID of the mail; ours will answer it.": "来信的 Message-ID；我们的回信会接在它后面。",
    "it must be like <1234@mail.example.com>": "形如 <1234@mail.example.com>",
    # 对话
    "recorded, not sent: the mail is in {path}": "已记录，未发送：邮件在 {path}",
    "sent to {address}": "已发送至 {address}",
    "send it? [y/n]": "发送吗？[y/n]",
    "throw it away? [y/n]": "丢弃吗？[y/n]",
    "{id}: a message to the customer has not gone out: supportctl outbox show {letter}": (
        "{id}：有一封给客户的邮件还没发出：supportctl outbox show {letter}"
    ),
    # 拒绝
    "no one letter in the outbox answers to {wanted}": "发件箱里没有唯一对应 {wanted} 的邮件",
    "this desk has no mail server; nothing was sent": "本台没有配置邮件服务器；未发送",
    "name it in supportctl.yaml under mail: (host, from); or write a file to send by hand: --eml FILE": (
        "在 supportctl.yaml 的 mail: 下写明 host 和 from；或用 --eml FILE 写成文件手工发送"
    ),
    "{id}: there is nobody to send to: {reason}": "{id}：没有收件人：{reason}",
    "it has no contact": "工单没有联系人",
    "{contact} has no mail address that can be used": "{contact} 没有可用的邮箱地址",
    "{address} is no mail address": "{address} 不是邮箱地址",
    "there is no password for {user} at {host}": "没有 {user} 在 {host} 的密码",
    "set {variable}, or {command} to a command that prints it": "设置 {variable}，或把 {command} 设为输出密码的命令",
    "a password for {host} would go over the line in the clear; nothing was sent": (
        "发往 {host} 的密码会以明文传输；未发送"
    ),
    "set mail.security to starttls or tls in supportctl.yaml": "在 supportctl.yaml 中把 mail.security 设为 starttls 或 tls",
    "the command in {variable} gave no password: {reason}": "{variable} 中的命令没有给出密码：{reason}",
    "this cannot go out as a mail: {reason}": "无法作为邮件发出：{reason}",
    "the subject has a line break or a control character": "主题里有换行或控制字符",
    "{host} refused the message: {code} {words}": "{host} 拒收：{code} {words}",
    "the same message for {ticket} waits in the outbox already; nothing was sent": (
        "发件箱里已有一封发往 {ticket} 的相同邮件；未发送"
    ),
    "supportctl outbox show {id}, then supportctl outbox send {id} or supportctl outbox drop {id}": (
        "先执行 supportctl outbox show {id} 查看，再执行 supportctl outbox send {id} 或 supportctl outbox drop {id}"
    ),
    "{id} may have been sent already, at {tried}; nothing was sent now": "{id} 可能已在 {tried} 发出；这次没有发送",
    "if it arrived: supportctl outbox sent {id}; if it did not: supportctl outbox send {id} --again": (
        "对方已收到：supportctl outbox sent {id}；没有收到：supportctl outbox send {id} --again"
    ),
    "{id} was never given to a mail server; nothing was recorded": "{id} 从未交给邮件服务器；未记录",
    "{id} is sent, but not on record yet": "{id} 已发出，但尚未入工单",
    "when this is mended: supportctl outbox send {id}, which records it and sends nothing again": (
        "处理好之后执行 supportctl outbox send {id}，只补记录，不再发送"
    ),
    "nothing is lost; to try again: supportctl outbox send {id}": "邮件已保留；重试：supportctl outbox send {id}",
    "{path} exists already; nothing was written": "{path} 已存在；未写入",
    "take another name": "请换一个文件名",
    "{host} could not be given the message: {reason}": "邮件没能交给 {host}：{reason}",
    "{host} was given the whole message, but {reason}: nobody knows whether it has it": (
        "邮件已全部传给 {host}，但{reason}：不知道对方是否收下"
    ),
    "its certificate will not do: {words}": "证书无效：{words}",
    "it offers no STARTTLS, and nothing goes in the clear": "服务器不支持 STARTTLS，而邮件不以明文发送",
    "the host, the user or the password has characters that are not ASCII": "主机名、用户名或密码含有非 ASCII 字符",
    "it did not answer in time": "没有在限时内应答",
    "the connection broke off": "连接中断",
    "its answer was {words}": "应答为 {words}",
    # 配置
    "give it in the environment: SUPPORTCTL_SMTP_PASSWORD": "改由环境变量提供：SUPPORTCTL_SMTP_PASSWORD",
    "{key} is for everybody to read who has this repository; take it out, and change the password": (
        "{key} 会被所有拿到仓库的人看到；请删除，并更换密码"
    ),
    "{id}: the customer has the mail of {sent}; it is taken back in the record alone. "
    "To put it right: supportctl reply {id} -m TEXT --send": (
        "{id}：客户已经收到 {sent} 发出的邮件，撤回的只是记录。如需更正：supportctl reply {id} -m 正文 --send"
    ),
}

"""命令行：命令一览、选项、帮助页、用法错误。"""

TEXTS = {
    # 帮助页
    "A help desk that lives in Git: one Markdown file a ticket, one commit a change.": (
        "住在 Git 里的服务台：一张工单一个 Markdown 文件，一次变更一个提交。"
    ),
    "Usage: {usage}": "用法：{usage}",
    "Examples:": "示例：",
    "Commands:": "命令：",
    "Arguments:": "参数：",
    "Options:": "选项：",
    "Everywhere, see supportctl --help: {names}": "通用选项（见 supportctl --help）：{names}",
    "[default: {value}]": "[默认：{value}]",
    "{section}:": "{section}：",
    "Daily work": "日常处理",
    "Look and search": "查看与检索",
    "Knowledge base": "知识库",
    "Customers and team": "客户与团队",
    "Clock": "时限",
    "Review": "检查与评审",
    "Set-up": "安装与配置",
    # 通用选项
    "Work in the desk at DIR.": "在 DIR 处的服务台中工作。",
    "Language of messages.": "提示信息的语言。",
    "When to colour.": "何时使用颜色。",
    "Never ask, never open an editor.": "不提问，也不打开编辑器。",
    "Print the answer and no talk.": "只输出结果，不输出说明。",
    "Say more about what is done.": "详细说明所做的事。",
    "Take TIME for the present.": "以 TIME 作为当前时间。",
    "Print the version.": "显示版本号。",
    "Print this page.": "显示本页。",
    "Print in this form instead of a table.": "不用表格，改用这种格式输出。",
    # 正文从哪里来
    "The text; each -m is a paragraph.": "正文；每个 -m 为一段。",
    "Read the text from FILE; - is standard input.": "从 FILE 读取正文；- 表示标准输入。",
    "Write the text in your editor.": "在编辑器中书写正文。",
    "# Lines that begin with '# ' at the end are left out.\n# An empty text stops the command.": (
        "# 末尾以“# ”开头的各行不计入正文。\n# 正文为空则放弃本次命令。"
    ),
    "the editor {editor} ended with {code}; nothing was written": (
        "编辑器 {editor} 以 {code} 退出；没有写入任何内容"
    ),
    "your text is kept: -F {path}": "您写的正文已保留，可用 -F {path} 重新提交",
    "byte {byte} is not UTF-8": "第 {byte} 字节不是 UTF-8",
    "{name} is empty; nothing was written": "{name}为空；没有写入任何内容",
    "give it with -m TEXT, -F FILE, -F - or -e": "请用 -m TEXT、-F FILE、-F - 或 -e 给出",
    # 用法错误
    "{name} is missing": "缺少 {name}",
    "no such option: {option}": "没有这个选项：{option}",
    "no such command: {name}": "没有这个命令：{name}",
    "{option} needs a value": "{option} 需要一个值",
    "{option} takes no value": "{option} 不带值",
    "one argument too many: {words}": "多余的参数：{words}",
    "{one} and {other} cannot be given together": "{one} 与 {other} 不能同时使用",
    "{name}: {value} is not a whole number": "{name}：{value} 不是整数",
    "{name}: {value} is not a number": "{name}：{value} 不是数字",
    "{name}: {value} is not in the range {range}": "{name}：{value} 不在范围 {range} 之内",
    "{name}: {value} is not one of {allowed}": "{name}：{value} 不在可选值之列：{allowed}",
    "{name}: {value} will not do: {reason}": "{name}：{value} 不可用：{reason}",
    "{name}: {problem}": "{name}：{problem}",
    "did you mean {guess}?": "是不是想用 {guess}？",
    "see {command} --help": "详见 {command} --help",
    # completion
    "Print the completion script of a shell.": "输出 shell 的命令补全脚本。",
    "The script asks supportctl itself at every Tab, so it stays right when supportctl is upgraded.": (
        "按 Tab 时脚本会询问 supportctl 本身，因此 supportctl 升级后补全依然正确。"
    ),
    "The shell to serve.": "要支持的 shell。",
}

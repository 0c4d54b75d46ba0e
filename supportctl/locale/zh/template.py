"""模板：列出、填写、检查。"""

TEXTS = {
    "Templates of replies and checklists: see them, fill them in, check them.": "回复模板和核查清单：查看、填写、检查。",
    "List the templates: the package's own, and those the desk has put in their place.": (
        "列出模板：自带的，以及本服务台用来替换的。"
    ),
    "Show a template as it is written, to copy and change it in the desk's templates folder.": (
        "按原样显示模板，便于复制到本服务台的 templates 目录里修改。"
    ),
    "Fill a template in and print it; nothing is recorded. What it lacks is named.": (
        "填写模板并输出；不记录任何内容。缺什么会逐个说明。"
    ),
    "Check the desk's own templates: syntax, names nobody gives, a language left out.": (
        "检查本服务台自己的模板：语法、没人提供的变量、缺少的语言。"
    ),
    "With an error among what it finds it ends in exit code 1.": "发现错误时退出码为 1。",
    "The template, for example progress.": "模板名，例如 progress。",
    "The ticket it is about.": "所涉及的工单。",
    "What the template asks for, one by one.": "模板需要的内容，逐个给出。",
    "Instead of the contact's language.": "不用联系人的语言，而用这一种。",
    "Begin with a template; -m is its text.": "以模板开头；-m 是其中的正文。",
    "record it? [y/n]": "要记录吗？[y/n]",
    "it must be NAME=TEXT": "必须写成 名称=文本",
    "checklists and skeletons are not for the customer": "核查清单和填写提纲不发给客户",
    "-e opens the editor with the template skeleton-ticket, or the category's; its prompts are no content.": (
        "-e 用模板 skeleton-ticket（或该类别的模板）打开编辑器；其中的提示不算内容。"
    ),
    "The editor opens with the template skeleton-article; its prompts are no content.": (
        "编辑器用模板 skeleton-article 打开；其中的提示不算内容。"
    ),
    "put your own into {path}": "自己的版本请放在 {path}",
    "subject: {subject}": "主题：{subject}",
    "nothing is wrong with the desk's templates": "本服务台的模板没有问题",
    # refusals
    "the template {name} needs {missing}": "模板 {name} 还需要 {missing}",
    "give it with {way}": "请用 {way} 给出",
    "there is no template {name}": "没有模板 {name}",
    "the template {path} was stopped: {reason}": "模板 {path} 被中止：{reason}",
    "the template {path} does not parse, line {line}: {reason}": "模板 {path} 第 {line} 行无法解析：{reason}",
    # findings
    "does not parse: {reason}": "无法解析：{reason}",
    "{name} has to be given: --set {name}=TEXT": "{name} 要由人给出：--set {name}=TEXT",
    "has no {other} beside it": "旁边缺少 {other}",
    "is not named like a template (NAME.en.md.j2 or NAME.zh.md.j2)": (
        "文件名不是模板的格式（NAME.en.md.j2 或 NAME.zh.md.j2）"
    ),
    "includes {name}, which is not among the templates": "引用了 {name}，但模板里没有它",
    "was stopped: {reason}": "被中止：{reason}",
    "was not looked at: one before it used up the time": "没有检查：排在前面的某个模板耗尽了时间",
}

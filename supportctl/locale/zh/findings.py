"""Findings about files: the file itself, its fields, its timeline, the desk's configuration."""

TEXTS = {
    # F: the file
    "is not UTF-8 at byte {byte}": "第 {byte} 字节处不是 UTF-8",
    "save it as UTF-8 without a byte-order mark": "请另存为不带 BOM 的 UTF-8",
    "begins with a byte-order mark": "文件开头有 BOM",
    "has no front matter between two lines of ---": "没有夹在两行 --- 之间的 front matter",
    "restore it: git log -p -- {path}": "从历史中找回：git log -p -- {path}",
    "is not YAML: {reason}": "不是合法的 YAML：{reason}",
    "put the value in single quotes": "给这个值加上单引号",
    "the key {key} stands twice, first in line {first}": "键 {key} 出现了两次，第一次在第 {first} 行",
    "keep one": "只留一个",
    "{feature} are not allowed here": "这里不能使用{feature}",
    "YAML aliases": "YAML 别名",
    "YAML anchors": "YAML 锚点",
    "YAML tags": "YAML 类型标签",
    "YAML directives": "YAML 指令",
    "further YAML documents": "多个 YAML 文档",
    "merge keys and keys that are not text": "合并键或非文本的键",
    "write the values out": "请把值逐个写出来",
    "has Git's conflict markers": "含有 Git 冲突标记",
    "is not a plain file: {kind}": "不是普通文件：{kind}",
    "is nested more than {limit} deep": "嵌套超过 {limit} 层",
    "holds {id}, whose place is {expected}": "里面是 {id}，它应当放在 {expected}",
    "is not named like a ticket (T-YYYYMMDD-XXXXX.md)": "文件名不是工单的格式（T-YYYYMMDD-XXXXX.md）",
    "{what} is {size} bytes; the limit is {limit}": "{what}有 {size} 字节，上限是 {limit}",
    "the file": "文件",
    "the front matter": "front matter ",
    "has the control character {character}": "含有控制字符 {character}",
    "delete it": "请删掉它",
    "the front matter is not a list of keys and values": "front matter 不是键值列表",
    "cannot be read: {reason}": "无法读取：{reason}",
    "has more than {limit} nodes of YAML": "YAML 节点超过 {limit} 个",
    # S: the schema
    "the field {name} is missing": "缺少字段 {name}",
    "{name} must be {wanted}": "{name} 必须是{wanted}",
    "a list, one item a line": "列表，每行一项",
    "one line of text": "一行文本",
    "a whole number": "整数",
    "the field {name} is unknown; did you mean {guess}?": "不认识字段 {name}，是不是想写 {guess}？",
    "{name}: {value} is not a time with an offset, such as '2026-09-14T08:58:00+08:00'": (
        "{name}：{value} 不是带时区偏移的时间，例如 '2026-09-14T08:58:00+08:00'"
    ),
    "the ID {id} is also in {other}": "编号 {id} 在 {other} 里也有",
    "has schema {schema}, newer than this supportctl knows ({known}); it can be read, not changed": (
        "schema 是 {schema}，比本版 supportctl 认识的 {known} 新；只能查看，不能修改"
    ),
    "install a newer supportctl": "请升级 supportctl",
    "has schema {schema}; {known} is current": "schema 是 {schema}，当前版本是 {known}",
    "the section {name} stands twice, first in line {first}": "小节“{name}”出现了两次，第一次在第 {first} 行",
    "join the two into one": "请把两处合成一处",
    "has no timeline (## Timeline or ## 时间线)": "没有时间线（## Timeline 或 ## 时间线）",
    "a code block begins here and does not end; it hides the headings below it": (
        "从这里开始的代码块没有结束，把下面的标题都盖住了"
    ),
    "close it with {fence}": "用 {fence} 结束它",
    "it must be one value, not a list": "只能是一个值，不能是列表",
    "it must be one line": "只能是一行",
    "it has a control character": "含有控制字符",
    "it is not one of {allowed}": "不在允许的取值之内（{allowed}）",
    "it must be a short name of a-z, 0-9, -, _ and .": "只能是由 a-z、0-9、-、_ 和 . 组成的短名",
    "it must be a time with an offset, such as 2026-09-14T08:58:00+08:00": (
        "必须是带时区偏移的时间，例如 2026-09-14T08:58:00+08:00"
    ),
    "it is not an ID": "不是编号",
    "it is not an ID of an article": "不是知识库文章的编号",
    "an item of a list is neither empty nor has a comma": "列表的项不能为空，也不能含逗号",
    "a link begins with one of {allowed}": "关联必须以这些词之一开头：{allowed}",
    "a link points at a ticket, an article or a web address": "关联只能指向工单、知识库文章或网址",
    "a tag has no spaces": "标签里不能有空格",
    # C: the desk's configuration
    "cannot be used: {reason}": "无法使用：{reason}",
    "{key} must be {wanted}": "{key} 必须是{wanted}",
    "{key}: {value} is not one of {allowed}": "{key}：{value} 不在允许的取值之内（{allowed}）",
    "has version {version}, but this supportctl knows only {known}": (
        "version 是 {version}，而本版 supportctl 只认识 {known}"
    ),
    "the key {key} is unknown; did you mean {guess}?": "不认识键 {key}，是不是想写 {guess}？",
    # E: events of the timeline
    "this is not an event of the timeline: {found}": "这不是时间线上的事件：{found}",
    "move the text above the timeline, or record it: supportctl note": (
        "把这段文字移到时间线上方，或记成备注：supportctl note"
    ),
    "the event #{id} is not written the way supportctl writes it": "事件 #{id} 的写法与 supportctl 写出的不一致",
    "events are never edited; restore it: git log -p -- {path}": "事件不能改写，请从历史中找回：git log -p -- {path}",
    "the event #{id}: {name}: {value} is not one of {allowed}": (
        "事件 #{id} 的 {name}：{value} 不在允许的取值之内（{allowed}）"
    ),
    "the event #{id} lacks {name}": "事件 #{id} 缺少 {name}",
    "the event #{id} stands twice with different content": "事件 #{id} 出现了两次，内容却不一样",
    "keep the one that git log -p -- {path} shows first": "保留 git log -p -- {path} 中最早的那一个",
    "the event #{id} is not later than the one before it": "事件 #{id} 并不晚于它前面的事件",
    "the event #{id}: {name}: {value} is not a time with an offset": (
        "事件 #{id} 的 {name}：{value} 不是带时区偏移的时间"
    ),
    "the timeline does not begin with a created event": "时间线不是以 created 事件开头",
    "the event #{id}: {name}: {value} is no event of this ticket": "事件 #{id} 的 {name}：本工单没有事件 {value}",
    "the event #{id} creates the ticket a second time": "事件 #{id} 又一次创建了这张工单",
    "the event #{id}: {name}: {value} is not a whole number": "事件 #{id} 的 {name}：{value} 不是整数",
}

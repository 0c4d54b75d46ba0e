"""标签、领取、承诺时间、关联、清除与手工修改。"""

TEXTS = {
    "All tags it is to have.": "工单应有的全部标签。",
    "Edit fields and sections in your editor.": "在编辑器中修改字段与各节内容。",
    "When it is promised to be solved.": "承诺解决的时间。",
    "Put tags on a ticket and take tags off.": "为工单加上或去掉标签。",
    "+TAG puts it on, -TAG takes it off.": "+标签 为加上，-标签 为去掉。",
    "The same as -TAG.": "与 -标签 相同。",
    "say which tag": "请给出标签",
    "Link a ticket to another one, to an article or to a web page.": "把工单关联到另一工单、知识库文章或网页。",
    "relates, duplicates, follows_up, caused_by, known_error or article.": (
        "relates、duplicates、follows_up、caused_by、known_error 或 article。"
    ),
    "A ticket, an article or a web address.": "工单、文章或网址。",
    "Take away a ticket's links to a target.": "去掉工单与某一目标的关联。",
    "What it is linked to, or part of it.": "所关联的目标，可只写一部分。",
    "a ticket does not link to itself": "工单不能关联自身",
    "Take the next ticket nobody has: the oldest of the highest priority.": (
        "领取下一张无人负责的工单：优先级最高者中最早的一张。"
    ),
    "Two people who take at the same moment get two different tickets.": "两人同时领取，得到的是两张不同的工单。",
    "Who takes it, if not you.": "由谁领取；默认为本人。",
    "no live ticket is without an assignee": "没有无人负责的在办工单",
    "Say when a ticket will be solved; a day means its 18:00.": "给出承诺解决时间；只写日期则指当日 18:00。",
    "When it will be solved, or none.": "解决时间，或 none。",
    "Record the time that was spent on a ticket.": "记录在工单上花费的时间。",
    "Minutes, or a length such as 1h30m.": "分钟数，或 1h30m 这样的时长。",
    "it must be at least one minute and no year": "须至少一分钟且不足一年",
    "Empty the text of one event; its heading stays, and why it was emptied is recorded.": (
        "清除某一事件的正文；标题保留，并记录清除的原因。"
    ),
    "A name in a title is masked with --attribute title, in the event that created the ticket and in the title "
    "itself. The text is gone from the file, but not from Git's history and not from other clones.": (
        "标题里的姓名用 --attribute title 遮掉，创建事件和标题本身会一并遮掉。"
        "文件中不再有这些内容，但 Git 历史与其他克隆中仍然存在。"
    ),
    "Mask this instead of the text: title, reason, from, to ...": "不清正文，改为遮掉这个属性：title、reason、from、to ……",
    "{id}: of the event #{event} only these can be masked: {names}; nothing was written": (
        "{id}：事件 #{event} 只能遮掉这些：{names}；什么都没写"
    ),
    "The event, as show and history name it.": "事件编号，见 show 与 history。",
    "why must it go?": "为何要清除？",
    "Git's history and other clones still hold the text": "Git 历史与其他克隆中仍有该正文",
    "With -e the fields and the sections open in your editor; each that you change is recorded as an event. "
    "An edit you made in the file by hand, and did not commit, is recorded in the same way by --adopt.": (
        "加 -e 则在编辑器中打开字段与各节，改动的每一项都记为一个事件。"
        "直接改了文件而尚未提交的，用 --adopt 同样记录下来。"
    ),
    "{id} has no event {wanted}": "{id} 没有事件 {wanted}",
    "{id} was not there at {revision}": "{revision} 时还没有 {id}",
    "{path}: the status was changed by hand to {status}; a status goes through the lifecycle": (
        "{path}：状态被手工改为 {status}；状态须按流程变更"
    ),
    "put the old status back, then supportctl move {id} {status}": (
        "先改回原状态，再运行 supportctl move {id} {status}"
    ),
    "{path}: {name} never changes, but was edited by hand; nothing was written": (
        "{path}：{name} 不可变更，却被手工修改；未写入任何内容"
    ),
    "git diff -- {path} shows the edit, git restore -- {path} drops it": (
        "git diff -- {path} 查看改动，git restore -- {path} 放弃改动"
    ),
    "{path}: the timeline was edited by hand, but is only ever added to; nothing was written": (
        "{path}：时间线被手工修改，而时间线只能追加；未写入任何内容"
    ),
    "git diff -- {path} shows the edit; take it back, then supportctl redact or supportctl undo": (
        "git diff -- {path} 查看改动；撤回后改用 supportctl redact 或 supportctl undo"
    ),
    "{path} changed while you were writing; nothing was written": "编辑期间 {path} 已有变化；未写入任何内容",
    "{id}: the event #{event} has no text; nothing was written": "{id}：事件 #{event} 没有正文；未写入任何内容",
    "TICKET@REVISION is the ticket as a commit has it.": "TICKET@REVISION 表示某次提交时的工单。",
    "Count by a field, for example assignee.": "按字段统计数量，例如 assignee。",
    "Print how many there are.": "输出数量。",
    # 导出与升级
    "Print tickets whole, as JSON lines that import takes back; or as CSV or Markdown.": (
        "完整输出工单：默认为可再导入的 JSON 行，也可输出 CSV 或 Markdown。"
    ),
    "Without a query: every ticket. CSV and Markdown carry the fields alone, not the texts.": (
        "不给查询条件则输出全部工单。CSV 与 Markdown 只含字段，不含正文。"
    ),
    "Bring files of an older schema up to the current one, all in one commit.": "把旧格式的文件升级为当前格式，一次提交完成。",
    "every ticket has the current schema; nothing to do": "所有工单均为当前格式，无须升级",
    "SCHEMA": "格式版本",
    "id: {value} is not an ID": "id：{value} 不是合法编号",
    "its file would not say the same": "写成文件后内容会有出入",
    "{name} is not what the events amount to": "{name} 与事件推算的结果不一致",
    "{name} must be names and texts": "{name} 必须是名称到文本的对应",
    # 问答登记
    "Go on with the answers of a new that failed.": "接着上次未完成的登记继续。",
    "Without a TITLE a person is asked: who, what, where it runs, and how urgent the customer finds it; then "
    "sees the file before it is written.": (
        "不给 TITLE 则逐项提问：何人、何事、运行环境、客户期望的紧急程度；写入前先显示文件内容。"
    ),
    "your answers are kept; supportctl new --recover goes on with them": (
        "已保留您的回答；用 supportctl new --recover 继续"
    ),
    "open this ticket? (y/n)": "登记这张工单？(y/n)",
    "no answers are kept here": "没有保留的回答",
    "an empty answer leaves a question open; Ctrl-C stops and keeps what was said": (
        "直接回车可跳过该问题；按 Ctrl-C 中止，已答内容会保留"
    ),
    "what does the customer see? (an empty line ends it)": "客户看到的现象？（空行结束）",
    "how can it be brought about? (an empty line ends it)": "如何复现？（空行结束）",
    "what does the error message say? (an empty line ends it)": "错误提示内容？（空行结束）",
    "hardware and software it runs on? (an empty line ends it)": "软硬件环境？（空行结束）",
    "product:": "产品：",
    "version of the product:": "产品版本：",
    "the problem in one line:": "用一句话概括问题：",
    "a ticket needs that one line": "工单必须有这一句话",
    "when did it happen, for example today 9:30 or 昨天下午3点?": "何时发生？例如 today 9:30 或 昨天下午3点",
    "whose problem is it?": "哪位客户的问题？",
    "who reported it?": "由谁报告？",
    "how urgent does the customer find it?": "客户认为有多紧急？",
    "{said} is not among them; did you mean {guess}?": "其中没有 {said}；是否指 {guess}？",
    "{said} is not among them; give a number or a name": "其中没有 {said}；请给出序号或名称",
}

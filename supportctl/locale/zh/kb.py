"""知识库：文章、查找、生命周期。"""

TEXTS = {
    # commands
    "Write, find and keep the articles of the knowledge base.": "编写、查找和维护知识库文章。",
    "Write an article.": "写一篇文章。",
    "-m gives the symptom; a file has headings: Symptom, Environment, Cause, Resolution, or their Chinese.": (
        "-m 给出现象；文件里用标题分节：现象、环境、原因、解决办法，英文标题也可以。"
    ),
    "Change an article; an empty value takes the field away.": "修改文章；值为空则去掉该字段。",
    "List the articles, the newest first.": "列出文章，新的在前。",
    "Show articles with the tickets that use them.": "显示文章以及引用它的工单。",
    "Link an article to a ticket whose problem it is about.": "把文章关联到它所讲问题的工单。",
    "Say that you read an article and found it right: it is validated, and its flag is gone.": (
        "表明你读过文章且内容无误：文章变为已审核，问题标记随之去掉。"
    ),
    "Let customers read a validated article.": "把已审核的文章开放给客户。",
    "Say what is wrong with an article; the next review takes the flag away.": (
        "指出文章哪里不对；下次审核时标记去掉。"
    ),
    "Take an article out of use; the file stays, and a review brings it back.": (
        "停用文章；文件仍保留，重新审核即可恢复。"
    ),
    "Search the knowledge base, best match first.": "在知识库中查找，最匹配的在前。",
    "Those with every word are listed; where there are none, those with most of them. A word nobody wrote "
    "is also looked for one letter off. Archived articles are left out.": (
        "每个词都有的文章才列出；一篇也没有时，列出含有大部分词的文章。没人写过的词，也按差一个字母去找。不含已归档的文章。"
    ),
    "What the article is about.": "文章讲的内容。",
    "no article matches {query}": "没有文章匹配 {query}",
    "no article has all of it; these have part of it": "没有文章包含全部内容；以下文章包含其中一部分",
    "query": "查询",
    "kb suggest takes a text of any length": "kb suggest 接受任意长度的文本",
    "the knowledge index {path} is not used: {reason}": "不使用知识库索引 {path}：{reason}",
    "Suggest articles and solved tickets that resemble a problem, best first, with the reasons.": (
        "给出与问题相似的文章和已解决工单，最像的在前，并说明理由。"
    ),
    "The same error is recognised by its stable part: other numbers, paths and times do not matter.": (
        "同一个错误按其稳定部分识别：数字、路径、时间不同也没关系。"
    ),
    "A ticket, or the problem in words.": "工单，或用文字描述的问题。",
    "Record the look-up on the ticket; without --hit it was a miss.": "把这次查阅记在工单上；没有 --hit 表示未命中。",
    "The article that fits.": "对得上的文章。",
    "a look-up is recorded on a ticket, and {text} is none": "查阅要记在工单上，而 {text} 不是工单",
    "problem": "问题",
    "nothing resembles it": "没有相似的内容",
    "record that you looked: supportctl kb suggest {text} --record": "记下这次查阅：supportctl kb suggest {text} --record",
    "the same error": "同一个错误",
    "the same product": "同一产品",
    "says {words}": "都提到 {words}",
    "helped {count} times": "用过 {count} 次",
    "SCORE": "得分",
    "WORDS": "词语",
    # options
    "An ID of an article or 3+ characters of it, or a path.": "文章编号或其中 3 个以上字符，或文件路径。",
    "IDs of articles or parts of them; - reads standard input.": "文章编号或其中一段；- 表示从标准输入读取。",
    "Only those of this status.": "只看这个状态的。",
    "Only those for these readers.": "只看面向这类读者的。",
    "Only those in this language.": "只看这种语言的。",
    "Only those that somebody says are wrong.": "只看被指出有问题的。",
    "Only workarounds whose fix has an owner and a release.": "只看修复已有负责人和目标版本的规避方案。",
    "Archived ones as well.": "连同已归档的一起列出。",
    "A version it holds for.": "适用的版本。",
    "Who keeps it right, or @me.": "由谁维护，或 @me。",
    "Who owes the fix, where this is a workaround.": "若这是规避方案，由谁负责修复。",
    "The release that brings the fix.": "带来修复的版本。",
    "The article it is a translation of.": "它译自哪篇文章。",
    "What the customer sees.": "客户看到的现象。",
    "Where it happens: product, version, system.": "出现的环境：产品、版本、系统。",
    "Why it happens, where that is known.": "已知的原因。",
    "What to do about it.": "怎么解决。",
    "The language it is written in; by default seen.": "文章的语言；默认从内容判断。",
    "Change the whole file in your editor.": "在编辑器里修改整个文件。",
    "Take it from this ticket, names left out; link both.": "取自这张工单，去掉姓名；并互相关联。",
    # talk
    "article": "文章",
    "what is wrong:": "哪里不对：",
    "say what to change, or give -e": "请说明要改什么，或者加 -e",
    "no article matches": "没有符合条件的文章",
    "still empty: {items}": "还是空的：{items}",
    "AUDIENCE": "读者",
    "LANGUAGE": "语言",
    "PRODUCT": "产品",
    "USES": "引用",
    "Used by": "引用它的工单",
    # refusals
    "no article answers to {wanted}": "没有与 {wanted} 对应的文章",
    "{wanted} could be {count} articles; give more of the ID": "{wanted} 可能是 {count} 篇文章；请多给几位编号",
    "{id} cannot be {done} as it is:": "{id} 目前还不能{done}：",
    "validated": "通过审核",
    "published": "开放给客户",
    "it is {status}: supportctl kb review {id}": "它的状态是 {status}：supportctl kb review {id}",
    "it is flagged: {reason}": "有人指出：{reason}",
    "{id}: {name} of an article never changes; nothing was written": "{id}：文章的 {name} 不能改；没有写入任何内容",
    # findings
    "is not named like an article (KB-YYYYMMDD-XXXXX.md)": "文件名不是文章的格式（KB-YYYYMMDD-XXXXX.md）",
    "the section {name} is empty or missing": "“{name}”一节缺失或为空",
    "{found} looks like somebody's address or number": "{found} 像是某人的邮箱或电话",
    "take it out: supportctl kb edit {id} -e": "请删掉：supportctl kb edit {id} -e",
    "has {given} but no {other}; a known error needs both": "有 {given} 却没有 {other}；已知错误两者都要有",
    "is a translation of {target}, which is not here": "译自 {target}，但这里没有它",
    "names {target}, which is not here": "提到 {target}，但这里没有它",
    "says that it is a translation of itself": "把自己写成了自己的译文",
}

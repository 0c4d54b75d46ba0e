"""The query language."""

TEXTS = {
    "the query is not understood: {reason}": "看不懂查询：{reason}",
    "{way}": "{way}",
    "put quotes around it to search for it as text": "如果要按原文搜索，请加上引号",
    "supportctl search --help": "supportctl search --help",
    "it is longer than {limit} characters": "超过 {limit} 个字符",
    "it has more than {limit} terms": "条件超过 {limit} 个",
    "this is not a character": "这不是有效字符",
    "brackets are nested more than {limit} deep": "括号嵌套超过 {limit} 层",
    "nothing opened this bracket": "这个右括号没有对应的左括号",
    "this bracket is never closed": "这个左括号没有闭合",
    "there is no condition between these brackets": "括号里没有条件",
    "sort stands outside of brackets": "sort 要写在括号外面",
    "or has nothing on one side": "or 的一侧没有条件",
    "this cannot be negated": "这里不能取反",
    "there is nothing to search for": "这里没有要搜索的内容",
    "there is no letter and no digit in it to search for": "其中没有可搜索的文字或数字",
    "this quotation mark is never closed": "这个引号没有闭合",
    "there is no field {name}": "没有 {name} 这个字段",
    "nothing is sorted by {name}": "不能按 {name} 排序",
    "{name} has no order to compare by": "{name} 不能比较大小",
    "{name} wants a value": "{name} 后面要有值",
    "a value is missing here": "这里缺少值",
    "a range has at least one end": "区间至少要写一端",
    "there is no view @{name}": "没有 @{name} 这个视图",
    "in the view @{name}: {reason}": "视图 @{name} 中：{reason}",
    "{first}-{last} of {total} tickets; next: --offset {last}": (
        "第 {first}-{last} 条，共 {total} 条；下一页：--offset {last}"
    ),
    "{first}-{last} of {total} tickets": "第 {first}-{last} 条，共 {total} 条",
    "Conditions, words and saved views, for example @mine priority:<=P2 登录.": (
        "条件、关键词和已存的视图，例如 @我的 priority:<=P2 登录。"
    ),
    "VIEW": "视图",
    "ALSO": "别名",
    "QUERY": "查询",
    "FOR": "用途",
    "a name without spaces": "不含空格的名称",
    "a query such as is:open priority:<=P2": "一个查询，例如 is:open priority:<=P2",
    "Show the saved views: queries with a name.": "查看已存的视图：有名称的查询。",
    "Every command that takes a query takes them. A desk adds its own under views: in supportctl.yaml; one that "
    "is not understood is told, with exit code 1.": (
        "凡是接受查询的命令都可以使用。工单台在 supportctl.yaml 的 views: 下添加自己的视图；"
        "看不懂的会指出来，退出码为 1。"
    ),
}

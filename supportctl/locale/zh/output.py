"""一次运行的结果：标签、提问、取消、程序缺陷。"""

TEXTS = {
    "error: ": "错误：",
    "warning: ": "注意：",
    "hint: ": "提示：",
    ", ": "、",
    "cancelled; nothing was written": "已取消；没有写入任何内容",
    "no answer to '{question}', and nobody is here to give one": "“{question}”没有答案，也无人可问",
    "give it with {flag}": "请用 {flag} 给出",
    "supportctl runs on Linux and macOS, not on {system}": (
        "supportctl 只能在 Linux 和 macOS 上运行，不支持 {system}"
    ),
    "on Windows run it under WSL: wsl --install": "在 Windows 上请于 WSL 中运行：wsl --install",
    "this is a bug in supportctl {version}; please report it with the lines above": (
        "这是 supportctl {version} 的缺陷；请附上以上各行报告给我们"
    ),
}

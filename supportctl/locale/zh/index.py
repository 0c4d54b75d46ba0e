"""The catalogue of tickets, as `index` speaks of it."""

TEXTS = {
    "Look at the catalogue of tickets, or bring it up to the files.": "查看工单目录，或让它与文件保持一致。",
    "It is derived from the files and follows them by itself. Only a closed ticket that was edited in place by hand and not committed is not noticed: show and check read it, and index refresh does.": (
        "目录由文件生成，会自动跟随文件变化。只有一种情况察觉不到：已关闭的工单被手工原地修改而又没有提交；show 和 check 会读到它，index refresh 也会。"
    ),
    "Say whether the catalogue is as the files are, and how large it is.": "查看目录是否与文件一致，以及它有多大。",
    "Look at every file, and read again what has changed.": "检查每个文件，重新读取有变化的。",
    "Forget the catalogue, and read every file.": "丢弃目录，重新读取所有文件。",
    "FILES": "文件",
    "BYTES": "字节",
}

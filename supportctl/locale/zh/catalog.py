"""The catalogue, and what lies among the tickets."""

TEXTS = {
    "the catalogue {path} is not used: {reason}": "目录库 {path} 未被使用：{reason}",
    "a symbolic link": "符号链接",
    "a folder": "文件夹",
    "a device, a pipe or a socket": "设备、管道或套接字",
}

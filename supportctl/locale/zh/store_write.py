"""写入 Git 的道路：仓库状态、锁、钩子、签名、磁盘。"""

TEXTS = {
    # 仓库状态不允许写入
    "a {state} is under way in {path}; nothing was written": "{path} 中有尚未完成的 {state}；未写入任何内容",
    "finish it with {finish}, or leave it with {leave}": "用 {finish} 完成，或用 {leave} 放弃",
    "HEAD is detached at {commit}: a change made here would belong to no branch": (
        "HEAD 处于游离状态（{commit}）：此时的改动不属于任何分支"
    ),
    "git switch BRANCH, or git switch -c BRANCH to keep what is here": (
        "git switch 分支名；要保留现状则 git switch -c 新分支名"
    ),
    "{path} is a bare repository: it has no work tree to write to": "{path} 是裸仓库，没有可写入的工作区",
    "git clone {path} DESK, and work there": "git clone {path} 目录名，然后在克隆出来的目录里操作",
    "{path} has an unsettled conflict; nothing was written": "{path} 有尚未解决的冲突；未写入任何内容",
    "settle it and run git add -- {path}": "解决冲突后执行 git add -- {path}",
    # 用户自己尚未提交的改动
    "{path} was edited by hand and the edit is not committed; nothing was written": (
        "{path} 被手工修改且尚未提交；未写入任何内容"
    ),
    "git commit -- {path} keeps the edit, git restore -- {path} drops it, --adopt takes it along": (
        "git commit -- {path} 保留修改，git restore -- {path} 丢弃修改，--adopt 将修改一并收录"
    ),
    "{path} has a staged change that is not committed; nothing was written": (
        "{path} 有已暂存但尚未提交的改动；未写入任何内容"
    ),
    "git commit -- {path} keeps it, git restore --staged -- {path} unstages it, --adopt takes it along": (
        "git commit -- {path} 保留改动，git restore --staged -- {path} 取消暂存，--adopt 将改动一并收录"
    ),
    "{path} was deleted by hand and the deletion is not committed; nothing was written": (
        "{path} 被手工删除且尚未提交；未写入任何内容"
    ),
    "git restore -- {path} brings it back, git commit -- {path} keeps it deleted": (
        "git restore -- {path} 恢复文件，git commit -- {path} 确认删除"
    ),
    "{path} is already there, but Git does not know it; nothing was written": (
        "{path} 已经存在，但不在 Git 管理之下；未写入任何内容"
    ),
    "git add -- {path} and git commit -- {path} keep it; else move it away": (
        "要保留就执行 git add -- {path} 和 git commit -- {path}；否则请移走该文件"
    ),
    "also {path}": "还有 {path}",
    # 身份、钩子、签名
    "Git does not know who you are; nothing was written": "Git 不知道您是谁；未写入任何内容",
    "git config --global user.name 'YOUR NAME' and git config --global user.email YOU@EXAMPLE.ORG": (
        "git config --global user.name '您的姓名' 以及 git config --global user.email 您的邮箱"
    ),
    "the {hook} hook refused the change; nothing was written": "{hook} 钩子拒绝了这次改动；未写入任何内容",
    "mend what the hook names, then run the command again": "按钩子的提示改正，然后重新执行命令",
    "{line}": "{line}",
    "the commit could not be signed; nothing was written: {reason}": "提交签名失败；未写入任何内容：{reason}",
    "put the signing key right, or turn signing off here with git config commit.gpgsign false": (
        "检查签名密钥；或在本仓库关闭签名：git config commit.gpgsign false"
    ),
    # 锁与争用
    "another supportctl (process {pid}) has held {path} for over {seconds} s; nothing was written": (
        "另一个 supportctl（进程 {pid}）占用 {path} 已超过 {seconds} 秒；未写入任何内容"
    ),
    "let it finish, or look at it with ps -p {pid}": "等它结束，或用 ps -p {pid} 查看",
    "another Git command has held {path} for {age} s; nothing was written": (
        "另一个 Git 命令占用 {path} 已有 {age} 秒；未写入任何内容"
    ),
    "let it finish; if no Git command is running any more, rm {path}": (
        "等它结束；如果确认没有 Git 命令在运行，执行 rm {path}"
    ),
    "{branch} moved {tries} times while the change was being written; nothing was written": (
        "写入过程中分支 {branch} 变动了 {tries} 次；未写入任何内容"
    ),
    "run the command again": "请重新执行命令",
    # 仓库、文件、磁盘
    "{path} is not in a Git repository": "{path} 不在 Git 仓库中",
    "git init": "git init",
    "{path} belongs to another user, so Git does not trust it": "{path} 属于其他用户，Git 不予信任",
    "if you trust it: git config --global --add safe.directory {path}": (
        "确认可信后执行：git config --global --add safe.directory {path}"
    ),
    "{path}: core.worktree puts the work tree of this repository into {worktree}": (
        "{path}：core.worktree 把这个仓库的工作区指向了 {worktree}"
    ),
    "cd {worktree}": "cd {worktree}",
    "{path} keeps its branches in a form supportctl does not read (reftable)": (
        "{path} 用 reftable 格式保存分支，supportctl 无法读取"
    ),
    "git refs migrate --ref-format=files": "git refs migrate --ref-format=files",
    "{path} does not name a commit": "{path} 没有指向任何提交",
    "git fsck, then git reflog to find the last good commit": (
        "先执行 git fsck，再用 git reflog 找到最后一个完好的提交"
    ),
    "object {oid} is missing from the repository": "仓库中缺少对象 {oid}",
    "git fetch for a partial clone; else git fsck": "部分克隆请执行 git fetch；否则执行 git fsck",
    "the git program was not found": "找不到 git 程序",
    "install Git 2.38 or newer and put it on PATH": "请安装 Git 2.38 或更高版本，并加入 PATH",
    "git {command} failed: {reason}": "git {command} 执行失败：{reason}",
    "{path} could not be read: {reason}": "无法读取 {path}：{reason}",
    "{path} could not be written: {reason}": "无法写入 {path}：{reason}",
    "{path} has {size} bytes; the limit is {limit}": "{path} 有 {size} 字节，上限为 {limit}",
    "{path} is not a plain file": "{path} 不是普通文件",
    "git rm -- {path}, or move it out of the desk": "执行 git rm -- {path}，或将其移出服务台目录",
    "{path} is not a plain folder; nothing was written": "{path} 不是普通目录；未写入任何内容",
    "move it away, or git restore -- {path}": "移走它，或执行 git restore -- {path}",
    "{path} is no path for a file of the desk; nothing was written": (
        "{path} 不能作为服务台文件的路径；未写入任何内容"
    ),
}

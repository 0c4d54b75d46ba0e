"""The words that benchmark tickets are made of: the real ones first, then many made up.

A word of rank r is drawn with weight 1 / (r + 150): with some 60 drawn for a ticket, the first is in about
a tenth of the tickets of its language and the thousandth in one of a hundred.
"""

import random
from itertools import accumulate
from typing import NamedTuple

OFTEN = (
    "timeout login password server report invoice export import session certificate gateway queue cache "
    "backup restart upgrade permission printer warehouse stock payment refund contract mobile network proxy "
    "cluster replica latency memory disk thread deadlock index migration rollback schema token cookie header "
    "webhook callback retry batch schedule calendar reminder mailbox attachment template signature filter "
    "dashboard chart widget column currency discount shipment barcode scanner firmware driver plugin release"
).split()
OFTEN_CHINESE = (
    "登录 超时 报错 数据库 连接 失败 导出 导入 报表 权限 密码 证书 网关 队列 缓存 备份 重启 升级 打印 仓库 库存 付款 退款 合同 手机 "
    "网络 代理 集群 副本 延迟 内存 磁盘 线程 死锁 索引 迁移 回滚 令牌 回调 重试 批量 日程 提醒 邮箱 附件 模板 签名 筛选 看板 图表 "
    "字段 币种 折扣 发货 条码 扫描 固件 驱动 插件 版本 客户 订单 审批 流程 接口 配置 日志 监控 告警 同步 页面 按钮 白屏 卡顿 乱码"
).split()
HAN = "天地人大小上中下前后左右东西南北金木水火土日月山石田力工口心手足目耳言行走车马门户衣食住文书数学理化生物机电光声色形体"
SYLLABLES = "ba be bo ca ce co da de do fa fe go ha he la le lo ma me mo na ne no pa pe ra re ro sa se ta te to va ve".split()
PHRASE = "数据库连接超时"
RARE = "zanzibar"
KINDS = 4_000
_FLAT = 150


class Lexicon(NamedTuple):
    words: tuple[str, ...]
    weights: tuple[float, ...]
    gap: str
    stop: str
    headings: tuple[str, ...]

    def draw(self, chance: random.Random, count: int) -> str:
        return self.gap.join(chance.choices(self.words, cum_weights=self.weights, k=count))

    def title(self, chance: random.Random) -> str:
        return self.draw(chance, chance.randrange(3, 6))

    def text(self, chance: random.Random, lines: int) -> str:
        return "\n".join(self.draw(chance, chance.randrange(5, 9)) + self.stop for _ in range(lines))

    def error(self, chance: random.Random) -> str:
        """What a log says: a number that no other ticket has; and now and then something worth finding."""
        found = chance.random()
        said = PHRASE if found < 0.01 else "connection refused" if found < 0.03 else "failed"
        node = RARE if chance.random() < 0.0005 else "node"
        return f"ERR-{chance.randrange(10**8):08} {said} {node}-{chance.randrange(40)}"


def _lexicon(often: list[str], made: list[str], gap: str, stop: str, headings: str) -> Lexicon:
    words = tuple(dict.fromkeys((*often, *made)))[:KINDS]
    weights = tuple(accumulate(1 / (rank + _FLAT) for rank in range(len(words))))
    return Lexicon(words, weights, gap, stop, tuple(f"## {one}" for one in headings.split(",")))


def _made_up(parts: list[str], lengths: tuple[int, ...], seed: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(parts, k=chance.choice(lengths))) for _ in range(2 * KINDS)]


ENGLISH = _lexicon(
    OFTEN,
    _made_up(SYLLABLES, (2, 3, 4), 1),
    " ",
    ".",
    "Symptom,Steps to reproduce,Error message,Environment,Timeline",
)
CHINESE = _lexicon(
    OFTEN_CHINESE, _made_up(list(HAN), (2, 2, 3), 2), "", "。", "现象,复现步骤,错误提示,环境,时间线"
)

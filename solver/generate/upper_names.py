"""More units of prefectures and of the province: a region of many counties needs more of them than one county does.

They come after the names in ``sectors.HIGHER``; as there, the place is left out and central units have no names.
"""

from __future__ import annotations

from solver.domain.words import Level
from solver.generate.sectors import HIGHER

_MORE: dict[str, tuple[str, ...]] = {
    "prefecture": (
        "农业农村局",
        "人力资源和社会保障局",
        "自然资源和规划局",
        "统计局",
        "应急管理局",
        "退役军人事务局",
        "医疗保障局",
        "城市管理局",
        "信访局",
        "档案馆",
        "图书馆",
        "博物馆",
        "体育中心",
        "科学技术局",
        "工业和信息化局",
        "机关事务管理局",
        "公共资源交易中心",
        "住房公积金中心",
        "第一人民医院",
        "中医医院",
        "妇幼保健院",
        "第一中学",
        "师范学校",
        "技师学院",
        "公共交通集团",
        "城市建设集团",
        "水务集团",
        "农业发展集团",
        "疾病预防控制中心",
        "融媒体中心",
    ),
    "province": (
        "农业农村厅",
        "财政厅",
        "教育厅",
        "民政厅",
        "水利厅",
        "林业局",
        "自然资源厅",
        "生态环境厅",
        "交通运输厅",
        "商务厅",
        "卫生健康委员会",
        "应急管理厅",
        "人力资源和社会保障厅",
        "市场监督管理局",
        "统计局",
        "体育局",
        "医疗保障局",
        "信访局",
        "高级人民法院",
        "人民检察院",
        "公安厅",
        "总工会",
        "青年联合会",
        "妇女联合会",
        "科学技术协会",
        "文学艺术联合会",
        "社会科学院",
        "理工大学",
        "农业大学",
        "医科大学",
        "民族大学",
        "工业大学",
        "林业科技大学",
        "中医药大学",
        "水利职业学院",
        "交通职业学院",
        "商务职业学院",
        "第二人民医院",
        "肿瘤医院",
        "儿童医院",
        "疾病预防控制中心",
        "地质调查院",
        "测绘院",
        "种子集团",
        "粮食集团",
        "旅游集团",
        "电力设计院",
        "高速公路集团",
        "铁路投资集团",
        "银行股份公司",
        "日报社",
        "出版集团",
        "图书馆",
        "博物馆",
        "党校",
        "直属机关工作委员会",
    ),
}


def names_above(level: Level) -> tuple[str, ...]:
    """Return the names of units of a prefecture or of the province, without the place."""
    return (*HIGHER[level.value], *_MORE[level.value])


def central_name(number: int) -> str:
    """Return the name of a central unit: a ministry or an enterprise, and a number."""
    kinds = HIGHER["central"]
    return f"{kinds[(number - 1) % len(kinds)]}{number:02d}"

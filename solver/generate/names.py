"""Invented names: a province that does not exist, its counties, townships, villages and aliases of people.

No name here is that of a real province, prefecture or county; village names are put together from syllables that are
frequent in village names (domain.md C.2), so a real village may happen to be called the same, as any two villages may.
"""

from __future__ import annotations

from solver.generate.draw import Draw

PROVINCE = "澜岫省"
PREFECTURES: tuple[str, ...] = (
    "砚州市",
    "霁陵市",
    "棠阳市",
    "澹州市",
    "沧岫市",
    "朔梧市",
    "雁砂市",
    "栎川市",
    "汀砚市",
)
COUNTIES: tuple[str, ...] = (
    "云岫县",
    "霁川县",
    "砚溪县",
    "棠岭县",
    "澹水县",
    "松烟县",
    "鹿濯县",
    "砺峰县",
    "雁沧县",
    "岚汀县",
    "沐霞县",
    "栎坪县",
)
OTHER_COUNTIES: tuple[str, ...] = ("蘅芜县", "桐漪县", "苍梓县", "漱玉县")
"""Counties that people of other places come from; never planned."""
_COUNTY_FIRST = "霁澹濯霭筱璟骞翎昙缃栎棠砺岚"
"""Characters that begin the name of no county we know."""

_COUNTY_LAST = "川溪岭坪汀峰源塘岗台泽湾浦峪甸"

LANGUAGES: tuple[str, ...] = ("北山话", "河谷话")
"""Invented local speeches; everybody speaks the common language."""

_TOWN_FIRST = "柳桐石青沙白松龙金竹梅枫清双太新平安水高"
_TOWN_LAST = "坪溪塘河岭桥湾坝关口"
_VILLAGE_FIRST = (
    "上下大小东西南北新老前后中石青白黄红金银龙凤马牛羊鹿柳杨松柏桐竹梅桃李杏桑麻茶花草云雾雨泉井双三五七九"
)
_VILLAGE_LAST = "寨山坝坪河塘溪沟湾庄家桥江安平岭坡垭坳冲"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任卢"
    "姚钟姜崔谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)


def county_names(draw: Draw, n: int) -> tuple[str, ...]:
    """Return ``n`` different names of counties.

    Raises
    ------
    ValueError
        If there are not so many.
    """
    known = [name for name in (*COUNTIES, *OTHER_COUNTIES) if name.endswith("县")]
    made = [f"{first}{last}县" for first in _COUNTY_FIRST for last in _COUNTY_LAST]
    names = [*COUNTIES, *(name for name in made if name not in known)]
    if n > len(names):
        raise ValueError(f"{n} counties wanted, names for {len(names)}")
    return tuple(draw.sample(names, n))


def township_names(draw: Draw, n: int) -> tuple[str, ...]:
    """Return ``n`` different township names; about two thirds are towns (镇), the others townships (乡)."""
    stems = _different(draw, n, _TOWN_FIRST, _TOWN_LAST)
    kinds = draw.deal({"镇": 0.62, "乡": 0.38}, n)
    return tuple(stem + kind for stem, kind in zip(stems, kinds, strict=True))


def village_names(draw: Draw, sizes: list[int]) -> list[list[str]]:
    """Return village names per township: different within a township, about 5 % shared between two of them.

    Parameters
    ----------
    sizes
        Villages per township.
    """
    total = sum(sizes)
    stems = _different(draw, total, _VILLAGE_FIRST, _VILLAGE_LAST)
    groups, at = [], 0
    for size in sizes:
        groups.append([stem + "村" for stem in stems[at : at + size]])
        at += size
    for _ in range(max(1, round(total * 0.025))):
        source, target = draw.sample(range(len(groups)), 2)
        name = draw.pick(groups[source])
        if name not in groups[target]:
            groups[target][draw.integer(0, len(groups[target]) - 1)] = name
    return groups


def alias(draw: Draw, number: int) -> str:
    """Return an alias such as 张某0123: frequent surnames more often, the number unique."""
    rank = int(len(_SURNAMES) * draw.uniform() ** 2)
    return f"{_SURNAMES[rank]}某{number:04d}"


def _different(draw: Draw, n: int, firsts: str, lasts: str) -> list[str]:
    """Return ``n`` different two-syllable stems."""
    stems = [first + last for first in firsts for last in lasts if first != last]
    return draw.sample(stems, n)

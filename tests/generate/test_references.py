"""Everything that is named is there, and nothing real is named."""

from __future__ import annotations

import pytest

from solver.domain.instance import Instance
from solver.domain.words import PinKind, Role
from solver.generate.drawing import generate
from solver.generate.generated import Generated
from solver.generate.names import COUNTIES, OTHER_COUNTIES, PREFECTURES
from solver.generate.setting import REFERENCE

KEY_COUNTIES = (
    "巴林左旗 库伦旗 鄂伦春自治旗 化德县 商都县 四子王旗 科尔沁右翼前旗 科尔沁右翼中旗 "
    "扎赉特旗 正镶白旗 马山 融水 三江 德保 那坡 凌云 "
    "乐业 田林 隆林 靖西 昭平 凤山 东兰 罗城 环江 巴马 都安 大化 忻城 天等 城口 巫溪 "
    "酉阳 彭水 金川 黑水 壤塘 阿坝 若尔盖 红原 道孚 炉霍 甘孜 新龙 德格 白玉 石渠 色达 "
    "理塘 盐源 普格 布拖 金阳 昭觉 喜德 越西 甘洛 美姑 雷波 水城 正安 务川 关岭 紫云 "
    "织金 纳雍 威宁 赫章 沿河 松桃 晴隆 望谟 册亨 锦屏 剑河 榕江 从江 罗甸 三都 东川 "
    "会泽 宣威 昭阳 鲁甸 巧家 盐津 大关 永善 镇雄 彝良 宁蒗 澜沧 武定 屏边 元阳 红河 "
    "金平 绿春 马关 广南 泸水 福贡 贡山 兰坪 香格里拉 维西 略阳 镇巴 汉滨 紫阳 岚皋 白河 "
    "丹凤 商南 山阳 镇安 柞水 靖远 会宁 麦积 秦安 张家川 古浪 庄浪 静宁 环县 镇原 通渭 "
    "渭源 岷县 武都 文县 宕昌 西和 礼县 永靖 东乡 积石山 临潭 舟曲 红寺堡 同心 原州 西吉 "
    "海原 "
)
"""domain.md C.3."""

CASES = [("tiny", 1), ("county-s", 1), ("county-s", 2), ("county-m", 1), ("county-l", 1)]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def round_(request: pytest.FixtureRequest) -> Generated:
    return generate(*request.param)


def test_codes_are_unique(round_: Generated) -> None:
    Instance.build(REFERENCE, **round_.tables())  # refuses a code that occurs twice
    people = [p.person_id for p in round_.candidates] + [i.person.person_id for i in round_.incumbents]
    assert len(set(people)) == len(people)
    names = [p.alias for p in round_.candidates] + [i.person.alias for i in round_.incumbents]
    assert len(set(names)) == len(names)


def test_references_resolve(round_: Generated) -> None:
    villages = {village.village_id for village in round_.villages}
    units = {unit.unit_id for unit in round_.units}
    nominees = {person.person_id: person for person in round_.candidates}
    townships = {village.township for village in round_.villages}
    people = [*round_.candidates, *(incumbent.person for incumbent in round_.incumbents)]
    assert all(person.unit_id in units for person in people)
    assert all(set(person.avoid) <= villages for person in people)
    assert all(wish.township in townships for person in people for wish in person.wishes)
    assert all(incumbent.village_id in villages for incumbent in round_.incumbents)
    assert all(village.lead_unit in units for village in round_.villages)
    assert all(p.unit_id in units and p.village_id in villages | {""} for p in round_.pairings)
    assert all(set(unit.paired_villages) <= villages for unit in round_.units)
    assert all(pin.person_id in nominees and pin.village_id in villages and pin.reason for pin in round_.pins)
    assert all(score.person_id in nominees and score.village_id in villages for score in round_.scores)
    for person in round_.candidates:
        if person.spouse_id:
            assert nominees[person.spouse_id].spouse_id == person.person_id


def test_pins_do_not_contradict(round_: Generated) -> None:
    must = [pin for pin in round_.pins if pin.kind is PinKind.MUST]
    forbidden = {(pin.person_id, pin.village_id) for pin in round_.pins if pin.kind is PinKind.FORBID}
    assert len({pin.person_id for pin in must}) == len(must)
    assert not forbidden & {(pin.person_id, pin.village_id) for pin in must}
    roles = {person.person_id: person.roles for person in round_.candidates}
    assert all(pin.role in roles[pin.person_id] for pin in must)
    led = {i.village_id for i in Instance.build(REFERENCE, **round_.tables()).staying if i.role is Role.FIRST_SECRETARY}
    assert not led & {pin.village_id for pin in must if pin.role is Role.FIRST_SECRETARY}


def test_paired_units_are_above_the_county(round_: Generated) -> None:
    level = {unit.unit_id: unit.level for unit in round_.units}
    assert all(str(level[pairing.unit_id]) in ("central", "province") for pairing in round_.pairings)


def test_no_real_county_is_named(round_: Generated) -> None:
    stems = {name.rstrip("县市区") for name in KEY_COUNTIES.split()}
    invented = {name.rstrip("县市") for name in (*COUNTIES, *OTHER_COUNTIES, *PREFECTURES)}
    assert len(invented) == len(COUNTIES) + len(OTHER_COUNTIES) + len(PREFECTURES)
    assert not stems & invented
    assert {village.county for village in round_.villages} <= set(COUNTIES)
    units = "".join(unit.unit_id for unit in round_.units)
    assert not any(f"{stem}县" in units for stem in stems)


def test_some_village_names_repeat_in_a_county() -> None:
    # domain.md finding 10: 4-7 % of names occur twice in a county, never in one township
    villages = generate("county-l", 1).villages
    names = [village.name for village in villages]
    repeated = sum(names.count(name) > 1 for name in names) / len(names)
    assert 0.02 <= repeated <= 0.08
    assert len({(village.township, village.name) for village in villages}) == len(villages)

"""Everything that ``--help`` says, in both languages."""

from __future__ import annotations

from solver.text import Text

ABOUT = Text(
    "先定村、再定人：给出驻村第一书记和工作队的选派方案，逐条列出须签字的例外，并证明方案离最优还差多少。",
    "Villages first, then people: plans who is sent to which village as first secretary or team member, lists the "
    "exceptions to sign, and proves how far the plan is from the best.",
)

MESSAGES: dict[str, Text] = {
    "usage": Text("用法：", "usage: "),
    "arguments": Text("参数", "arguments"),
    "options": Text("选项", "options"),
    "commands": Text("命令", "commands"),
    "examples": Text("示例：", "examples:"),
    "exits": Text("退出码：", "exit codes:"),
    "error": Text(
        "命令有误：{message}\n“{program} --help”有说明和示例。",
        "error: {message}\n“{program} --help” has explanations and examples.",
    ),
}

HELP: dict[str, Text] = {
    "solve": Text(
        "求解：定村、定人，写出方案文件夹；Ctrl-C 保存当前最好方案，以后可用 --resume 继续",
        "make a plan and write its folder; Ctrl-C saves the best plan so far, --resume goes on with it",
    ),
    "batch": Text(
        "求解多个场景(如一组假设)，各写一个方案文件夹，并写出对比",
        "solve many scenarios, as a set of what-ifs: a plan folder each, and one comparison",
    ),
    "villages": Text(
        "只定村：列出选派村名单和理由；可写成表格，修改后交回 solve --posts",
        "stage 1 alone: the list of villages with reasons; can be written, edited and given back to solve --posts",
    ),
    "verify": Text(
        "复核方案文件夹：从原始输入重算规则、得分、例外和上界，不用求解器",
        "re-check a plan folder from the raw inputs: rules, points, exceptions and bounds; no solver is used",
    ),
    "check": Text("只检查输入：一次列出全部问题", "check the inputs only: all faults at once"),
    "compare": Text(
        "比较两个以上方案：指标、逐人变动和原因、各村得失",
        "compare plans: indicators, who moves and why, which villages gain and lose",
    ),
    "report": Text(
        "写出可浏览、可打印的报告(一个 HTML 文件，不联网)；默认不含个人情况",
        "write a report to read, project and print: one HTML file, no network; without personal facts by default",
    ),
    "history": Text(
        "列出以往的运行(谁、何时、何输入、何结果)；查看一次，或比较两次",
        "the runs so far (who, when, from what, with what result); show one, or compare two",
    ),
    "explain": Text(
        "解释方案：为什么不是此人、次选是谁、缺在哪里、怎样补救、多一人值多少；未证明的都会说明",
        "explain a plan: why not this person, who is next, what is short, what would help, what one more person is "
        "worth; what is not proved says so",
    ),
    "replan": Text(
        "调整已公布的方案：补上离任人员的空缺，变动最少，并写出签字用的调整名单",
        "mend an announced plan with the fewest changes after people left it, with a change list to sign",
    ),
    "generate": Text(
        "生成虚构的县、市州或省，作模板和试用",
        "write a fictional county, prefecture or province, as a template and to try things out",
    ),
    "rules": Text("列出规则手册；给出名称则显示全文", "list the rule book; with a name, all about one rule"),
    "schema": Text("打印配置文件的 JSON Schema，供编辑器使用", "print the JSON Schema of scenarios, for editors"),
}

OPTIONS: dict[str, Text] = {
    "help": Text("显示本说明", "show this help"),
    "version": Text("显示版本", "show the version"),
    "scenario": Text("配置文件(YAML)", "scenario file (YAML)"),
    "out": Text("方案文件夹，不得已存在；默认 out/<名称>-NN", "plan folder, must not exist; default out/<name>-NN"),
    "effort": Text(
        "力度：quick、default、thorough 或单位数；同样的力度在任何机器上得到同样的方案",
        "quick, default, thorough, or a number of units; the same effort gives the same plan on every machine",
    ),
    "scenarios": Text(
        "配置文件，或其通配式(加引号)；所继承的场景一并求解",
        "scenario files, or patterns in quotes; bases are solved too",
    ),
    "out_batch": Text("写入的文件夹，不得已存在；默认 out/batch-NN", "folder, must not exist; default out/batch-NN"),
    "batch_effort": Text(
        "每个场景的力度，默认 quick；可为 default、thorough 或单位数",
        "effort for each scenario: quick by default; default, thorough, or a number of units",
    ),
    "seconds": Text("限时(秒)；方案会注明不可复现", "wall-clock limit; the plan is then recorded as not reproducible"),
    "workers": Text(
        "并行进程数，只影响用时；默认为处理器核数", "worker processes: they change the time only; default: all cores"
    ),
    "posts": Text(
        "已定的选派村名单(.xlsx 或 .csv)，代替定村环节", "frozen list of villages (.xlsx or .csv) instead of stage 1"
    ),
    "engine": Text(
        "在哪里计算：local(本机，默认)或 Dask 集群的地址 tcp://HOST:PORT；只影响用时",
        "where to compute: local (default) or the address of a Dask cluster, tcp://HOST:PORT; changes the time only",
    ),
    "resume": Text(
        "继续被中断的求解，已完成的部分不重算；默认接着 --out 或最近一次的文件夹 *.part",
        "go on with a run that was stopped or killed; what it finished is not done again; default: the folder *.part "
        "of --out, or the latest",
    ),
    "quiet": Text("只输出结果和错误", "nothing but the result and errors"),
    "json": Text("结果以一份 JSON 输出", "the result as one JSON document"),
    "lang": Text("语言；默认按配置文件，其次按系统", "language; default: the scenario's, then the locale's"),
    "out_posts": Text("写成 .xlsx 或 .csv，可修改后交回", "write it as .xlsx or .csv, to be edited and given back"),
    "plan": Text("solve 写出的方案文件夹", "plan folder that solve wrote"),
    "of_plan": Text(
        "方案所用的配置文件；默认按记录的位置查找", "scenario of the plan; default: looked for where it was recorded"
    ),
    "plans": Text(
        "方案文件夹，两个以上；第一个与其余逐个比较", "plan folders, two or more: the first is compared with each"
    ),
    "baselines": Text(
        "加上三个参照：上一轮、逐村择优、随机", "also measure the last round, the list by hand, and a random plan"
    ),
    "curve": Text(
        "总得分与最低村的曲线(抬高各村保底分，重新求解)",
        "the curve of total against the village worst off (solves again)",
    ),
    "cause": Text(
        "找出哪一行改动引起谁的变动(逐项改动，重新求解)", "which changed line of the scenario moved whom (solves again)"
    ),
    "effort_again": Text("重新求解的力度，默认 quick", "effort of what is solved again; default: quick"),
    "solves": Text("--cause 最多求解次数，默认 12", "times that --cause solves at most; default 12"),
    "seed_random": Text("随机方案的种子，默认 1", "seed of the random plan; default 1"),
    "out_compared": Text("另写成工作簿(.xlsx)", "write the comparison as a workbook (.xlsx) too"),
    "private_compared": Text("报告含得分和原因(内部版)", "internal version of the report: with points and reasons"),
    "html": Text("另写成 HTML 报告", "write the comparison as an HTML report too"),
    "history": Text(
        "运行记录文件；默认按环境变量 VILLAGES_FIRST_HISTORY(可为 off)，其次在用户状态文件夹",
        "file of the history; default: as VILLAGES_FIRST_HISTORY says (may be `off`), else in your state folder",
    ),
    "no-history": Text("不记录这次运行", "do not record this run"),
    "action": Text("list(默认)、show 或 compare", "list (the default), show or compare"),
    "runs": Text("运行的编号", "numbers of runs"),
    "last": Text("只列最近几次", "only the last so many"),
    "out_report": Text(
        "写入的文件，不得已存在；默认在方案文件夹旁，如 out/county-s-01.zh.html",
        "file to write, must not exist; default beside the plan folder, as out/county-s-01.zh.html",
    ),
    "private": Text(
        "内部版：含年龄、政治面貌、得分、候补和未安排名单及原因",
        "internal version: ages, Party membership, points, the reserve, and who was not chosen and why",
    ),
    "by_county": Text("目录页加每县一页(多县方案)", "an index and a page a county (plans of several counties)"),
    "size": Text(
        "规模：tiny、county-s、county-m、county-l；多县：prefecture-tiny、prefecture、province",
        "tiny, county-s, county-m or county-l; of several counties: prefecture-tiny, prefecture or province",
    ),
    "seed": Text("随机种子；同一种子结果相同，默认 1", "seed: the same gives the same county; default 1"),
    "out_round": Text(
        "写入的文件夹，须为空或不存在；默认 <规模>-<种子>", "folder to write to, empty or new; default <size>-<seed>"
    ),
    "dirty": Text("故意埋入错误，并写出清单 planted.csv", "plant faults, and list them in planted.csv"),
    "counties": Text("县数(仅多县)", "number of counties, of a prefecture or province only"),
    "ratio": Text("每个空岗的人选数，1–3，默认约 1.2", "nominees per open post, 1 to 3; default about 1.2"),
    "coupling": Text(
        "可到多个县任职的人选所占百分比，0–30，默认 10(仅多县)",
        "percent of the nominees who may serve several counties, 0 to 30; default 10 (prefecture or province only)",
    ),
    "seat": Text(
        "某村的岗位：逐项得分、空岗漏斗、次选三人及代价；可加 first_secretary 或 member",
        "places of a village: points, funnel if open, next best three and their cost; may be followed by "
        "first_secretary or member",
    ),
    "person": Text("某人的去处或未派的原因", "what became of a person, and why"),
    "why_not": Text(
        "为什么不派此人到此村；可加职务：禁止的规则，或重新优化后的代价",
        "why a person is not in a village (a role may follow): the rule that bars, or the re-optimised cost",
    ),
    "shortage": Text("人手不足的最小村组，可以手工清点", "smallest set of posts with too few people, countable"),
    "repairs": Text("最小的几种补救，逐一重新求解和计价", "several smallest repairs, each re-solved and priced"),
    "prices": Text("每个单位、层级、专长多一人值多少", "what one more person of a unit, level or expertise is worth"),
    "all_questions": Text(
        "以上三项，加上空缺和有例外的村的次选人选",
        "these three, and who is next where a place is open or an exception is to be signed",
    ),
    "places": Text("最多对几个岗位求次选，默认 20", "places to find the next best for; default 20"),
    "html_answers": Text(
        "另写成 HTML 页面，不得已存在；不写入方案文件夹", "write the answers as an HTML page too, must not exist"
    ),
    "private_answers": Text(
        "页面含姓名、得分和个人原因(内部版)", "internal version of the page: with names, points and personal reasons"
    ),
    "explain_too": Text(
        "并求解：怎样补救、多一人值多少、空缺和有例外的村次选是谁；需数分钟",
        "solve too for repairs, what one more is worth, and who is next where a place is open or an exception is to be "
        "signed; takes minutes",
    ),
    "plan_from": Text("已公布方案的文件夹", "folder of the announced plan"),
    "recall": Text("召回的人员编号；可多次给出，或用逗号分隔", "code of a person recalled; repeat, or use commas"),
    "withdraw": Text("退出的人选编号", "code of a nominee who withdraws"),
    "freeze": Text(
        "不得变动的人员编号或村编码；all 为其余人员都不动",
        "person or village that is not to change; `all` for everybody who need not go",
    ),
    "objections": Text("公示异议表(.xlsx 或 .csv)", "table of objections (.xlsx or .csv)"),
    "others": Text(
        "为减轻例外，最多另动几人；默认 0", "further people who may be changed to lessen exceptions; default 0"
    ),
    "slug": Text("规则或计分项的名称", "name of a rule or goal"),
    "full": Text("打印整本手册(Markdown)", "print the whole book (Markdown)"),
}


def _plain(command: str) -> Text:
    return Text(command, command)


def _noted(command: str, zh: str, en: str) -> Text:
    return Text(f"{command:<50}  # {zh}", f"{command:<50}  # {en}")


EXAMPLES: dict[str, tuple[Text, ...]] = {
    "": (
        _noted("villages-first generate tiny --out my-county", "生成模板", "get a template"),
        _noted("villages-first check my-county/tiny.yaml", "检查输入", "check the inputs"),
        _noted("villages-first solve my-county/tiny.yaml", "求解", "make a plan"),
        _noted("villages-first verify out/tiny-01", "复核", "re-check it"),
    ),
    "solve": (
        _plain("villages-first solve scenarios/county-s/county-s.yaml"),
        _plain("villages-first solve county.yaml --out out/second-draft --effort thorough"),
        _noted("villages-first solve county.yaml --seconds 60", "最多一分钟", "a minute at most"),
        _noted("villages-first solve county.yaml --posts list.xlsx", "用已定的名单", "fill a frozen list"),
        _noted("villages-first solve county.yaml --resume", "继续被中断的求解", "after a stop"),
        _plain("villages-first solve county.yaml --engine tcp://127.0.0.1:8786"),
    ),
    "batch": (
        _noted("villages-first batch 'scenarios/whatif/*.yaml'", "全部三十问", "all thirty questions"),
        _plain("villages-first batch scenarios/whatif/0*.yaml --effort default"),
    ),
    "villages": (
        _plain("villages-first villages county.yaml"),
        _noted("villages-first villages county.yaml --out list.xlsx", "写成表格以便修改", "write it, to be edited"),
    ),
    "verify": (
        _plain("villages-first verify out/county-s-01"),
        _plain("villages-first verify out/county-s-01 --scenario county-s.yaml"),
    ),
    "check": (_plain("villages-first check county.yaml"),),
    "compare": (
        _plain("villages-first compare out/county-s-01 out/county-s-02"),
        _plain("villages-first compare out/county-s-01 out/county-s-02 --html compared.html"),
        _noted("villages-first compare out/a out/b out/c --baselines", "三个方案和参照", "three plans"),
        _noted("villages-first compare out/a out/b --cause --curve", "重新求解", "solves again"),
    ),
    "report": (
        _plain("villages-first report out/county-s-01"),
        _noted("villages-first report out/county-s-01 --private", "内部版", "the internal version"),
        _plain("villages-first report out/county-s-01 --lang en --out report.html"),
        _noted("villages-first report out/county-s-01 --explain", "含补救和次选", "repairs, who is next"),
    ),
    "history": (
        _plain("villages-first history"),
        _plain("villages-first history show 3"),
        _noted("villages-first history compare 3 4", "人员、数字、输入", "people, figures, inputs"),
    ),
    "explain": (
        _plain("villages-first explain out/county-s-01 --why-not P0123 V0045"),
        _plain("villages-first explain out/county-s-01 --seat V0045 first_secretary"),
        _plain("villages-first explain out/county-s-01 --shortage --repairs --prices"),
        _noted("villages-first explain out/county-s-01 --all --html why.html", "写成页面", "as a page"),
    ),
    "replan": (
        _plain("villages-first replan --from out/county-s-01 --recall P0123"),
        _plain("villages-first replan --from out/county-s-01 --withdraw P0123,P0456"),
        _plain("villages-first replan --from out/county-s-01 --objections list.xlsx"),
    ),
    "generate": (
        _plain("villages-first generate county-s --seed 7 --out scenarios/try"),
        _plain("villages-first generate county-s --dirty --lang en"),
        _noted("villages-first generate prefecture", "九个县，每县一簿", "nine counties"),
        _plain("villages-first generate province --counties 20 --coupling 30"),
    ),
    "rules": (
        _plain("villages-first rules"),
        _plain("villages-first rules villages_per_unit"),
    ),
    "schema": (_plain("villages-first schema > scenario.schema.json"),),
}
"""Command to its examples; "" for the program."""

"""Faults of files, sheets, headers and whole rows."""

from __future__ import annotations

from solver.scenario.rosters.fault_entry import NOTHING, Entry, entry

FILES: dict[str, Entry] = {
    "unreadable_file": entry(
        "error",
        "文件打不开:{why}",
        "the file cannot be opened: {why}",
        "请给出未加密的 .xlsx、.xls、.ods 工作簿,或存放 CSV 文件的文件夹",
        "give a workbook (.xlsx, .xls, .ods) without a password, or a folder of CSV files",
    ),
    "bad_encoding": entry(
        "error",
        "文字编码既不是 UTF-8 也不是 GB18030",
        "the text is neither UTF-8 nor GB18030",
        "请在 Excel 或 WPS 中另存为“CSV UTF-8”",
        "save it again as “CSV UTF-8”",
    ),
    "encoding": entry("note", "按 {encoding} 编码读取", "read as {encoding}", *NOTHING),
    "bad_csv": entry(
        "error",
        "CSV 格式有误:{why}",
        "the CSV is malformed: {why}",
        "请检查该行的引号,或重新导出",
        "check the quotes in this line, or export it again",
    ),
    "missing_sheet": entry(
        "error",
        "没有找到“{sheet}”{hint}",
        "there is no sheet “{sheet}”{hint}",
        "请增加或改名为“{sheet}”",
        "add it, or rename the sheet to “{sheet}”",
    ),
    "unknown_sheet": entry(
        "note",
        "不认识的表,未读取{hint}",
        "unknown sheet, not read{hint}",
        "若应读取,请改用规定的表名",
        "if it should be read, use one of the sheet names",
    ),
    "duplicate_sheet": entry(
        "error",
        "与“{other}”是同一种表",
        "means the same table as “{other}”",
        "请合并为一张表,或删去一张",
        "merge the two, or delete one",
    ),
    "hidden_sheet": entry(
        "note",
        "这是隐藏的表,已照常读取",
        "this sheet is hidden; it was read all the same",
        "若不应读取,请删除",
        "delete it if it should not be read",
    ),
    "empty_sheet": entry("note", "表中没有内容", "the sheet has no rows", *NOTHING),
    "no_header": entry(
        "error",
        "前 {limit} 行中没有找到表头",
        "no header was found in the first {limit} rows",
        "请核对表头用字;应含:{columns}",
        "check the header; it should have: {columns}",
    ),
    "missing_column": entry(
        "error",
        "缺少“{name}”列{hint}",
        "the column “{name}” is missing{hint}",
        "请补上该列,或改正表头",
        "add the column, or correct its header",
    ),
    "duplicate_column": entry(
        "error",
        "与“{other}”列含义相同",
        "means the same as the column “{other}”",
        "请只保留一列",
        "keep one of the two",
    ),
    "extra_column": entry(
        "note",
        "不认识的列,原样保留,不参与计算{hint}",
        "unknown column: kept as it is, not used{hint}",
        "若应参与计算,请改用规定的表头",
        "if it should be used, use one of the known headers",
    ),
    "private_column": entry(
        "repair",
        "像是身份证号、电话等个人信息,整列未读取",
        "looks like identity or phone numbers: column ignored",
        "请从表中删除该列",
        "delete the column from the table",
    ),
    "private_text": entry(
        "repair",
        "含有身份证号或电话号码,此格未读取",
        "contains an identity or phone number: cell ignored",
        "请从表中删除",
        "delete it from the table",
    ),
    "merged_cells": entry(
        "repair",
        "合并单元格,第 {first}–{last} 行均按此值读取",
        "merged cell: rows {first}–{last} all read as this value",
        "请核对",
        "check that this is meant",
    ),
    "total_row": entry("note", "合计行,未读取", "total row, skipped", *NOTHING),
    "footer_row": entry("note", "表尾说明,未读取", "footer, skipped", *NOTHING),
    "repeated_header": entry("note", "重复的表头,未读取", "repeated header, skipped", *NOTHING),
}

#!/usr/bin/env bats
# The kinds of change, cell by cell: tests/data/changes.tsv.

@test "what changed in a cell" {
    cd "$BATS_TEST_TMPDIR"
    PYTHONIOENCODING=utf-8 python3 - "$TB_TEST_DATA/changes.tsv" "$TONGBAO" <<'PY'
import json, subprocess, sys

rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8") if line[0] != "#"]
fields = ["task", "annual_target", "target", "result"]
headers = {"task": "重点任务", "annual_target": "年度目标", "target": "本季度目标", "result": "完成情况"}
things = "桥隧 学舍 河堤 粮库 苗圃 车站 湿地 公园 菜场 泵站 球场 茶园 渔港 岗亭 塔楼 牧场".split()

def write(name, quarter, which):
    with open(name, "w", encoding="utf-8") as out:
        out.write(f"某县2024年重点工作第{quarter}季度进展情况\n\n序号\t" + "\t".join(headers[f] for f in fields) + "\n")
        for i, row in enumerate(rows):
            cells = {"task": f"推进{things[i]}建设和{things[i]}管护", "annual_target": "建成", "target": "推进",
                     "result": "正常推进"}
            cells[row[0]] = row[which]
            out.write(f"{i + 1}\t" + "\t".join(cells[f] for f in fields) + "\n")

assert len(rows) <= len(things)
write("old.txt", "三", 1)
write("new.txt", "四", 2)
diff = json.loads(subprocess.run([sys.argv[2], "diff", "old.txt", "new.txt", "--format", "json"],
                                 stdout=subprocess.PIPE, check=True).stdout)
found = {}
for change in diff["changes"]:
    if change["kind"] not in ("text", "result_unchanged") and change["new"]:
        found.setdefault(change["new"]["no"], []).append(change["kind"] + " " + change["why"])
wrong = 0
for i, row in enumerate(rows):
    got = "; ".join(sorted(found.get(str(i + 1), []))) or "-"
    if got != row[3]:
        wrong += 1
        print(f"{row[0]}: {row[1]} -> {row[2]}: {got}, not {row[3]}")
sys.exit(wrong > 0)
PY
}

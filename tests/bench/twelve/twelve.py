"""twelve.py FOLDER - the checks of plugins/checks/twelve by Python's re."""
import glob
import re
import sys

LATE = re.compile("推迟|延期|暂缓")
FIGURE = re.compile(r"([0-9]+(?:\.[0-9]+)?)(亿元|万元|%|人|项|个|亩|家)")
TWICE = re.compile(r"([\u4e00-\u9fff]{2})\1")
DIGIT = re.compile("[0-9]")
WRAPPED = re.compile("</?p>")
ROW = re.compile(r"[0-9]+\t")


def figures(text):
    first = {}
    found = FIGURE.findall(text)
    for number, unit in found:
        if unit not in first:
            first[unit] = float(number)
    return len(found), first


def main():
    counts = [0] * 12
    for name in glob.glob(sys.argv[1] + "/*.txt"):
        with open(name, encoding="utf-8") as file:
            text = file.read()
        for line in text.split("\n"):
            if not ROW.match(line):
                continue
            cells = [cell.strip() for cell in WRAPPED.sub("", line).split("\t")]
            _, task, target, units, result = (cells + [""] * 5)[:5]
            counts[0] += result == ""
            counts[1] += result == target
            counts[2] += "（" in task
            counts[3] += TWICE.search(result) is not None
            counts[4] += DIGIT.search(target) is not None
            counts[5] += DIGIT.search(result) is not None
            counts[6] += "牵头" in units
            counts[7] += LATE.search(result) is not None
            done, reached = figures(result)
            asked, wanted = figures(target)
            counts[8] += done
            counts[9] += asked
            counts[10] += sum(unit in reached and reached[unit] < wanted[unit] for unit in wanted)
            counts[11] += not result.endswith("。") or "," in result
    print(*counts)


main()

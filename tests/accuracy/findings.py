#!/usr/bin/env python3
"""Holds what the rules find in the known bulletins against what people judged, and counts by rule.

    findings.py PROGRAM [--unjudged] [--table]

Judgements stand in tests/data/findings.tsv. A finding is known by its rule, the printed number of its item, its field and
its place: the quoted words, or, for the bulletin that is not part of this repository, the code points "from,to" of the cell.
Only rules about figures, targets and commitments are counted; those about structure and wording are judged in
docs/accuracy/structure.md. Prints what disagrees; --table prints the table of docs/accuracy/findings.md, --unjudged the
lines that are missing from the file, for a person to judge. Exit status: 0 all agrees, 1 something does not, 77 skipped.
"""
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "data")
ROOT = os.path.join(HERE, "..", "..")
TOPICS = {"figures", "targets", "commitments"}
ELSEWHERE = {"soft-target"}  # judged in docs/accuracy/structure.md
SETS = ("real", "samples", "unseen", "unseen-2")
PREVIOUS = {"qinghe-2024q3": "qinghe-2024q2"}  # what a bulletin is held against, by rules that compare periods
JUDGEMENTS = ("right", "doubtful", "wrong", "missed")


def texts():
    """The bulletins by the name used in the file: (set, path)."""
    shared = os.environ.get("TB_SHARED_DATA", os.path.join(ROOT, "..", "shared", "data"))
    found = {"linzi-2021q3": ("real", os.path.join(shared, "linzi-2021q3.txt"))}
    samples = os.path.join(DATA, "samples")
    for kind, folder in (("samples", samples), ("unseen", os.path.join(samples, "unseen")),
                         ("unseen-2", os.path.join(samples, "unseen-2"))):
        for name in sorted(os.listdir(folder)):
            if name.endswith(".txt"):
                found[name[:-4]] = (kind, os.path.join(folder, name))
    return {name: place for name, place in found.items() if os.path.exists(place[1])}


def rules():
    """Severity of each rule that is counted, by name."""
    folder = os.path.join(ROOT, "plugins", "checks")
    found = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name, "check.lua"), encoding="utf-8") as file:
            source = file.read()
        topic = re.search(r'^  topic = "(\w+)"', source, re.M)
        severity = re.search(r'^  severity = "(\w+)"', source, re.M)
        if topic and topic.group(1) in TOPICS and name not in ELSEWHERE:
            found[name] = severity.group(1) if severity else "warning"
    return found


def findings(program, known, places):
    """What the program finds, as (text, rule, item, field, place)."""
    for name, (kind, path) in places.items():
        before = ["--previous", places[PREVIOUS[name]][1]] if name in PREVIOUS else []
        run = subprocess.run([program, "check", "--format", "ndjson", path] + before, capture_output=True,
                             text=True, encoding="utf-8", check=False)
        if run.returncode != 0:
            sys.exit("%s: exit status %d: %s" % (path, run.returncode, run.stderr))
        for line in run.stdout.splitlines():
            finding = json.loads(line)
            if finding.get("rule") not in known:
                continue
            real = kind == "real" and finding["from"] is not None
            place = "%d,%d" % (finding["from"], finding["to"]) if real else (finding["quote"] or "-")
            yield (name, finding["rule"], finding["no"] or "-", finding["field"] or "-",
                   re.sub(r"\s+", " ", place))


def judgements():
    """The file: judgement by (text, rule, item, field, place)."""
    found = {}
    with open(os.path.join(DATA, "findings.tsv"), encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.startswith("#") or not line.strip():
                continue
            fields = line.rstrip("\n").split("\t")
            if len(fields) != 7 or fields[5] not in JUDGEMENTS:
                sys.exit("findings.tsv:%d: seven fields, the sixth one of %s" % (number, " ".join(JUDGEMENTS)))
            key = tuple(fields[:5])
            if key in found:
                sys.exit("findings.tsv:%d: said twice" % number)
            found[key] = fields[5]
    return found


def table(known, places, judged):
    print("| rule | severity | %s |" % " | ".join("%s | missed" % kind for kind in SETS))
    print("|---|---%s|" % ("|---|---" * len(SETS)))
    total = {kind: dict.fromkeys(JUDGEMENTS, 0) for kind in SETS}
    for rule in known:
        cells = []
        for kind in SETS:
            count = dict.fromkeys(JUDGEMENTS, 0)
            for (text, name, *_), judgement in judged.items():
                if name == rule and places.get(text, (None,))[0] == kind:
                    count[judgement] += 1
                    total[kind][judgement] += 1
            said = sum(count[j] for j in JUDGEMENTS[:3])
            cells.append("%d, %d, %d" % tuple(count[j] for j in JUDGEMENTS[:3]) if said else "")
            cells.append(str(count["missed"]) if count["missed"] else "")
        print("| %s | %s | %s |" % (rule, known[rule], " | ".join(cells)))
    sums = []
    for kind in SETS:
        sums.append("%d, %d, %d" % tuple(total[kind][j] for j in JUDGEMENTS[:3]))
        sums.append(str(total[kind]["missed"]))
    print("| all | | %s |" % " | ".join(sums))


def main():
    program, flags = sys.argv[1], sys.argv[2:]
    known, places, judged = rules(), texts(), judgements()
    found = list(findings(program, known, places))
    if "--unjudged" in flags:
        for key in found:
            if key not in judged:
                print("\t".join(key + ("?", "-")))
        return 0
    if "--table" in flags:
        if "linzi-2021q3" not in places:
            print("the real bulletin is not at hand", file=sys.stderr)
            return 77
        table(known, places, judged)
        return 0
    problems = ["not judged: " + "\t".join(key) for key in found if key not in judged]
    seen = set(found)
    for key, judgement in judged.items():
        if key[0] not in places:
            continue
        if key[1] not in known:
            problems.append("no such rule: " + "\t".join(key))
        if judgement == "missed" and key in seen:
            problems.append("found now, no longer missed: " + "\t".join(key))
        if judgement != "missed" and key not in seen:
            problems.append("no longer found (%s): %s" % (judgement, "\t".join(key)))
    print("\n".join(problems) if problems else "%d findings, all as judged" % len(seen))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

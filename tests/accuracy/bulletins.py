#!/usr/bin/env python3
"""Measures how well the known bulletins are read, against what people saw in them.

    bulletins.py PROGRAM [--table | --confidence | -v]

For each bulletin with judgements: figures, organisations, pairs for the period and for the year, states, parts. --table
prints the table of docs/accuracy.md, --confidence how often a state of each ground is accepted (the counts that
core/extract/lexicon/confidence.tsv holds), -v every difference. Exit status: 0 the goals are reached, 1 they are not. The
real bulletin is left out where it is not at hand, and said so; status 77 with --table or --confidence then.
"""
import collections
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "data")
SHARED = os.environ.get("TB_SHARED_DATA", os.path.join(HERE, "..", "..", "..", "shared", "data"))
REAL = "linzi-2021q3"
SETS = ("real", "unseen", "unseen-2", "unseen-3")
COUNTED = SETS[:3]  # the sets that confidence.tsv was counted on
NAMES = {"real": "a county, real", "unseen": "three of the first set", "unseen-2": "two of the second set",
         "unseen-3": "four of the third set"}
GOALS = {  # of each set: what must be reached, so that a step back is seen
    "real": {"figures": .98, "units": 1, "period": .96, "annual": .93, "states": .90, "states2": .90, "parts": .85},
    "unseen": {"period": .85, "annual": .85, "states": .85},
    "unseen-2": {"period": .95, "annual": .95, "states": .95},
    "unseen-3": {"period": .84, "annual": .85, "states": .81},
}


def rows(folder, name):
    """The fields of every line of a file of judgements."""
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]


def bulletins():
    """Of each set the bulletins: name, path, and its judgements by kind, each a list of fields without the name."""
    real = {kind: rows(DATA, "%s.%s.tsv" % (REAL, kind))
            for kind in ("quantities", "units", "pairs", "status", "status2", "parts")}
    yield "real", REAL, os.path.join(SHARED, REAL + ".txt"), real
    for kind in SETS[1:]:
        folder = os.path.join(DATA, "samples", kind)
        pairs, status = rows(folder, "pairs.tsv"), rows(folder, "status.tsv")
        for name in sorted({row[0] for row in status}):
            yield kind, name, os.path.join(folder, name), {
                "pairs": [row[1:] for row in pairs if row[0] == name],
                "status": [row[1:] for row in status if row[0] == name]}


def value(item, index):
    quantity = item["quantities"][index]
    return quantity["lo"] if quantity["lo"] is not None else quantity["hi"]


class Score:
    """Counts of right, wrong and missed; differences are named where they are asked for."""

    def __init__(self, verbose):
        self.counts = collections.Counter()
        self.verbose = verbose

    def add(self, what, outcome, *words):
        self.counts[what, outcome] += 1
        if self.verbose and outcome != "right":
            print("  %s %s: %s" % (what, outcome, " ".join(map(str, words))))

    def f1(self, what):
        right, wrong, missed = (self.counts[what, o] for o in ("right", "wrong", "missed"))
        return 2 * right / (2 * right + wrong + missed) if right else 0.0

    def shown(self, what):
        right, wrong, missed = (self.counts[what, o] for o in ("right", "wrong", "missed"))
        if right + wrong + missed == 0:
            return ""
        if what in ("states", "states2", "parts", "units"):
            return "%d of %d" % (right, right + wrong + missed)
        return "%.3f (%d right, %d wrong, %d missed)" % (self.f1(what), right, wrong, missed)

    def share(self, what):
        right, wrong, missed = (self.counts[what, o] for o in ("right", "wrong", "missed"))
        alls = right + wrong + missed
        if what in ("states", "states2", "parts", "units"):
            return right / alls if alls else 0.0
        return self.f1(what)


def score_sets(score, what, name, seen, judged):
    """Two collections of equal keys: figures or units."""
    seen, judged = set(seen), set(judged)
    for key in sorted(seen | judged):
        outcome = "right" if key in seen and key in judged else "wrong" if key in seen else "missed"
        score.add(what, outcome, name, *key)


def score_pairs(score, name, items, judged):
    for side in ("period", "annual"):
        used = collections.Counter()
        for no, item in items.items():
            for pair in item["pairs"]:
                if pair["side"] != side or pair["actual"] is None:
                    continue
                key = (no, value(item, pair["target"]), value(item, pair["actual"]))
                if any(tuple(row[:4]) == (key[0], side, key[1], key[2]) and row[4] != "not" for row in judged):
                    used[key] += 1
                else:
                    score.add(side, "wrong", name, *key)
        for row in judged:
            key = (row[0], row[2], row[3])
            if row[1] != side or row[4] != "must":
                continue
            score.add(side, "right" if used[key] > 0 else "missed", name, *key)
            used[key] -= 1


def accepted(row):
    return [row[1]] + row[2].split()


def score_states(score, what, name, items, judged):
    for row in judged:
        label = items[row[0]]["status"]["label"]
        score.add(what, "right" if label in accepted(row) else "wrong", name, row[0], label, "readers:", *row[1:])


def is_part(part, result, label):
    if "," not in label:
        return part["label"] == label or label in result[max(0, part["from"] - 3):part["from"]]
    start, end = map(int, label.split(","))
    return abs(part["from"] - start) <= 2 and abs(part["to"] - end) <= 2


def score_parts(score, name, items, judged):
    for no, part, label, state, others in judged:
        item = items[no]
        good = any(p["from"] is not None and is_part(p, item["result"], label) and
                   p["status"] in [state] + others.split() for p in item["parts"])
        score.add("parts", "right" if good else "wrong", name, no, part)


def ground_of(status):
    """On what a state rests, by the words of confidence.tsv."""
    figures = status["attainment"] in ("exceeded", "met", "near", "missed")
    if figures:
        return "figures-agree" if status["reported"] == status["label"] else "figures"
    claims = len(status["evidence"])
    return "many-claims" if claims > 2 else "claims" if claims else "no-claim"


def main():
    program, flags = sys.argv[1], sys.argv[2:]
    scores = {kind: Score("-v" in flags) for kind in SETS}
    grounds = collections.defaultdict(lambda: [0, 0])
    for kind, name, path, judged in bulletins():
        if not os.path.exists(path):
            print("%s: not at hand, left out" % name, file=sys.stderr)
            if "--table" in flags or "--confidence" in flags:
                return 77
            continue
        run = subprocess.run([program, "show", "--format", "json", path], capture_output=True, encoding="utf-8", check=True)
        items = {item["no"]: item for item in json.loads(run.stdout)["items"]}
        score = scores[kind]
        if "quantities" in judged:
            score_sets(score, "figures", name,
                       [(no, q["field"], str(q["from"]), str(q["to"]), q["lo"] or "", q["hi"] or "", q["unit"] or "",
                         q["comparator"], q["kind"]) for no, item in items.items() for q in item["quantities"]],
                       [tuple(row) for row in judged["quantities"]])
            score_sets(score, "units", name,
                       [(no, str(u["from"]), str(u["to"]), u["role"], u["basis"]) for no, item in items.items()
                        for u in item["units"]], [tuple(row) for row in judged["units"]])
            score_parts(score, name, items, judged["parts"])
            score_states(score, "states2", name, items, judged["status2"])
        score_pairs(score, name, items, judged["pairs"])
        score_states(score, "states", name, items, judged["status"])
        for row in judged["status"] if kind in COUNTED else ():
            status = items[row[0]]["status"]
            ground = grounds[ground_of(status)]
            ground[1] += 1
            ground[0] += status["label"] in accepted(row)
    if "--confidence" in flags:
        for ground in ("figures-agree", "figures", "many-claims", "claims", "no-claim"):
            print("%s\t%d\t%d" % (ground, *grounds[ground]))
        return 0
    lines = (("figures", "figures, F1"), ("units", "organisations with place, role and basis"),
             ("period", "pairs for the period, F1"), ("annual", "pairs for the year, F1"),
             ("states", "states a reader accepts"), ("states2", "the same, a second reader"),
             ("parts", "parts, place and state"))
    print("| what | %s |" % " | ".join(NAMES[kind] for kind in SETS))
    print("|---" * (len(SETS) + 1) + "|")
    for what, words in lines:
        print("| %s | %s |" % (words, " | ".join(scores[kind].shown(what) for kind in SETS)))
    short = [(kind, what) for kind in SETS for what, goal in GOALS[kind].items()
             if scores[kind].counts and scores[kind].share(what) < goal]
    for kind, what in short:
        print("short of its goal: %s, %s: %.3f, goal %.3f" % (kind, what, scores[kind].share(what), GOALS[kind][what]))
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""A history of one bulletin over twelve years, grown from one real or invented report.

usage: simulate.py REPORT OUTDIR [--snapshots 48] [--reworded 0.05] [--seed 1]

REPORT is a text bulletin: lines of tab-separated cells, the rows beginning with a number. Writes
OUTDIR/NN-YYYYQn[rM].txt. Each quarter the sentences of target and result are kept, changed in their
figures, or replaced by text of a character chain learnt from the report; units change rarely. At the
change of a year 5 % of the tasks go, 5 % come, 5 % move, all are renumbered, 30 % are lightly edited
and --reworded of them rewritten. A quarter of the quarters is published again with three or four rows
edited. The same arguments give the same bytes. Made-up text repeats less than real text does, so sizes
measured on it are on the careful side.
"""
import argparse
import os
import random
import re

NUMBER = re.compile(r"\d+(?:\.\d+)?")
CLAUSE = re.compile(r"[^，。；]*[，。；]?")


class Chain:
    """Text of the same characters: each follows the two before it as it did in the report."""

    def __init__(self, texts, rng):
        self.rng, self.after, self.all = rng, {}, "".join(texts)
        for text in texts:
            for i in range(len(text) - 2):
                self.after.setdefault(text[i:i + 2], []).append(text[i + 2])
        self.starts = [t[i:i + 2] for t in texts for i in range(0, len(t) - 2, 7)]

    def text(self, length):
        out = self.rng.choice(self.starts)
        while len(out) < length:
            following = self.after.get(out[-2:])
            noise = self.rng.random() < 0.05 or not following
            out += self.rng.choice(self.all if noise else following)
        return out.replace("\t", "").replace("\n", "")


def tweak(clause, rng):
    grown = NUMBER.sub(lambda m: grow(m.group(), rng), clause)
    return grown.replace("正在", "已") if rng.random() < 0.5 else grown


def grow(number, rng):
    places = len(number.partition(".")[2])
    return f"{float(number) * rng.uniform(1.02, 1.6):.{places}f}"


def next_quarter(text, chain, rng):
    out = []
    for clause in CLAUSE.findall(text):
        fate = rng.random()
        if fate < 0.33 or len(clause) < 4:
            out.append(clause)
        elif fate < 0.6:
            out.append(tweak(clause, rng))
        else:
            out.append(chain.text(len(clause) - 1) + clause[-1])
    return "".join(out)


def edit(text, rng, chain):
    at = rng.randrange(max(1, len(text) - 4))
    return text[:at] + chain.text(3) + text[at + 3:]


def next_year(rows, chain, rng, reworded):
    rows = [r for r in rows if rng.random() >= 0.05]
    for row in rows:
        fate = rng.random()
        if fate < reworded:
            row[1] = chain.text(len(row[1]))
        elif fate < reworded + 0.3:
            row[1] = edit(row[1], rng, chain)
        if rng.random() < 0.04:
            row[3] = row[3] + " " + chain.text(5)
    for _ in range(max(1, len(rows) // 20)):
        model = rng.choice(rows)
        rows.insert(rng.randrange(len(rows)), ["0"] + [chain.text(max(3, len(c))) for c in model[1:]])
        rows.insert(rng.randrange(len(rows)), rows.pop(rng.randrange(len(rows))))
    for number, row in enumerate(rows, 1):
        row[0] = str(number)
    return rows


def render(head, rows, year, quarter):
    title = f"# {year}年重点工作第{'一二三四'[quarter - 1]}季度完成情况通报表"
    lines = [title, "", head]
    for number, row in enumerate(rows, 1):
        lines.append("\t".join(row))
        if number % 5 == 0:
            lines += ["", head]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("report")
    parser.add_argument("outdir")
    parser.add_argument("--snapshots", type=int, default=48)
    parser.add_argument("--reworded", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    lines = open(args.report, encoding="utf-8").read().split("\n")
    head = next(line for line in lines if line.startswith("\t"))
    rows = [re.sub("</?p>", "", line).split("\t") for line in lines if re.match(r"\d+\t", line)]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    chain = Chain([cell for row in rows for cell in row[1:] if len(cell) > 3], rng)
    os.makedirs(args.outdir, exist_ok=True)
    year, quarter, count = 2021, 1, 0
    while count < args.snapshots:
        issues = 2 if rng.random() < 0.25 else 1
        for issue in range(issues):
            if issue:
                for row in rng.sample(rows, min(len(rows), rng.choice([3, 4]))):
                    row[-1] = edit(row[-1], rng, chain)
            if count < args.snapshots:
                suffix = f"r{issue + 1}" if issue else ""
                name = f"{count:02d}-{year}Q{quarter}{suffix}.txt"
                with open(os.path.join(args.outdir, name), "w", encoding="utf-8") as file:
                    file.write(render(head, rows, year, quarter))
                count += 1
        quarter += 1
        if quarter == 5:
            year, quarter = year + 1, 1
            rows = next_year(rows, chain, rng, args.reworded)
        for row in rows:
            row[2] = next_quarter(row[2], chain, rng)
            row[-1] = next_quarter(row[-1], chain, rng)


main()

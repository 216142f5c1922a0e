#!/usr/bin/env python3
"""Reads the Chinese cases of Recognizers-Text through `extract --bare` and counts the values that are right.

    recognizers.py PROGRAM FOLDER [-v]

FOLDER is the folder Specs of a checkout of microsoft/Recognizers-Text (MIT; not part of this repository). Of its numbers,
percentages, sums of money, dimensions and number ranges every expected value is looked for at its place: a figure that
overlaps it, with the same bounds (a percentage counts as percent; whether a bound itself belongs to a range is not compared,
nor are units). A text from which nothing of a kind should be read counts as one value, right if no figure of that kind (a bare
number, a percentage, …) is read. Cases that the project itself marks as not
supported in any of its languages are left out. -v names every difference. Exit status: 0 at least 93 of 100 are right.
"""
import json
import os
import re
import subprocess
import sys
from fractions import Fraction

MODELS = {
    "number": ("Number/Chinese/NumberModel",),
    "percent": ("Number/Chinese/PercentModel",),
    "currency": ("NumberWithUnit/Chinese/CurrencyModel",),
    "dimension": ("NumberWithUnit/Chinese/DimensionModel",),
    "range": ("Number/Chinese/NumberRangeModel", "Number/Chinese/NumberRangeModelExperimentalMode"),
}
GOAL = 0.93
LANGUAGES = 4  # of the project; a case all of them fail is no case


def number(text):
    text = text.strip().rstrip("%").replace(",", "")
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def bounds(value):
    """The lower and upper bound of an expected value; None where it has none."""
    interval = re.fullmatch(r"[\[(]([^,]*),([^,]*)[\])]", value)
    if interval:
        return number(interval.group(1)), number(interval.group(2))
    return number(value), number(value)


def close(a, b):
    return a is None and b is None or None not in (a, b) and abs(a - b) <= abs(b) * Fraction(1, 10**9)


def cases(folder, name):
    with open(os.path.join(folder, name + ".json"), encoding="utf-8-sig") as file:
        for case in json.load(file):
            if len(re.findall(r"\w+", case.get("NotSupported", ""))) < LANGUAGES:
                yield case


def read(program, texts):
    """What the program finds, a list of (from, to, lo, hi, unit) for each text."""
    joined = "\n".join(re.sub(r"[\r\n]", " ", text) for text in texts) + "\n"
    run = subprocess.run([program, "extract", "--bare", "--format", "tsv"], input=joined, capture_output=True,
                         encoding="utf-8", check=True)
    found = [[] for _ in texts]
    for line in run.stdout.splitlines():
        fields = line.split("\t")
        found[int(fields[0]) - 1].append((int(fields[1]), int(fields[2]), number(fields[4]) if fields[4] else None,
                                          number(fields[5]) if fields[5] else None, fields[6]))
    return found


def is_of(kind, unit):
    """Whether a figure of this unit is one that the model `kind` speaks of."""
    money = unit.endswith("元") or unit in ("角", "分")
    return {"number": unit == "", "range": unit == "", "percent": unit == "%", "currency": money,
            "dimension": unit not in ("", "%") and not money}[kind]


def is_found(figures, result):
    if result.get("Resolution", {}).get("value") is None:
        return None  # a word for a currency, without a value
    lo, hi = bounds(result["Resolution"]["value"])
    start, end = result["Start"], result["End"] + 1
    one_sided = lo is None or hi is None
    for low, high, got_lo, got_hi, _ in figures:
        if low >= end or high <= start:
            continue
        if close(got_lo, lo) and close(got_hi, hi):
            return True
        only = got_lo if got_hi is None else got_hi if got_lo is None else None
        if lo == hi and only is not None and close(only, lo):  # 20万以上, whose value is asked for alone
            return True
        if one_sided and got_lo == got_hi and close(got_lo, lo if hi is None else hi):
            return False
    return False


def main():
    program, folder, verbose = sys.argv[1], sys.argv[2], "-v" in sys.argv[3:]
    all_right = all_count = 0
    print("| cases | right | of | share |\n|---|---|---|---|")
    for kind, names in MODELS.items():
        listed = [case for name in names for case in cases(folder, name)]
        right = count = 0
        for case, figures in zip(listed, read(program, [case["Input"] for case in listed])):
            told = [(result["Text"], is_found(figures, result)) for result in case["Results"]]
            if not case["Results"]:
                told = [("nothing", not any(is_of(kind, figure[4]) for figure in figures))]
            for text, good in told:
                if good is None:
                    continue
                count += 1
                right += good
                if verbose and not good:
                    print("%s: %s: %s; read %s" % (kind, case["Input"], text, figures), file=sys.stderr)
        all_right, all_count = all_right + right, all_count + count
        print("| %s | %d | %d | %.1f %% |" % (kind, right, count, 100 * right / count))
    print("| all | %d | %d | %.1f %% |" % (all_right, all_count, 100 * all_right / all_count))
    return 0 if all_right >= GOAL * all_count else 1


if __name__ == "__main__":
    sys.exit(main())

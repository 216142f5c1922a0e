"""tutorial.py PAGE - does what the page says, in the current folder, and prints every difference.

A `console` block has commands after "$ " and what they print, to standard output and error; a line "…" alone
stands for any lines. A `lua` block whose first line is a comment with a path is that file. UPDATE_GOLDEN=1
writes what is printed into the page instead.

Exits 1 when something differs."""
import os
import re
import subprocess
import sys

page = open(sys.argv[1], encoding="utf-8").read()
blocks = re.compile(r"^```(console|lua)\n(.*?)^```$", re.M | re.S)
MARK = "\x1e"

steps = []  # [command, what is expected]
script = ["exec 2>&1"]
for kind, text in blocks.findall(page):
    if kind == "lua":
        path = re.match(r"-- (\S+\.lua)\n", text)
        if path:
            script.append(f"cat >{path[1]} <<'END_OF_FILE'\n{text}END_OF_FILE")
        continue
    for line in text.splitlines():
        if line.startswith("$ "):
            steps.append([line[2:], []])
            script.append(f"(exit ${{status:-0}})\n{line[2:]}\nstatus=$?\nprintf '\\x1e'")
        else:
            steps[-1][1].append(line)

done = subprocess.run(["bash", "-c", "\n".join(script)], stdout=subprocess.PIPE, check=False)
printed = done.stdout.decode("utf-8").split(MARK)[:-1]


def same(wanted, got):
    pattern = "".join(r"(.*\n)*?" if line == "…" else re.escape(line) + r"\n" for line in wanted)
    return re.fullmatch(pattern, got) is not None


if os.environ.get("UPDATE_GOLDEN"):
    new = iter(printed)

    def renew(block):
        if block[1] == "lua":
            return block[0]
        commands = [line for line in block[2].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(line + "\n" + next(new) for line in commands) + "```"

    open(sys.argv[1], "w", encoding="utf-8").write(blocks.sub(renew, page))
    sys.exit()

bad = len(printed) != len(steps)
for (command, wanted), got in zip(steps, printed):
    if not same(wanted, got):
        bad = True
        print(f"$ {command}\n--- the page says\n" + "\n".join(wanted) + f"\n--- it prints\n{got}")
sys.exit(bad)

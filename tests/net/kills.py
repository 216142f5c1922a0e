#!/usr/bin/env python3
"""Kills fetches at random moments, and looks at what the next run makes of it.

    kills.py PROGRAM FOLDER ROUNDS

Each round publishes a bulletin, an altered one, one for another quarter, a page that is none, or nothing new;
starts a fetch and kills it (SIGKILL) at some moment of it. Whatever was there before must still be sound. The
next run must end well, what is published must be what is kept, and it must be asked for with the tag of what
was kept. Prints "what", tab, count; 1 when anything was lost.
"""
import os
import random
import re
import subprocess
import sys
import time
import zlib

PROGRAM, FOLDER, ROUNDS = sys.argv[1], sys.argv[2], int(sys.argv[3])
SITE, WORK = FOLDER + "/site", FOLDER + "/work"
QUARTERS = "一二三四"
PAGE = "<!doctype html><html><title>%d</title><body>系统维护中</body></html>"
BULLETIN = """示例区2021年第%s季度重点工作任务进展情况

序号|年度工作任务|工作目标|责任单位|进展情况
1|新建学校3所|完成主体施工|区教育局|3所学校主体施工完成。
2|培训乡村医生100人|培训80人以上|区卫生健康局|已培训%d人。
"""


class Lost(Exception):
    pass


def publish(text):
    with open(SITE + "/new", "w", encoding="utf-8") as file:
        file.write(text)
    os.rename(SITE + "/new", SITE + "/body")


def published():
    with open(SITE + "/body", "rb") as file:
        return file.read()


def start(*words):
    return subprocess.Popen([PROGRAM, *words, "--lang", "en"], cwd=WORK, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def run(*words):
    child = start(*words)
    said = child.communicate()[0]
    return child.returncode, said


def asked_with():
    """The tag that the last request for the bulletin had, None: it had none; and forgets what was asked."""
    with open(SITE + "/log", encoding="utf-8") as log:
        lines = [line for line in log if " /good " in line]
    open(SITE + "/log", "w", encoding="utf-8").close()
    if not lines:
        raise Lost("it was not asked for")
    tag = re.search(r'if-none-match=("\S*")', lines[-1])
    return tag and tag[1]


def tag_of(data):
    return '"%08x"' % zlib.crc32(data)


def look_at_what_is_left():
    code, said = run("history", "verify")
    if code != 0:
        raise Lost("history verify ends with %d: %s" % (code, said.decode()))
    try:
        with open(WORK + "/fetch/demo.tsv", encoding="utf-8") as file:
            text = file.read()
    except FileNotFoundError:
        return
    if "\nstate\t" not in text or not text.endswith("\n"):
        raise Lost("half a state: " + text)


def fetch_to_the_end(tags):
    """A run that nobody kills: `tags` are those it may ask with."""
    is_page = published().startswith(b"<")
    code, said = run("fetch", "--yes", "demo")
    if code != (3 if is_page else 0):
        raise Lost("the next run ends with %d: %s" % (code, said.decode()))
    tag = asked_with()
    if tag not in tags:
        raise Lost("asked with the tag %s, not one of %s" % (tag, tags))
    if is_page:
        return
    period = "demo@2021Q%d" % (1 + QUARTERS.index(published().decode()[9]))
    code, said = run("history", "restore", period)
    if code != 0 or said != published():
        raise Lost("what was published is not what is kept: %d %s" % (code, said.decode()))


def one_round(number, memory):
    """memory: the tags that a run may ask with, and how long one takes. Whether it ended before the kill."""
    kind = random.choice(("first", "altered", "altered", "quarter", "page", "same", "same", "same"))
    if kind == "page":
        publish(PAGE % number)
    elif kind == "quarter" or (kind == "altered" or published().startswith(b"<")):
        publish(BULLETIN % (QUARTERS[random.randrange(4)] if kind == "quarter" else "三", number))
    begun = time.monotonic()
    child = start("fetch", "--yes", "demo")
    time.sleep(random.uniform(0, memory["seconds"] * 1.1))
    child.kill()
    child.communicate()
    ended = child.returncode != -9
    if ended: # it was done before: that is how long it takes
        memory["seconds"] = 0.7 * memory["seconds"] + 0.3 * (time.monotonic() - begun) / 1.1
    look_at_what_is_left()
    # What is put aside leaves no tag, whatever was kept keeps its own.
    after = memory["tags"] if published().startswith(b"<") else {tag_of(published())}
    fetch_to_the_end(memory["tags"] | after)
    memory["tags"] = after
    return ended


def main():
    os.makedirs(SITE)
    os.makedirs(WORK)
    random.seed(os.environ.get("TB_SEED", "1"))
    server = subprocess.Popen([sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "server.py"),
                               SITE], stdout=subprocess.PIPE)
    port = int(server.stdout.readline())
    with open(WORK + "/tongbao.lua", "w", encoding="utf-8") as config:
        config.write('return workspace { sources = { demo = { fetcher = "direct", allow_private = true, pace = 0.01,'
                     ' url = "http://127.0.0.1:%d/good" } } }\n' % port)
    done = killed = 0
    try:
        publish(BULLETIN % ("三", 0))
        begun = time.monotonic()
        fetch_to_the_end({None})
        memory = {"seconds": time.monotonic() - begun, "tags": {tag_of(published())}}
        for done in range(ROUNDS):
            killed += not one_round(done, memory)
    except Lost as lost:
        print("round %d: %s" % (done, lost))
        sys.exit(1)
    finally:
        server.kill()
        server.wait()
    print("fetches, of them killed on the way\t%d, %d" % (ROUNDS, killed))


main()

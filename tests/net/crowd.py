#!/usr/bin/env python3
"""Many sources on many hosts: how long a run takes, what memory it needs, and whether it minds its manners.

    crowd.py PROGRAM FOLDER SOURCES HOSTS PACE [timed]

The hosts are addresses of loopback, 127.0.1.1 and on, served by one nginx. Each is asked for its robots.txt,
then for one bulletin of each of its sources, PACE seconds apart: that is the bound. A second request within
half of that time is refused (429). Prints a line for each measure ("measure", tab, value); 1 when something is
missing, refused or too large, with `timed` also when it takes more than 1.2 times the bound; 77 where nginx is
missing.
"""
import json
import os
import shutil
import socket
import subprocess
import sys
import time

PROGRAM, FOLDER = sys.argv[1], sys.argv[2]
SOURCES, HOSTS, PACE = int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])
TIMED = len(sys.argv) > 6
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
MEMORY = 64 << 20 if not os.environ.get("TB_SANITIZE") else 1 << 40
SLACK = 1.2  # times the bound that a run may take

CONFIG = """daemon off;
master_process off;
pid {site}/pid;
error_log {site}/errors;
worker_rlimit_nofile 4096;
events {{ worker_connections 2048; }}
http {{
    log_format asked '$status $server_addr $uri';
    access_log {site}/access asked;
    client_body_temp_path {site}/body;
    proxy_temp_path {site}/proxy;
    fastcgi_temp_path {site}/fastcgi;
    uwsgi_temp_path {site}/uwsgi;
    scgi_temp_path {site}/scgi;
    limit_req_zone $server_addr zone=pace:4m rate={rate}r/m;
    limit_req_status 429;
    limit_req zone=pace;
    default_type text/plain;
    charset utf-8;
    server {{
        {listen}
        root {site}/www;
    }}
}}
"""

BULLETIN = """示例区2021年第三季度重点工作任务进展情况

序号|年度工作任务|工作目标|责任单位|进展情况
"""


def host(number):
    return "127.0.%d.%d" % (1 + number // 250, 1 + number % 250)


def free_port():
    with socket.socket() as sock:
        sock.bind((host(0), 0))
        return sock.getsockname()[1]


def publish(site, work, port):
    os.makedirs(site + "/www")
    os.makedirs(work)
    with open(work + "/tongbao.lua", "w", encoding="utf-8") as config:
        config.write('return workspace { contact = "desk@example.org", sources = {\n')
        for i in range(SOURCES):
            with open("%s/www/%d.txt" % (site, i), "w", encoding="utf-8") as page:
                page.write(BULLETIN)
                for row in range(1, 41):
                    page.write("%d|新建学校%d所|完成%d所主体施工|区教育局|%d所学校主体施工完成，第%d号。\n"
                               % (row, row + 2, row + 1, row + 1, i))
            config.write('  ["s%d"] = { fetcher = "direct", url = "http://%s:%d/%d.txt",'
                         ' allow_private = true, pace = %s },\n' % (i, host(i % HOSTS), port, i, PACE))
        config.write("} }\n")
    listen = " ".join("listen %s:%d;" % (host(i), port) for i in range(HOSTS))
    with open(site + "/nginx.conf", "w", encoding="ascii") as file:
        file.write(CONFIG.format(site=site, listen=listen, rate=round(2 * 60 / PACE)))


def serve(site, port):
    with open(site + "/said", "wb") as said:
        server = subprocess.Popen([NGINX, "-e", site + "/errors", "-c", site + "/nginx.conf"],
                                  stdout=said, stderr=said)
    for _ in range(200):
        try:
            socket.create_connection((host(HOSTS - 1), port)).close()
            return server
        except OSError:
            time.sleep(0.05)
    server.kill()
    with open(site + "/said", encoding="utf-8") as said:
        sys.exit("nginx does not start: " + said.read())


def processes():
    """Process ids by parent."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open("/proc/%s/stat" % name, encoding="utf-8", errors="replace") as file:
                    parent = int(file.read().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(name))
            except OSError:
                pass
    return children


def memory_of(root):
    """Bytes of a process and all below it; what they share counts once."""
    children, todo, total = processes(), [root], 0
    while todo:
        pid = todo.pop()
        todo += children.get(pid, [])
        try:
            with open("/proc/%d/smaps_rollup" % pid, encoding="ascii") as file:
                total += sum(int(line.split()[1]) << 10 for line in file if line.startswith("Pss:"))
        except OSError:
            pass
    return total


def run(work):
    """Wall seconds, most memory of all processes, what was said."""
    begun = time.monotonic()
    with open(work + ".out", "wb") as out:
        child = subprocess.Popen([PROGRAM, "fetch", "--all", "--yes", "--format", "json"], cwd=work, stdout=out)
        most = 0
        while child.poll() is None:
            most = max(most, memory_of(child.pid))
            time.sleep(0.2)
    wall = time.monotonic() - begun
    if child.returncode != 0:
        print("fetch ended with %d" % child.returncode)
    with open(work + ".out", encoding="utf-8") as out:
        return wall, most, json.load(out)["sources"]


def answers(site):
    """How many requests were answered, and how many of them as coming too soon."""
    with open(site + "/access", encoding="ascii") as log:
        said = [line.split()[0] for line in log]
    return len(said), said.count("429")


def main():
    if not NGINX:
        sys.exit(77)
    site, work, bad = FOLDER + "/site", FOLDER + "/work", 0
    port = free_port()
    publish(site, work, port)
    server = serve(site, port)
    try:
        bound = -(-SOURCES // HOSTS) * PACE
        for what, state in (("first run", "new"), ("run with nothing new", "unchanged")):
            time.sleep(PACE)  # a run does not know when the one before it asked last
            open(site + "/access", "w", encoding="ascii").close()
            wall, most, sources = run(work)
            there = sum(source["state"] == state for source in sources)
            requests, refused = answers(site)
            print("%s: sources that are %s\t%d of %d" % (what, state, there, SOURCES))
            print("%s: seconds, and of the bound\t%.2f = %.2f x %.2f" % (what, wall, wall / bound, bound))
            print("%s: most memory of all processes, MiB\t%.1f" % (what, most / (1 << 20)))
            print("%s: requests, and refused as too soon\t%d, %d" % (what, requests, refused))
            bad += there != SOURCES or most > MEMORY or (TIMED and wall > SLACK * bound)
            bad += requests != SOURCES + HOSTS or refused > 0
    finally:
        server.kill()
        server.wait()
    sys.exit(bad > 0)


main()

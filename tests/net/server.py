#!/usr/bin/env python3
"""A server that misbehaves on purpose, byte by byte. For the tests alone; listens on loopback.

    server.py FOLDER      prints its port, then serves until it is killed

The first part of a path says how to behave (a function below); FOLDER/log gets a line for each request:
method, path, and the headers that matter. A file FOLDER/body is what good answers carry; FOLDER/count-NAME
counts the requests of a behaviour that changes with time.
"""
import gzip
import os
import socket
import sys
import threading
import time
import zlib
from urllib.parse import unquote

FOLDER = sys.argv[1]
LOCK = threading.Lock()


def body():
    with open(os.path.join(FOLDER, "body"), "rb") as file:
        return file.read()


def count(name):
    """How often this was called before with the name, from 0, over restarts too."""
    path = os.path.join(FOLDER, "count-" + name)
    with LOCK:
        try:
            with open(path, encoding="ascii") as file:
                number = int(file.read())
        except FileNotFoundError:
            number = 0
        with open(path, "w", encoding="ascii") as file:
            file.write(str(number + 1))
    return number


def answer(status, data=b"", *headers, length=True):
    lines = ["HTTP/1.1 " + status]
    if length:
        lines.append("Content-Length: %d" % len(data))
    lines += headers
    lines.append("Connection: close")
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + data


def good(*headers):
    return answer("200 OK", body(), "Content-Type: text/plain; charset=utf-8", *headers)


class Ask:
    """One request: its path, headers and the socket to answer on."""

    def __init__(self, sock, path, headers):
        self.sock, self.path, self.headers = sock, path, headers
        parts = path.lstrip("/").split("/")
        self.name, self.rest = parts[0], parts[1:]

    def send(self, data):
        self.sock.sendall(data)


# --- behaviours: each takes the request ------------------------------------------------------------

def do_good(ask):
    tag = '"%08x"' % zlib.crc32(body())
    if ask.headers.get("if-none-match") == tag:
        ask.send(answer("304 Not Modified", b"", "ETag: " + tag, length=False))
    else:
        ask.send(good("ETag: " + tag))


def do_file(ask):
    """A file of the folder, as a well-behaved server gives it."""
    path = os.path.join(FOLDER, os.path.basename(unquote(ask.path.split("?")[0])))
    if not os.path.isfile(path):
        ask.send(answer("404 Not Found", b"not found"))
        return
    with open(path, "rb") as file:
        data = file.read()
    tag = '"%08x"' % zlib.crc32(data)
    if ask.headers.get("if-none-match") == tag:
        ask.send(answer("304 Not Modified", b"", "ETag: " + tag, length=False))
    else:
        ask.send(answer("200 OK", data, "ETag: " + tag))


def do_newtag(ask):
    """The same bytes under a new tag every time."""
    ask.send(good('ETag: "%d"' % count("newtag")))


def do_endless(ask):
    ask.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    while True:
        ask.send(piece)


def do_huge(ask):
    ask.send(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while True:
        ask.send(b"x" * 65536)


def do_toolittle(ask):
    """More than it says."""
    ask.send(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\nConnection: close\r\n\r\n" + body())


def do_nolength(ask):
    """A number that is none."""
    ask.send(answer("200 OK", body(), "Content-Length: -1", length=False))


def do_drip(ask):
    ask.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(1000):
        ask.send(b"x")
        time.sleep(0.2)


def do_dripheaders(ask):
    for _ in range(1000):
        ask.send(b"X: y\r\n" if _ else b"HTTP/1.1 200 OK\r\n")
        time.sleep(0.2)


def do_silent(_):
    time.sleep(30)


def do_headers(ask):
    ask.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(100000):
        ask.send(b"X-%d: %s\r\n" % (number, b"y" * 100))


def do_bomb(ask):
    ask.send(answer("200 OK", gzip.compress(b"\0" * (64 << 20)), "Content-Encoding: gzip"))


def do_redirectbomb(ask):
    ask.send(answer("302 Found", gzip.compress(b"\0" * (64 << 20)), "Content-Encoding: gzip",
                    "Location: /good"))


def do_cutgzip(ask):
    packed = gzip.compress(body())
    ask.send(answer("200 OK", packed[:len(packed) // 2], "Content-Encoding: gzip"))


def do_cuttrailer(ask):
    ask.send(answer("200 OK", gzip.compress(body())[:-4], "Content-Encoding: gzip"))


def do_mislabelled(ask):
    ask.send(answer("200 OK", body(), "Content-Encoding: gzip"))


def do_doublegzip(ask):
    packed = gzip.compress(gzip.compress(body()))
    ask.send(answer("200 OK", packed, "Content-Encoding: gzip, gzip"))


def do_brotli(ask):
    ask.send(answer("200 OK", body(), "Content-Encoding: br"))


def do_deflate(ask):
    ask.send(answer("200 OK", zlib.compress(body()), "Content-Encoding: deflate"))


def do_twolengths(ask):
    ask.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhello....")


def do_lengthandchunks(ask):
    ask.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
             b"5\r\nhello\r\n0\r\n\r\n")


def do_short(ask):
    """Less than it says; then, asked again, all of it."""
    data = body()
    if count("short") == 0:
        ask.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(data) + data[:20])
    else:
        ask.send(good())


def do_nul(ask):
    ask.send(b"HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 2\r\n\r\nok")


def do_barecr(ask):
    ask.send(b"HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: b\r\nContent-Length: 2\r\n\r\nok")


def do_oddtag(ask):
    """A tag and a date that are no text: bytes of another charset."""
    ask.send(b'HTTP/1.1 200 OK\r\nETag: "\xb6\xab\xff"\r\nLast-Modified: \xd6\xdc\xc8\xfd\r\n'
             b"Content-Type: text/plain; charset=\xb6\xab\r\nContent-Length: %d\r\n\r\n" % len(body()) + body())


def do_oldest(ask):
    ask.send(b"hello, this is HTTP/0.9")


def do_reset(ask):
    if count("reset") < 2:
        ask.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    else:
        ask.send(good())


def do_loop(ask):
    ask.send(answer("302 Found", b"", "Location: /loop"))


def do_to(ask):
    """A redirect to what stands in FOLDER/location, which may hold anything."""
    with open(os.path.join(FOLDER, "location"), "rb") as file:
        ask.send(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + file.read().strip(b"\n")
                 + b"\r\n\r\n")


def do_status(ask):
    ask.send(answer(ask.rest[0] + " Status"))


def do_retry(ask):
    """FOLDER/retry: status and Retry-After, one line for each request, then all is well."""
    with open(os.path.join(FOLDER, "retry"), encoding="utf-8") as file:
        lines = file.read().splitlines()
    number = count("retry")
    if number >= len(lines):
        ask.send(good())
        return
    status, _, after = lines[number].partition(" ")
    ask.send(answer(status + " Later", b"", *(["Retry-After: " + after] if after else [])))


def do_unasked304(ask):
    ask.send(answer("304 Not Modified", b"", length=False))


def do_unasked206(ask):
    data = body()
    ask.send(answer("206 Partial Content", data[5:], "Content-Range: bytes 5-%d/%d"
                    % (len(data) - 1, len(data))))


def do_resume(ask):
    """Breaks off in the middle of a file with a strong tag; FOLDER/changed: it is another one then."""
    data, tag = body(), '"one"'
    if os.path.exists(os.path.join(FOLDER, "changed")) and count("resume") > 0:
        data, tag = data.replace(b"85", b"86"), '"two"'
    wanted = ask.headers.get("range", "")
    if wanted.startswith("bytes=") and ask.headers.get("if-range") == tag:
        start = int(wanted[6:].split("-")[0])
        ask.send(answer("206 Partial Content", data[start:], "ETag: " + tag,
                        "Content-Range: bytes %d-%d/%d" % (start, len(data) - 1, len(data))))
    elif wanted:
        ask.send(answer("200 OK", data, "ETag: " + tag))
    else:
        ask.send(("HTTP/1.1 200 OK\r\nETag: %s\r\nContent-Length: %d\r\n\r\n" % (tag, len(data))).encode()
                 + data[:100])


def do_wrongpart(ask):
    """Goes on at another place than was asked for."""
    data = body()
    if "range" in ask.headers:
        ask.send(answer("206 Partial Content", data[50:], 'ETag: "one"',
                        "Content-Range: bytes 50-%d/%d" % (len(data) - 1, len(data))))
    else:
        ask.send(b'HTTP/1.1 200 OK\r\nETag: "one"\r\nContent-Length: %d\r\n\r\n' % len(data) + data[:100])


def do_page(ask):
    """FOLDER/page, as a web page in the charset that the path names: /page/utf-8/gb18030."""
    with open(os.path.join(FOLDER, "page"), "rb") as file:
        data = file.read()
    says = ask.rest[0] if ask.rest else "utf-8"
    ask.send(answer("200 OK", data, "Content-Type: text/html; charset=" + says))


def do_name(ask):
    ask.send(good("Content-Disposition: attachment; filename=\"../../../etc/passwd\""))


def do_linename(ask):
    """A name with the end of a line in it, and a header behind."""
    ask.send(good("Content-Disposition: attachment; filename*=UTF-8''a%0D%0ASet-Cookie:%20b%00.txt"))


def do_stale(ask):
    """Says that nothing has changed to whoever asks with a tag, whatever that is."""
    if "if-none-match" in ask.headers:
        ask.send(answer("304 Not Modified", b"", length=False))
    else:
        ask.send(good('ETag: "stale"'))


def do_empty(ask):
    ask.send(answer("200 OK", b""))


def do_robots(ask):
    """/robots.txt, as FOLDER/robots says: a status, or the file."""
    try:
        with open(os.path.join(FOLDER, "robots"), "rb") as file:
            data = file.read()
    except FileNotFoundError:
        data = b"404"
    if data.strip().isdigit():
        ask.send(answer(data.strip().decode() + " Robots"))
    elif data.strip() == b"silent":
        time.sleep(30)
    elif data.startswith(b"to "):
        ask.send(answer("302 Found", b"", "Location: " + data[3:].strip().decode()))
    else:
        ask.send(answer("200 OK", data, "Content-Type: text/plain"))


# --- the server ------------------------------------------------------------------------------------

def serve(sock):
    try:
        sock.settimeout(60)
        data = b""
        while b"\r\n\r\n" not in data:
            piece = sock.recv(65536)
            if not piece:
                return
            data += piece
        lines = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        headers = {}
        for line in lines[1:]:
            key, _, value = line.partition(":")
            headers[key.lower()] = value.strip()
        kept = ["%s=%s" % (key, headers[key]) for key in
                ("host", "if-none-match", "if-modified-since", "range", "if-range", "authorization",
                 "user-agent") if key in headers]
        with LOCK, open(os.path.join(FOLDER, "log"), "a", encoding="utf-8") as log:
            log.write("%.3f %s %s\n" % (time.time(), path, " ".join(kept)))
        ask = Ask(sock, path, headers)
        name = "robots" if path == "/robots.txt" else ask.name
        behave = globals().get("do_" + name)
        if behave:
            behave(ask)
        else:
            ask.send(answer("404 Not Found"))
    except OSError:
        pass
    finally:
        sock.close()


def main():
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0))
    listener.listen(256)
    print(listener.getsockname()[1], flush=True)
    while True:
        sock, _ = listener.accept()
        threading.Thread(target=serve, args=(sock,), daemon=True).start()


main()

#!/usr/bin/env python3
"""Restores a snapshot by docs/formats/store.md alone: read_store.py HISTORY SERIES SEQUENCE > original."""
import glob, hashlib, re, struct, sys, zlib


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, length):
        self.at += length
        assert self.at <= len(self.data), "cut off"
        return self.data[self.at - length:self.at]

    def number(self):
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def signed(self, offset=0):
        value = self.number() - offset
        return -(value + 1) // 2 if value % 2 else value // 2


def inflate(packed, size, dictionary=b""):
    stream = zlib.decompressobj(-15, zdict=dictionary[-32506:])
    text = stream.decompress(packed)
    assert len(text) == size and stream.eof and not stream.unused_data, "damaged text"
    return text


def cells_of(text, in_characters):
    if in_characters:
        return re.findall(rb"((?:[\xC8-\xFF].|[^\0\xC8-\xFF])*)\0", text, re.S)
    return text.split(b"\n")[:-1]


def unpack(body, base):
    body = Reader(body)
    size, packed = body.number(), body.number()
    reader = Reader(inflate(body.take(packed), size))
    in_characters, delimiter = base[:2] if base else (reader.take(1) == b"\1", reader.take(1).strip(b"\0"))
    alphabet = base[2] if base else ["\n"]
    for _ in range((1 + (len(alphabet) == 1)) * in_characters):
        point = 0
        for _ in range(reader.number()):
            point += reader.number()
            alphabet.append(chr(point))
    old, expected, count = [], 0, reader.number()
    for _ in range(count if base else 0):
        if reader.data[reader.at] == 0:
            reader.at += 1
            old.append([])
        else:
            expected += reader.signed(1)
            old.append(base[3][expected])
        expected += 1
    old = old or [[]] * count
    rows = [[None] * (reader.signed() + len(o) if o else reader.number()) for o in old]
    for row, before in zip(rows, old):
        shared = min(len(row), len(before))
        bits = reader.take((shared + 7) // 8)
        row[:shared] = [before[i] if bits[i // 8] >> i % 8 & 1 else None for i in range(shared)]
    left = [(r, c) for c in range(max(map(len, rows))) for r, row in enumerate(rows) if c < len(row) and row[c] is None]
    end, earlier = b"\0" if in_characters else b"\n", b""
    while left:
        number, size, packed = body.number(), body.number(), body.number()
        before = b"".join(old[r][c] + end for r, c in left[:number] if c < len(old[r]))
        room = max(0, 32506 - len(before))
        text = inflate(body.take(packed), size, (earlier[-room:] if room else b"") + before)
        for (r, c), cell in zip(left[:number], cells_of(text, in_characters), strict=True):
            rows[r][c] = cell
        left, earlier = left[number:], earlier + text
    return in_characters, delimiter, alphabet, rows


def decode(cell, alphabet):
    codes = iter(cell)
    return "".join(alphabet[c if c < 200 else 200 + (c - 200) * 256 + next(codes)] for c in codes).encode()


def load(folder, sequence):
    data = open(glob.glob(f"{folder}/{sequence:06d}-*.tbs")[0], "rb").read()
    magic, version, own, base, props, size, length, sha, base_sha = struct.unpack("<8sIIIIQQ32s8s", data[:80])
    assert magic == b"\x89TBS\r\n\x1a\n" and version == 1 and own == sequence, "no snapshot of version 1"
    assert zlib.crc32(data[:-4]) == int.from_bytes(data[-4:], "little") and len(data) == 88 + props + length
    before = load(folder, base) if base else (None, base_sha)
    assert before[1][:8] == base_sha, "not the base it was packed against"
    return unpack(data[84 + props:-4], before[0]), sha


(is_coded, mark, letters, table), sha256 = load(f"{sys.argv[1]}/{sys.argv[2]}", int(sys.argv[3]))
original = b"\n".join(mark.join(decode(c, letters) if is_coded else c for c in row) for row in table)
assert hashlib.sha256(original).digest() == sha256, "wrong hash"
sys.stdout.buffer.write(original)

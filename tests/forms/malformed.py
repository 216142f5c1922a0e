"""malformed.py FOLDER - containers that are damaged or made to do harm, and files that only look like
tables. expected.tsv beside them says what the error must name."""
import os
import struct
import sys
import zipfile
import io

import office

ROWS = [['序号', '工作任务', '完成情况'], ['1', '修路', '完成'], ['2', '植树', '完成']]


def part(data, name, new):
    """A container with one part put in place of another."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        for info in z.infolist():
            parts[info.filename] = z.read(info.filename)
    parts[name] = new(parts.get(name, b'')) if callable(new) else new
    return office.archive(parts)


def stored(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w') as z:
        z.writestr(name, data)
    return out.getvalue()


def main(out):
    expected = []

    def put(name, data, words):
        with open(os.path.join(out, name), 'wb') as f:
            f.write(data if isinstance(data, bytes) else data.encode())
        expected.append(f'{name}\t{words}\n')

    book, document = office.xlsx({'Sheet1': ROWS}), office.docx([ROWS])
    sheet, main_part = 'xl/data/s1.xml', 'word/document.xml'
    put('truncated.xlsx', book[:len(book) // 2], 'damaged')
    put('empty.zip', b'PK\x05\x06' + bytes(18), 'empty')
    flipped = bytearray(book)
    at = book.index(b'xl/data/s1.xml') + 40
    flipped[at] ^= 0xff
    put('flipped.xlsx', bytes(flipped), 'damaged')
    put('bomb.xlsx', part(book, sheet, b' ' * (300 << 20)), 'too large unpacked')
    put('ratio.docx', part(document, main_part, b'<w>' + b'a' * (20 << 20) + b'</w>'), 'too large unpacked')
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + ''.join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)) + ']>'
    put('entities.xlsx', part(book, sheet, f'{entities}<worksheet>&j;</worksheet>'), 'document type')
    put('external.docx', part(document, main_part, '<!DOCTYPE x SYSTEM "file:///etc/passwd"><document/>'), 'document type')
    put('deep.docx', part(document, main_part, '<a>' * 100000), 'deeper than')
    put('not-closed.docx', part(document, main_part, '<document><body>'), 'damaged at line')
    put('no-sheet.xlsx', part(book, 'xl/_rels/workbook.xml.rels', office.relations()), 'no contents')
    put('many-entries.xlsx', office.archive({f'f{i}': b'' for i in range(5000)}), 'more than 4096 files')
    put('wide.xlsx', part(book, sheet, lambda data: data.replace(b'r="C1"', b'r="XFD1"')),
        'more than 1024 columns')
    put('wps.zip', office.archive({'a.txt': b'a'}), 'ZIP archive')
    put('page.ofd', office.archive({'OFD.xml': b'<a/>'}), 'ofd files')
    put('sheet.ods', stored('mimetype', b'application/vnd.oasis.opendocument.spreadsheet'), 'install gnumeric')
    put('slides.pptx', part(document, main_part, b'<presentation/>'), 'neither a workbook nor a document')
    put('empty.docx', office.docx(['只有文字', '没有表格']), 'no table found')
    locked = bytearray(book)
    for i in range(len(locked) - 4):  # the encrypted flag of every entry
        if locked[i:i + 4] == b'PK\x03\x04':
            locked[i + 6] |= 1
        elif locked[i:i + 4] == b'PK\x01\x02':
            locked[i + 8] |= 1
    put('locked.xlsx', bytes(locked), 'password')
    spans = ''.join('<tr><td rowspan="65534" colspan="1000">x' for _ in range(3000))
    put('spans.html', f'<table><tr><td>序号<td>工作任务<td>完成情况{spans}</table>', 'columns')
    put('script.html', '<html><head><script>draw()</script></head><body><div id="app"></div></body></html>', 'script')
    put('no-table.html', '<html><body><p>通知</p><p>附件：<a href="/f/1.xlsx">分解表</a></p></body></html>', '/f/1.xlsx')
    put('old.doc', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(1000), 'old Office')
    put('print.pdf', b'%PDF-1.4\n', 'install poppler-utils')
    ole = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(504)
    put('letter.wps', ole + 'WordDocument'.encode('utf-16-le') + bytes(64), 'antiword')
    put('locked.et', ole + 'EncryptedPackage'.encode('utf-16-le') + bytes(64), 'locked by a password')
    put('traversal.xlsx', part(book, 'xl/_rels/workbook.xml.rels',
                               office.relations(('rId1', 'worksheet', '../../../../etc/passwd'))), 'no contents')
    with open(os.path.join(out, 'expected.tsv'), 'w') as f:
        f.write(''.join(expected))


if __name__ == '__main__':
    main(sys.argv[1])

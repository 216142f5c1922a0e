"""printed.py - a table as it is printed: the words of its pages with their places, as a PDF file of our own making and
as what `pdftotext -tsv` says of it. Cells wrap at their column's width; rows are as high as their highest cell."""

EM, PITCH, LEFT, TOP, BOTTOM, PAD = 10.0, 13.0, 50.0, 70.0, 780.0, 4.0


def width(text):
    return sum(EM / 2 if ord(c) < 128 else EM for c in text)


def wrap(text, room):
    """Lines no wider than `room`; numbers and Latin words are not broken."""
    lines = []
    for paragraph in text.split('\n'):
        line, i = '', 0
        while i < len(paragraph):
            k = i + 1
            while ord(paragraph[i]) < 128 and k < len(paragraph) and paragraph[k].isascii() and paragraph[k] not in ' ':
                k += 1
            if line and width(line + paragraph[i:k]) > room:
                lines.append(line.rstrip(' '))
                line = ''
            line += paragraph[i:k]
            i = k
        lines.append(line)
    return lines


def layout(title, rows, widths, centred=False, repeat=True, split=False, bottom=BOTTOM):
    """[(page, x, y, text)], a line of a cell each. A row of one text stands across the table. split: a row may go on, on
    the next page."""
    out, page, y = [], 1, TOP
    out.append((page, LEFT + sum(widths) / 2 - width(title) / 2, y, title))
    y += 2 * PITCH
    starts = [LEFT + sum(widths[:i]) for i in range(len(widths))]

    def put(row, head=False):
        nonlocal page, y
        cells = [wrap(c, w - 2 * PAD) for c, w in zip(row, widths)]
        high = max(map(len, cells))
        if y + high * PITCH > bottom and not split:
            turn()
        top = y
        for k in range(high):
            if y + PITCH > bottom:
                turn()
                top = y - k * PITCH
            for x, w, lines in zip(starts, widths, cells):
                down = (high - len(lines)) / 2 if centred or head else 0
                i = k - int(down)
                if 0 <= i < len(lines) and lines[i]:
                    place = x + w / 2 - width(lines[i]) / 2 if head else x + PAD
                    out.append((page, place, top + (down + i) * PITCH, lines[i]))
            y += PITCH
        y += 2

    def turn():
        nonlocal page, y
        out.append((page, LEFT + sum(widths) / 2 - 10, BOTTOM + 30, f'- {page} -'))
        page, y = page + 1, TOP
        if repeat:
            put(rows[0], True)

    for i, row in enumerate(rows):
        if isinstance(row, str):
            if y + PITCH > bottom:
                turn()
            out.append((page, LEFT + PAD, y, row))
            y += PITCH + 2
        else:
            put(row, i == 0)
    return out


def words(lines):
    """What pdftotext -tsv would say."""
    out = ['level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext']
    for page in sorted({p for p, *_ in lines}):
        out.append(f'1\t{page}\t0\t0\t0\t0\t0.000000\t0.000000\t595.0\t842.0\t-1\t###PAGE###')
        for p, x, y, text in lines:
            if p != page:
                continue
            for word in text.split(' '):
                if word:
                    out.append(f'5\t{page}\t0\t0\t0\t0\t{x:.2f}\t{y:.2f}\t{width(word):.2f}\t{EM:.2f}\t100\t{word}')
                x += width(word) + EM / 2
    return '\n'.join(out) + '\n'


def pdf(lines):
    """A PDF file whose font is not embedded; its characters are code points, which a table in it says."""
    objects = []

    def add(body):
        objects.append(body if isinstance(body, bytes) else body.encode())
        return len(objects)

    unicode = ('/CIDInit /ProcSet findresource begin begincmap /CMapName /U def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n'
               '256 beginbfrange\n' + ''.join(f'<{h:02X}00> <{h:02X}FF> <{h:02X}00>\n' for h in range(256)) + 'endbfrange endcmap end')
    table = add(f'<< /Length {len(unicode)} >> stream\n{unicode}\nendstream')
    descriptor = add('<< /Type /FontDescriptor /FontName /S /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>')
    inner = add(f'<< /Type /Font /Subtype /CIDFontType2 /BaseFont /S /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> '
                f'/FontDescriptor {descriptor} 0 R /DW 1000 /W [0 127 500] >>')
    font = add(f'<< /Type /Font /Subtype /Type0 /BaseFont /S /Encoding /Identity-H /DescendantFonts [{inner} 0 R] /ToUnicode {table} 0 R >>')
    pages, parent = [], len(objects) + 1 + 2 * len({p for p, *_ in lines})
    for page in sorted({p for p, *_ in lines}):
        text = ''.join(f'BT /F {EM} Tf 1 0 0 1 {x:.2f} {842 - y - 0.8 * EM:.2f} Tm <{"".join("%04X" % ord(c) for c in t)}> Tj ET\n'
                       for p, x, y, t in lines if p == page)
        stream = add(f'<< /Length {len(text)} >> stream\n{text}\nendstream')
        pages.append(add(f'<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R /Resources << /Font << /F {font} 0 R >> >> >>'))
    add(f'<< /Type /Pages /Count {len(pages)} /Kids [{" ".join(f"{p} 0 R" for p in pages)}] >>')
    root = add(f'<< /Type /Catalog /Pages {parent} 0 R >>')
    out, places = b'%PDF-1.4\n', []
    for i, body in enumerate(objects, 1):
        places.append(len(out))
        out += b'%d 0 obj %s endobj\n' % (i, body)
    end = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1) + b''.join(b'%010d 00000 n \n' % p for p in places)
    return out + b'trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n' % (len(objects) + 1, root, end)

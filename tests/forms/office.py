"""office.py - workbooks and documents made by hand, byte by byte: no writer of somebody else's stands between
a test and what it says. A sheet or table is a list of rows; a cell is a text, a number, None for a place that
a merged cell covers, or a dict: text, rowspan, colspan, and for sheets format (a code) and formula."""
import io
import zipfile
from xml.sax.saxutils import escape

X = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
P = 'http://schemas.openxmlformats.org/package/2006/relationships'


def archive(parts):
    """Bytes of a ZIP of {name: text or bytes}, the same every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, data)
    return out.getvalue()


def relations(*targets):
    rows = ''.join(f'<Relationship Id="{i}" Type="{R}/{t}" Target="{to}"/>' for i, t, to in targets)
    return f'<?xml version="1.0"?><Relationships xmlns="{P}">{rows}</Relationships>'


def place(row, column):
    name = ''
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return f'{name}{row + 1}'


def spans(cell):
    return (cell.get('rowspan', 1), cell.get('colspan', 1)) if isinstance(cell, dict) else (1, 1)


def sheet_xml(rows, strings, formats, positions=True):
    body, merges = [], []
    for r, row in enumerate(rows):
        cells = []
        for c, cell in enumerate(row):
            rowspan, colspan = spans(cell)
            if rowspan > 1 or colspan > 1:
                merges.append(f'{place(r, c)}:{place(r + rowspan - 1, c + colspan - 1)}')
            value = cell.get('text', '') if isinstance(cell, dict) else cell
            style = ''
            if isinstance(cell, dict) and 'format' in cell:
                formats.append(cell['format'])
                style = f' s="{len(formats)}"'
            at = f' r="{place(r, c)}"' if positions else ''
            formula = '<f>1+1</f>' if isinstance(cell, dict) and 'formula' in cell else ''
            if value is None or value == '':
                cells.append(f'<c{at}{style}>{formula}</c>')
            elif isinstance(value, str) and strings is None:
                cells.append(f'<c{at} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>')
            elif isinstance(value, str):
                strings.setdefault(value, len(strings))
                cells.append(f'<c{at} t="s">{formula}<v>{strings[value]}</v></c>')
            else:
                cells.append(f'<c{at}{style}>{formula}<v>{value}</v></c>')
        body.append(f'<row r="{r + 1}">{"".join(cells)}</row>' if positions else f'<row>{"".join(cells)}</row>')
    merged = f'<mergeCells>{"".join(f"""<mergeCell ref="{m}"/>""" for m in merges)}</mergeCells>' if merges else ''
    return f'<?xml version="1.0"?><worksheet xmlns="{X}"><sheetData>{"".join(body)}</sheetData>{merged}</worksheet>'


def xlsx(sheets, inline=False, positions=True, hidden=(), from_1904=False, prefix='xl/'):
    """sheets: {name: rows}."""
    strings, formats = (None if inline else {}), []
    parts = {'_rels/.rels': relations(('r1', 'officeDocument', f'{prefix}workbook.xml'))}
    listed, targets = '', []
    for i, (name, rows) in enumerate(sheets.items(), 1):
        parts[f'{prefix}data/s{i}.xml'] = sheet_xml(rows, strings, formats, positions)
        state = ' state="hidden"' if name in hidden else ''
        listed += f'<sheet name="{escape(name)}" sheetId="{i}" r:id="s{i}"{state}/>'
        targets.append((f's{i}', 'worksheet', f'data/s{i}.xml'))
    codes = ''.join(f'<numFmt numFmtId="{200 + i}" formatCode="{escape(f, {chr(34): "&quot;"})}"/>'
                    for i, f in enumerate(formats))
    cells = '<xf numFmtId="0"/>' + ''.join(f'<xf numFmtId="{200 + i}"/>' for i in range(len(formats)))
    parts[f'{prefix}styles.xml'] = (f'<styleSheet xmlns="{X}"><numFmts>{codes}</numFmts><cellStyleXfs><xf/></cellStyleXfs>'
                                    f'<cellXfs>{cells}</cellXfs></styleSheet>')
    targets.append(('st', 'styles', 'styles.xml'))
    if strings is not None:
        items = ''.join(f'<si><t xml:space="preserve">{escape(s)}</t></si>' for s in strings)
        parts[f'{prefix}sharedStrings.xml'] = f'<sst xmlns="{X}">{items}</sst>'
        targets.append(('ss', 'sharedStrings', 'sharedStrings.xml'))
    date = ' date1904="1"' if from_1904 else ''
    parts[f'{prefix}workbook.xml'] = (f'<workbook xmlns="{X}" xmlns:r="{R}"><workbookPr{date}/><sheets>{listed}</sheets></workbook>')
    parts[f'{prefix}_rels/workbook.xml.rels'] = relations(*targets)
    parts['[Content_Types].xml'] = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return archive(parts)


def paragraph(text):
    """A text with line ends as breaks; one that begins with '<' is markup of its own."""
    if text.startswith('<'):
        return text
    runs = '<w:br/>'.join(f'<w:t xml:space="preserve">{escape(t)}</w:t>' for t in text.split('\n'))
    return f'<w:p><w:r>{runs}</w:r></w:p>'


def table(rows):
    out, below = [], {}  # column -> (rows left, colspan)
    for row in rows:
        cells = []
        for c, cell in enumerate(row):
            if cell is None:
                left, colspan = below.get(c, (0, 1))
                if left > 0:
                    below[c] = (left - 1, colspan)
                    span = f'<w:gridSpan w:val="{colspan}"/>' if colspan > 1 else ''
                    cells.append(f'<w:tc><w:tcPr>{span}<w:vMerge/></w:tcPr><w:p/></w:tc>')
                continue
            rowspan, colspan = spans(cell)
            text = str(cell.get('text', '') if isinstance(cell, dict) else cell)
            properties = (f'<w:gridSpan w:val="{colspan}"/>' if colspan > 1 else '')
            if rowspan > 1:
                properties += '<w:vMerge w:val="restart"/>'
                below[c] = (rowspan - 1, colspan)
            inside = text if text.startswith('<') else ''.join(paragraph(t) for t in text.split('\n'))
            cells.append(f'<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>')
        out.append(f'<w:tr>{"".join(cells)}</w:tr>')
    return f'<w:tbl><w:tblPr/>{"".join(out)}</w:tbl>'


def docx(blocks, numbering=None, styles=None):
    """blocks: texts (paragraphs) and lists of rows (tables)."""
    body = ''.join(table(b) if isinstance(b, list) else paragraph(b) for b in blocks)
    targets = []
    parts = {'_rels/.rels': relations(('r1', 'officeDocument', '/word/document.xml')),
             'word/document.xml': f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>',
             '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'}
    if numbering:
        parts['word/numbering.xml'] = f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>'
        targets.append(('n', 'numbering', 'numbering.xml'))
    if styles:
        parts['word/styles.xml'] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
        targets.append(('s', 'styles', 'styles.xml'))
    parts['word/_rels/document.xml.rels'] = relations(*targets)
    return archive(parts)

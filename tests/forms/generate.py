"""generate.py FOLDER - one bulletin in every form, encoding and noise that carries it, each a file of FOLDER
beside `model.txt`, the plainest of them. All are to be read to the same report."""
import csv
import html
import io
import os
import shutil
import subprocess
import sys

import office
import printed

TITLE = '石桥区2023年政府工作报告重点任务第二季度完成情况通报表'
HEADER = ['序号', '年度工作任务', '第二季度目标', '责任单位', '完成情况', '备注']
ROWS = [
    ['1', '新建农村公路45公里，改造危桥3座。', '建成20公里。', '区交通局、区财政局', '已建成22.5公里，完成率112.5%。', ''],
    ['2', '培训乡村医生600人次以上；“一站式”大厅投入使用。', '培训300人次。', '区卫健局', '已培训280人次，因场地调整，预计7月底补足。', '需协调'],
    ['3', '实现规上工业增加值增长8%左右，突破120亿元。', '增长7.5%。', '区工信局（牵头） 区统计局', '增长7.9%，达58.3亿元。', '/'],
    ['4', '整治“散乱污”企业<10家，水质达标率>95%。', '整治5家。', '市生态环境局石桥分局', '整治6家&达标率96.2%。', ''],
    ['5', '新增停车位1,200个。', '开工建设。', '区住建局', '已开工。', '无'],
]
SECTIONS = {0: '一、基础设施', 2: '二、产业发展'}


def lines(delimiter, quote=None, sections=True):
    out = io.StringIO()
    w = csv.writer(out, delimiter=delimiter, lineterminator='\n', quoting=csv.QUOTE_NONE if quote is None else quote,
                   escapechar=None, quotechar='\0' if quote is None else '"')
    out.write(TITLE + '\n')
    w.writerow(HEADER)
    for i, row in enumerate(ROWS):
        if sections and i in SECTIONS:
            w.writerow([SECTIONS[i]] + [''] * (len(HEADER) - 1))
        w.writerow(row)
    return out.getvalue()


def markdown():
    def line(cells):
        return '| ' + ' | '.join(c.replace('|', '\\|') for c in cells) + ' |\n'
    out = f'# {TITLE}\n\n' + line(HEADER) + line(['---'] * len(HEADER))
    for i, row in enumerate(ROWS):
        if i in SECTIONS:
            out += line([SECTIONS[i]] + [''] * (len(HEADER) - 1))
        out += line([c.replace('&', '&amp;').replace('<', '&lt;') for c in row])
    return out


def bars():
    out = TITLE + '\n' + '|'.join(HEADER) + '||\n'
    for i, row in enumerate(ROWS):
        if i in SECTIONS:
            out += SECTIONS[i] + '|' * 6 + '\n'
        out += '|'.join(row) + '||\n'
    return out


def page(close=True, paragraphs=False, layout=False, split=0, charset='utf-8', noise=False):
    td, tr = ('</td>', '</tr>') if close else ('', '')

    def cell(text, tag='td', attributes=''):
        text = html.escape(text, quote=False)
        return f'<{tag}{attributes}>{"<p>" + text + "</p>" if paragraphs else text}' + (f'</{tag}>' if close else td)

    def row(cells, tag='td'):
        return '<tr>' + ''.join(cell(c, tag) for c in cells) + tr + '\n'

    table = '<table border="1">' + row(HEADER, 'th')
    for i, cells in enumerate(ROWS):
        if split and i == split:
            table += '</table>\n<p>- 1 -</p>\n<table>' + row(HEADER)
        if i in SECTIONS:
            table += '<tr>' + cell(SECTIONS[i], 'td', f' colspan="{len(HEADER)}"') + tr + '\n'
        table += row(cells)
    table += '</table>'
    body = f'<h1>{TITLE}</h1>\n{table}'
    if layout:
        body = f'<table width="100%"><tr><td><a href="/">首页</a></td></tr><tr><td>{body}</td></tr></table>'
    if noise:
        body = (f'<!-- x --><nav><a href="/a">政务公开</a></nav><script>var a = "<table>";</script>{body}'
                f'<div style="display: none">隐藏</div><footer>主办单位</footer>')
    return f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>{TITLE}_石桥区人民政府</title></head><body>\n{body}\n</body></html>\n'


def grid(title=True):
    rows = [[{'text': TITLE, 'colspan': len(HEADER)}] + [None] * (len(HEADER) - 1)] if title else []
    rows.append(HEADER)
    for i, row in enumerate(ROWS):
        if i in SECTIONS:
            rows.append([{'text': SECTIONS[i], 'colspan': len(HEADER)}] + [None] * (len(HEADER) - 1))
        rows.append(row)
    return rows


def numbered(rows):
    return [[int(c) if k == 0 and isinstance(c, str) and c.isdigit() else c for k, c in enumerate(row)] for row in rows]


def others(out):
    """Writers of other people, where they are installed."""
    try:
        import xlsxwriter
    except ImportError:
        xlsxwriter = None
    if xlsxwriter:
        for constant in (False, True):
            book = xlsxwriter.Workbook(os.path.join(out, f'xlsxwriter-{constant}.xlsx'), {'constant_memory': constant})
            sheet = book.add_worksheet('表')
            for r, row in enumerate(grid()):
                for c, cell in enumerate(row):
                    if cell is not None:
                        sheet.write_string(r, c, cell['text'] if isinstance(cell, dict) else cell)
            book.close()
    try:
        import openpyxl
    except ImportError:
        openpyxl = None
    if openpyxl:
        book = openpyxl.Workbook()
        for r, row in enumerate(grid(), 1):
            for c, cell in enumerate(row, 1):
                if cell:
                    book.active.cell(r, c, cell['text'] if isinstance(cell, dict) else cell)
        book.save(os.path.join(out, 'openpyxl.xlsx'))
    if shutil.which('pandoc'):
        source = os.path.join(out, 'page.html')
        subprocess.run(['pandoc', source, '-o', os.path.join(out, 'pandoc.docx')], check=True)
    if shutil.which('soffice'):
        subprocess.run(['soffice', f'-env:UserInstallation=file://{out}/profile', '--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML',
                        '--outdir', os.path.join(out, 'soffice'), os.path.join(out, 'sheet.xlsx')], check=True, capture_output=True)
        os.rename(os.path.join(out, 'soffice', 'sheet.xlsx'), os.path.join(out, 'soffice.xlsx'))


def main(out):
    def put(name, data):
        with open(os.path.join(out, name), 'wb') as f:
            f.write(data if isinstance(data, bytes) else data.encode())

    text = lines('\t')
    put('model.txt', text)
    pages = text.split('\n')
    put('pages.txt', '\n'.join(pages[:4] + ['', pages[1]] + pages[4:]))
    put('paragraphs.txt', '\n'.join('\t'.join(f'<p>{c}</p>' if k == 4 else c for k, c in enumerate(line.split('\t')))
                                    if line[:1].isdigit() else line for line in text.split('\n')))
    texts = {'text': text, 'comma': lines(',', csv.QUOTE_MINIMAL), 'all-quoted': lines(',', csv.QUOTE_ALL),
             'semicolon': lines(';', csv.QUOTE_MINIMAL), 'tabs-quoted': lines('\t', csv.QUOTE_ALL),
             'markdown': markdown(), 'bars': bars()}
    encodings = {'utf8': 'utf-8', 'bom': 'utf-8-sig', 'utf16': 'utf-16', 'gb18030': 'gb18030'}
    for name, data in texts.items():
        for label, encoding in encodings.items():
            put(f'{name}-{label}.txt', data.encode(encoding))
        put(f'{name}-crlf.csv', data.replace('\n', '\r\n'))
        put(f'{name}-cr.xls', data.replace('\n', '\r'))  # names say nothing
    put('page.html', page())
    put('page-open.html', page(close=False))
    put('page-paragraphs.html', page(paragraphs=True))
    put('page-layout.htm', page(layout=True, noise=True))
    put('page-split.html', page(split=3))
    for charset in ('gb2312', 'gbk', 'GB18030'):
        put(f'page-{charset}.xls', page(charset=charset, noise=True).encode('gb18030'))
    put('page-mislabelled.html', page(charset='utf-8').encode('gb18030'))
    put('page-utf16.html', page().encode('utf-16'))
    put('sheet.xlsx', office.xlsx({'Sheet1': grid()}))
    put('inline.xlsx', office.xlsx({'Sheet1': grid()}, inline=True))
    put('numbers.et', office.xlsx({'Sheet1': numbered(grid())}))
    put('no-places.xlsx', office.xlsx({'表': grid()}, positions=False))
    put('elsewhere.xlsx', office.xlsx({'旧': [['序号', '任务']], '第二季度': grid()}, hidden=('旧',), prefix='a b/'))
    put('document.docx', office.docx([TITLE, grid(title=False)]))
    put('in-table.docx', office.docx([grid()]))
    put('split.docx', office.docx([TITLE, grid(False)[:5], '- 1 -', [HEADER] + grid(False)[5:]]))
    table = [HEADER]
    for i, row in enumerate(ROWS):
        table += ([SECTIONS[i]] if i in SECTIONS else []) + [row]
    widths = [34, 100, 80, 140, 120, 40]
    for name, how in {'top': {}, 'centred': {'centred': True}, 'pages': {'bottom': 180}, 'divided': {'bottom': 180, 'split': True},
                      'once': {'bottom': 180, 'repeat': False}}.items():
        put(f'printed-{name}.pdf', printed.pdf(printed.layout(TITLE, table, widths, **how)))
    others(out)


if __name__ == '__main__':
    main(sys.argv[1])

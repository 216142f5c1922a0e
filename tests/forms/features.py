"""features.py FOLDER - one small workbook or document for each thing that such files do; expected/NAME.txt is
what is read of it. features.py --digest: a report (JSON on standard input) in the words of these files."""
import json
import os
import sys

import office

HEADER = ['序号', '工作任务', '责任单位', '完成情况']
TITLE = '甲山县2023年第二季度重点工作进展情况表'


def cell(text, rows=1, columns=1, **more):
    return dict(text=text, rowspan=rows, colspan=columns, **more)


def run(text, extra=''):
    return f'<w:r>{extra}<w:t>{text}</w:t></w:r>'


FEATURES = {
    'merged.xlsx': office.xlsx({'表': [
        [cell(TITLE, 1, 5), None, None, None, None],
        [cell('序号', 2), cell('工作任务', 2), cell('责任\n单位', 2), cell('进展情况', 1, 2), None],
        [None, None, None, '前期手续', '形象进度'],
        [cell('1', 3), cell('修路', 3), '县交通局', '立项', cell('完成', 2)],
        [None, None, '县财政局', '拨款', None], [None, None, '各镇', '征地', '未完成'],
        ['2', '植树', '县林业局', '', '完成']]}),
    'formats.xlsx': office.xlsx({'表': [
        [TITLE, '', '', '', '', ''], ['序号', '考核指标', '单位', '工作目标', '已完成数', '完成率'],
        [1, '新增就业', '人', cell(2000, format='#,##0'), cell(1200, format='#,##0'), cell(0.6, format='0%')],
        [2, '投资', '亿元', 55.51, cell(30.1, format='0.00'), cell(0.5422, format='0.0%')],
        [3, '竣工时间', '', cell(44469, format='yyyy"年"m"月"d"日"'), cell('', formula=True), '']]}),
    'dates-1904.xlsx': office.xlsx({'表': [HEADER[:2] + ['完成时限', '完成情况'],
                                           ['1', '修路', cell(43007, format='yyyy-mm-dd'), '完成']]}, from_1904=True),
    'sheets.xlsx': office.xlsx({'封面': [['甲山县人民政府督查室']], '名单': [['姓名', '电话'], ['张三', '1']],
                                '2023年第二季度进展情况': [HEADER, ['1', '修路', '局', '完成'], ['2', '植树', '局', '完成']],
                                '底稿': [HEADER, ['1', '旧', '局', '旧']]}, hidden=('底稿',)),
    'escapes.xlsx': office.xlsx({'表': [HEADER, ['1', '修_x005F_路', '局_x000D_\n处', ' 前后 '], ['2', '&lt;<b>', '"', "'"]]}),
    'gaps.xlsx': office.xlsx({'表': [['', '', ''], ['', TITLE], [], ['', '', '序号', '工作任务', '完成情况'], [],
                                    ['', '', 1, '修路', '完成'], ['', '', 2, '植树', '']]}),
    'tracked.docx': office.docx([TITLE, [HEADER, ['1', '<w:p>' + run('修') + '<w:del><w:r><w:delText>三条</w:delText></w:r></w:del>'
                                                  '<w:ins>' + run('四条') + '</w:ins>' + run('路') + '</w:p>', '局', '完成']]]),
    'wrapped.docx': office.docx([
        f'<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run(TITLE)}</w:p></w:sdtContent></w:sdt>',
        [HEADER, ['1', f'<w:p><w:hyperlink>{run("修")}</w:hyperlink><w:smartTag>{run("路")}</w:smartTag></w:p>',
                  f'<w:p>{run("县交通局")}<w:r><w:tab/></w:r>{run("各镇")}</w:p>', '<w:p/>']]]),
    'numbered.docx': office.docx([
        f'<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr>{run(TITLE)}</w:p>',
        [HEADER] + [[f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr></w:p>', t, '局', '完成']
                    for t in ('修路', '植树', '建校')]],
        numbering='<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/>'
                  '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>',
        styles='<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'),
    'chinese-numbers.docx': office.docx([
        TITLE] + [f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>{run(t)}</w:p>'
                  for level, t in ((0, '产业发展'), (1, '新建产业园。（责任单位：县工信局）'), (1, '引进企业。（责任单位：县商务局）'),
                                   (0, '民生'), (1, '新建小学。（责任单位：县教育局）'))],
        numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
                  '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
                  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'),
    'nested.docx': office.docx([TITLE, [HEADER, ['1', '修路', '局', '<w:p>' + run('如下：') + '</w:p>' +
                                                 office.table([['东路', '3公里'], ['西路', '45亩']]) + '<w:p/>'], ['2', '植树', '局', '完成']]]),
    'frame.docx': office.docx([[[cell(TITLE)]], [HEADER, ['1', '修路', '局', '完成']]]),
    'alternate.docx': office.docx([
        f'<w:p xmlns:mc="m"><mc:AlternateContent><mc:Choice>{run(TITLE)}</mc:Choice><mc:Fallback>{run(TITLE)}</mc:Fallback></mc:AlternateContent></w:p>',
        [HEADER, ['1', '修路', '局', '完成']]]),
    'merged.docx': office.docx([TITLE, [
        [cell('序号', 2), cell('工作任务', 2), cell('进展情况', 1, 2), None], [None, None, '前期手续', '形象进度'],
        [cell('一、产业', 1, 4), None, None, None],
        [cell('1', 2), cell('修路', 2), '立项', '完成'], [None, None, '拨款', '未完成']]]),
    'kpi.xlsx': office.xlsx({'表': [
        [cell('甲山县2023年1-6月民生实事完成情况表', 1, 7)] + [None] * 6,
        ['序号', '考核指标', '单位', '工作目标', '已完成数', '占比', '备注'],
        [cell('1', 2), '新增城镇就业', '人', 3000, 1650, cell(0.55, format='0%'), '县人社局'],
        [None, '开发公益岗位', '个', '不低于200', 90, cell(0.45, format='0%'), ''],
        ['2', '改造农村危房', '户', 86, '-', '-', '县住建局'],
        ['合计', '', '', 3286, 1740, '', '']]}),
    'levels.xlsx': office.xlsx({'表': [
        [TITLE] + [''] * 5,
        [cell('序号', 2), cell('牵头单位', 2), cell('项目名称', 2), cell('业主单位', 2), cell('本月进展情况', 1, 2), None],
        [None, None, None, None, '前期手续', '在建形象进度'],
        [cell('一、县交通局（2项）', 1, 6), None, None, None, None, None],
        ['（一）', cell('县交通局', 3), '县道改造', '县公路中心', '已批复', '完成路基3公里'],
        ['1.', None, '东段', '县公路中心', '已批复', '完成2公里'], ['2.', None, '西段', '县公路中心', '办理中', '未开工'],
        ['', '', '', '', '', ''], ['小计', '', '3项', '', '', '']]}),
    'tail.docx': office.docx([TITLE, '一、产业发展', '1. 新建产业园2个，引进企业30家。（牵头部门：县工信局，责任部门：县商务局、各镇）',
                              '2. 培育规上企业15家。（县工信局牵头，县统计局、各镇按职责分工负责）', '二、民生保障',
                              '3. 新建小学1所。（责任单位：县教育局）']),
    'paragraph.docx': office.docx(['甲山县2023年上半年重点工作完成情况', '1. 新建农村公路45公里。上半年，已建成22公里，完成年度任务的48.9%。（责任单位：县交通局）',
                                   '2. 培训乡村医生600人次。上半年，已培训280人次。（责任单位：县卫健局）',
                                   '3. 植树300亩。截至6月底，已植树310亩。（责任单位：县林业局）']),
    'pages.docx': office.docx([TITLE, [HEADER, ['1', '修路', '县交通局', '完成'], ['2', '植树', '县林业局', '完成']], '- 1 -',
                               [['3', '建校', '县教育局', '开工'], ['4', '建桥', '县水务局', '完成']], '- 2 -',
                               [['序 号', '工作\n任务', '责任单位', '完成情况'], ['5', '改厕', '县农业局', '完成'], ['合计', '5项', '', '']]]),
    'paragraphs.docx': office.docx([TITLE, [HEADER, ['1', '修路', '局', '3\n45亩'], ['2', '植树', '局、\n处', '']]]),
}


def digest(report):
    out = [f'{report["source"]["format"]}', f'title {report["title"]}']
    out.append('columns ' + ' '.join(f'{c["role"]}({c["header"]})' for c in report['columns']))
    for item in report['items']:
        text = [f'item {item["id"]}'] + [f'<{s}>' for s in item['section']]
        text += [f'{key}={item[key]!r}' for key in ('task', 'target', 'result') if item[key] is not None]
        text += [f'{key}={value!r}' for key, value in item['extra'].items()]
        text += [f'units={"+".join(u["text"] for u in item["units"])}'] if item['units'] else []
        text += [f'inherited={",".join(item["inherited"])}'] if item['inherited'] else []
        out.append(' '.join(text))
    for r in report['repairs']:
        out.append(f'repair {r["kind"]} {r["part"]} {r["cell"]} x{r["count"]} {r["detail"]!r}')
    return '\n'.join(out) + '\n'


def main(out):
    for name, data in FEATURES.items():
        with open(os.path.join(out, name), 'wb') as f:
            f.write(data)


if __name__ == '__main__':
    if sys.argv[1] == '--digest':
        sys.stdout.write(digest(json.load(sys.stdin)))
    else:
        main(sys.argv[1])

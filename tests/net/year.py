#!/usr/bin/env python3
"""A year of a site that publishes bulletins: what it holds at each of eight visits.

    year.py VISIT SITE KEPT

Writes the files of visit 1 to 8 into SITE, and a copy of each bulletin into KEPT, by which a snapshot can be
told: the first quarter is a page, the second a page in GBK, the third a workbook, the fourth a page with a
document attached; the second and the third are corrected later.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "forms"))
import office  # pylint: disable=wrong-import-position,import-error

VISIT, SITE, KEPT = int(sys.argv[1]), sys.argv[2], sys.argv[3]
HEADER = ["序号", "年度工作任务", "工作目标", "责任单位", "进展情况"]
TASKS = [
    ("新建学校4所", "区教育局"),
    ("培训乡村医生100人", "区卫生健康局"),
    ("改造农村道路50公里", "区交通运输局"),
    ("开展食品安全检查", "区市场监督管理局"),
]
TARGETS = {
    1: ["1所开工", "培训20人以上", "改造10公里", "检查200家"],
    2: ["2所开工", "培训50人以上", "改造25公里", "检查400家"],
    3: ["3所开工", "培训80人以上", "改造40公里", "检查600家"],
    4: ["4所开工", "培训100人以上", "改造50公里", "检查800家"],
}
RESULTS = {
    1: ["1所学校开工。", "已培训22人。", "已改造10.5公里。", "检查企业210家。"],
    2: ["2所学校开工。", "已培训43人。", "已改造26公里。", "检查企业405家。"],
    3: ["3所学校开工。", "已培训78人。", "已改造40公里。", "检查企业610家。"],
    4: ["4所学校开工。", "已培训101人。", "已改造47公里。", "检查企业806家。"],
}


def rows(quarter, corrected=None):
    """The table; corrected: {row: result}."""
    results = [(corrected or {}).get(i, text) for i, text in enumerate(RESULTS[quarter])]
    body = [[str(i + 1), TASKS[i][0], TARGETS[quarter][i], TASKS[i][1], results[i]] for i in range(len(TASKS))]
    return [HEADER] + body


def title(quarter):
    return "示例区2021年%s重点工作任务进展情况" % ("第一季度", "第二季度", "第三季度", "第四季度")[quarter - 1]


def page(quarter, charset, inside):
    text = ('<!doctype html><html><head><meta charset="%s"><title>%s</title></head><body><h1>%s</h1>%s</body></html>\n'
            % (charset, title(quarter), title(quarter), inside))
    return text.encode(charset)


def html(quarter, charset="utf-8", corrected=None):
    cells = ("".join("<td>%s</td>" % cell for cell in row) for row in rows(quarter, corrected))
    return page(quarter, charset, "<table>%s</table>" % "".join("<tr>%s</tr>" % row for row in cells))


def put(name, data, is_bulletin=False):
    with open(os.path.join(SITE, name), "wb") as file:
        file.write(data)
    if is_bulletin:
        with open(os.path.join(KEPT, "%s as of visit %d" % (name, VISIT)), "wb") as file:
            file.write(data)


def put_list(*links):
    """The channel: the newest anywhere but where one looks first, between what is no bulletin."""
    items = "".join('<li><a href="%s">%s</a><span>%s</span></li>' % link for link in links)
    put("list.html", ('<!doctype html><html><head><meta charset="utf-8"><title>重点工作</title></head><body><ul>'
                      '<li><a href="holiday.html">关于劳动节放假安排的通知</a><span>2021-04-25</span></li>%s'
                      '</ul></body></html>' % items).encode())


Q1 = ("q1.html", title(1), "2021-04-10")
Q2 = ("q2.html", "示例区2021年二季度重点工作任务进展情况", "2021-07-09")
Q3 = ("q3.xlsx", title(3), "2021-10-12")
Q4 = ("q4.html", title(4), "2022-01-11")

if VISIT == 1:
    put_list(Q1)
    put("q1.html", html(1), True)
elif VISIT == 3:
    put_list(Q1, Q2)
    put("q2.html", html(2, "gbk"), True)
elif VISIT == 4: # a figure is put right
    put("q2.html", html(2, "gbk", {1: "已培训53人。"}), True)
elif VISIT == 5:
    put_list(Q3, Q1, Q2)
    put("q3.xlsx", office.xlsx({"进展情况": [[title(3)]] + rows(3)}), True)
elif VISIT == 6:
    put("q3.xlsx", office.xlsx({"进展情况": [[title(3)]] + rows(3, {2: "已改造38公里，余下路段因征地推迟至11月。"})}), True)
elif VISIT == 7:
    put_list(Q3, Q4, Q1, Q2)
    put("q4.html", page(4, "utf-8", '<p>现将进展情况予以公布。</p><p>附件：<a href="q4.docx">重点工作任务进展情况表.docx</a></p>'))
    put("q4.docx", office.docx([title(4), rows(4)]), True)

-- The draft, line by line, for the office to edit: "# " is the title, "## " a heading, "- " a point. {NAME} is filled
-- in; a line that is {LIST} alone becomes as many lines as there are. What can stand there:
--   {title} {place} {period} {total} {counts} {done} {late} {masked}  texts and numbers; {masked} says that names were hidden
--   {behind}     tasks that are behind, delayed, suspended or not begun, with the reasons the text gives
--   {confirmed}  what somebody checked and found to be so (处理结论: 属实)
--   {open}       what nobody has checked yet: not part of what is sent out
--   {table}      all tasks, with lead and status
--   {page}       a new page
return [[
# 关于{place}{period}重点工作进展情况的通报（草稿）
现将{period}重点工作进展情况通报如下。
## 一、总体情况
本期共通报{total}项任务，其中{counts}。状态由机器按完成情况栏的文字读出，印发前请逐项核对。{masked}
## 二、进展较慢的任务
{behind}
## 三、经核实的问题
{confirmed}
## 附：任务一览表
{table}
{page}
# 待核实清单（不随通报印发）
以下由机器阅读公开文本所得，未经核实。
{open}
]]

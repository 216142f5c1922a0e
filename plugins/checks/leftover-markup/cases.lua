-- One item with this result.
local function result(text)
  return { task = "修建水渠", result = text }
end

return {
  { name = "a tag that was never closed",
    item = result("<p已修建水渠5公里"),
    expect = { { field = "result", quote = "<p" } } },
  { name = "an end tag cut short",
    item = result("已修建水渠5公里</td"),
    expect = { { field = "result", quote = "</td" } } },
  { name = "a tag that lost its beginning",
    item = result("/p>已修建水渠5公里"),
    expect = { { field = "result", quote = "/p>" } } },
  { name = "an entity without its semicolon",
    item = result("已修建&nbsp水渠5公里"),
    expect = { { field = "result", quote = "&nbsp" } } },
  { name = "an entity written twice over",
    item = result("已修建&amp;nbsp;水渠"),
    expect = { { field = "result", quote = "&nbsp;" }, { severity = "info" } } },
  { name = "markup in any column",
    item = { task = "修建<span水渠", target = "5公里br>", ["备注"] = "见&ldquo附件" },
    expect = { { field = "task", quote = "<span" }, { field = "target", quote = "br>" },
               { field = "note", quote = "&ldquo" } } },
  { name = "whole tags are taken off when reading, and told in one line for the bulletin",
    items = { result("<p>已修建</p>"), result("<p>已<b>开工</b></p>"), result("未开工") },
    expect = { { severity = "info", message = "2" } } },
  { name = "or not told at all",
    item = result("<p>已修建</p>"),
    opt = { removed = false },
    expect = {} },
  { name = "comparisons and company names are text",
    item = result("合格率<5%，a<b，x<p，A>B，PM2.5<35，R&D投入增长，AT&T，B&Q；P<0.05"),
    expect = {} },
  { name = "plain text",
    item = result("已修建水渠5公里。"),
    expect = {} },
}

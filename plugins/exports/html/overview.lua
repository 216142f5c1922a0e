-- Several bulletins on one page, a row each: the periods of a series, or many places. Of the same parts as the page of one.
-- A bulletin knows nothing of the next, so what is open at the end stays open, as HTML allows.
local markup = require "markup"
local charts = require "charts"
local differences = require "differences"
local head = require "head"
local words = require "words"

local both = words.both
local overview = {}

local script = [[
(function(){var root=document.documentElement;
addEventListener("DOMContentLoaded",function(){
var b=function(id){return document.getElementById(id)};
b("theme").addEventListener("click",function(){var dark=root.dataset.theme?root.dataset.theme==="dark":matchMedia("(prefers-color-scheme: dark)").matches;root.dataset.theme=dark?"light":"dark"});
b("lang").addEventListener("click",function(){var en=root.dataset.lang==="zh";root.dataset.lang=en?"en":"zh";root.lang=en?"en":"zh-CN";this.textContent=en?"中文":"English";this.lang=en?"zh":"en"})})})();
]]

-- All statuses with their names: the strips below have no others.
local function legend()
  local lines = {}
  for i, status in ipairs(words.status) do
    lines[i] = markup('<li><i class="s{i} dot"></i>{label}</li>', { i = i, label = both(status[2], status[3]) })
  end
  return markup('<ul class="legend">{lines}</ul>', { lines = lines })
end

-- `begin`: writes all up to the contents of a page.
function overview.head(begin, out)
  out:write(begin(out.lang == "en" and "Bulletins" or "通报一览", out, both("通报一览", "Bulletins"), both("机器阅读公开文本所得，未经核实；不作排名。",
    "Read by machine from published texts; not verified; no ranking."), "table"))
  out:write(markup("<script>{script}</script>{legend}", { script = markup(script), legend = legend() }))
  local heads = {}
  for i, name in ipairs { { "通报", "Bulletin" }, { "项", "Items" }, { "进展状态", "How far it has come" }, { "完成", "Done" },
    { "推进中", "Under way" }, { "滞后或未启动", "Behind or not begun" }, { "错误、警告", "Errors, warnings" },
    { "复算相符", "Recompute" }, { "未达目标", "Short of target" }, { "变化", "Changes" } } do
    heads[i] = markup('<th scope="col">{name}', { name = both(name[1], name[2]) })
  end
  out:write(markup('<div class="wide"><table class="bars many" id="table"><thead><tr>{heads}</thead><tbody>\n', { heads = heads }))
end

function overview.row(bulletin, out)
  local n = head.tally(bulletin)
  local cells = {}
  for i, value in ipairs { n.done, n.going, n.late, n.weighty, n.agree .. " / " .. n.relations, n.missed .. " / " .. n.paired,
    bulletin.previous and differences.count(bulletin) or "–" } do
    cells[i] = markup('<td class="n">{value}', { value = value })
  end
  out:write(markup('<tr><th scope="row">{place}{period}<br><span class="mut">{title}</span><td class="n">{total}<td class="strips">{strip}{cells}\n', {
    place = bulletin.place and bulletin.place .. " " or "", period = bulletin.period and words.period(bulletin.period) or "",
    title = bulletin.title or bulletin.source.name, total = n.total, cells = cells,
    strip = n.total > 0 and charts.strip(n.counts, n.total) or "" }))
end

return overview

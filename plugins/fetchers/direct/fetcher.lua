-- One address that always holds the newest bulletin.
return fetcher {
  id = "direct",
  title = { zh = "一个固定的网址", en = "One address that stays" },
  why = {
    zh = "有的网站把最新一期放在固定的网址，每期替换。",
    en = "Some sites keep the newest bulletin at one address and replace it every period." },
  hosts = { "$source" },
  discover = function(source)
    return { { url = source.url } }
  end,
}

-- tongbao 工作区的设置。这个文件只放数据，不会被执行；在这个文件夹里（及其下）运行 tongbao 时生效。
-- 去掉行首的“--”即启用一项。tongbao doctor 列出每项设置现在的值和来历。
--
-- 这个文件夹里还可以放：
--   plugins/checks/名字/check.lua   自己的检查（tongbao new check 名字）
--   lexicon/名字.tsv                给自带的词表添词，与自带的词表同名（tongbao doctor 列出名字）
--   profiles/名字.tsv               自己的状态口径
--   pins.tsv                        对数字配对和状态的人工判定
--   baseline.tsv                    对问题的判断（tongbao check --baseline write 文件）
return workspace {
  -- 抓取网页时告诉对方怎样联系您。
  -- contact = "desk@example.org",

  -- 各条规则：关掉、改级别（error warning note info）、改选项。tongbao explain 规则名 列出它的选项。
  checks = {
    -- ["stock-result"] = false,
    -- ["target-missed"] = { severity = "error", tolerance = 0.02 },
  },

  -- 同一个单位的两种写法：左边是文中写的，右边是所指的。
  organisations = {
    aliases = {
      -- ["区市场监管局"] = "区市场监督管理局",
    },
  },

  -- 每个插件处理每份通报的限额：秒、MiB。
  -- limits = { cpu = 2, wall = 10, memory = 64 },
}

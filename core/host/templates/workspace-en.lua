-- The settings of a tongbao workspace. This file is data and is never run; it counts whenever tongbao
-- is run in this folder or below. Take the dashes off a line to make it count. `tongbao doctor` shows
-- what each setting is now and where that comes from.
--
-- What else this folder may hold:
--   plugins/checks/NAME/check.lua   your own checks (tongbao new check NAME)
--   lexicon/NAME.tsv                words added to a bundled table of that name (see tongbao doctor)
--   profiles/NAME.tsv               scales of status of your own
--   pins.tsv                        what people decided about pairs and statuses
--   baseline.tsv                    what was thought of findings (tongbao check --baseline write FILE)
return workspace {
  -- How those whose pages are fetched can reach you.
  -- contact = "desk@example.org",

  -- Rules: off, another severity (error warning note info), options. `tongbao explain RULE` lists the
  -- options of a rule.
  checks = {
    -- ["stock-result"] = false,
    -- ["target-missed"] = { severity = "error", tolerance = 0.02 },
  },

  -- Two names of one body: as written, as meant.
  organisations = {
    aliases = {
      -- ["区市场监管局"] = "区市场监督管理局",
    },
  },

  -- What a plugin may use for one report: seconds, MiB.
  -- limits = { cpu = 2, wall = 10, memory = 64 },
}

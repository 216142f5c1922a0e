-- Findings as JUnit's XML, for build servers: a suite for the bulletin, a case for each finding and for each
-- item in which nothing was found. Some servers show the body alone, so that everything stands there.
local markup = require "markup"

local fails = { error = true, warning = true }

local function name_of(item)
  return ("%s %s"):format(item.no or item.index, item.task or "")
end

local function body_of(bulletin, finding, lang)
  local lines = { finding.message[lang] or finding.message.zh or finding.rule }
  if finding.text and finding.text ~= "" then
    lines[#lines + 1] = "> " .. finding.text
  end
  local place = bulletin.source.name
  if finding.line then
    place = ("%s:%d:%d"):format(place, finding.line, finding.column or 1)
  end
  lines[#lines + 1] = place .. "  " .. finding.rule .. "  " .. finding.fingerprint
  return table.concat(lines, "\n")
end

-- What was settled by a person, or is only worth a note, does not fail.
local function case_of(bulletin, finding, lang)
  local inner
  local values = { type = finding.rule, body = body_of(bulletin, finding, lang),
                   message = finding.message[lang] or finding.message.zh or finding.rule }
  if finding.rule == "plugin-failed" then
    inner = markup('<error type="{type}" message="{message}">{body}</error>', values)
  elseif finding.state == "suppressed" then
    inner = markup('<skipped message="{message}"/><system-out>{body}</system-out>', values)
  elseif fails[finding.severity] then
    inner = markup('<failure type="{type}" message="{message}">{body}</failure>', values)
  else
    inner = markup("<system-out>{body}</system-out>", values)
  end
  return markup('<testcase classname="{rule}" name="{name}">{inner}</testcase>\n', {
    rule = finding.rule, name = finding.item and name_of(finding.item) or bulletin.title or bulletin.source.name,
    inner = inner })
end

local function count(bulletin)
  local counts = { tests = 0, failures = 0, errors = 0, skipped = 0 }
  for _, finding in ipairs(bulletin.findings) do
    counts.tests = counts.tests + 1
    local kind = finding.rule == "plugin-failed" and "errors" or finding.state == "suppressed" and "skipped"
      or fails[finding.severity] and "failures"
    if kind then
      counts[kind] = counts[kind] + 1
    end
  end
  for _, item in ipairs(bulletin.items) do
    counts.tests = counts.tests + (#item.findings == 0 and 1 or 0)
  end
  return counts
end

return export {
  id = "junit",
  title = { zh = "问题清单，JUnit XML", en = "Findings, JUnit XML" },
  extension = "xml", mime = "application/xml", findings = true,
  write = function(bulletin, out)
    local values = count(bulletin)
    values.name = bulletin.title or bulletin.source.name
    out:write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out:write(markup([[
<testsuites tests="{tests}" failures="{failures}" errors="{errors}">
<testsuite name="{name}" tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}">
]], values))
    for _, finding in ipairs(bulletin.findings) do
      out:write(case_of(bulletin, finding, out.lang))
    end
    for _, item in ipairs(bulletin.items) do
      if #item.findings == 0 then
        out:write(markup('<testcase classname="item" name="{name}"/>\n', { name = name_of(item) }))
      end
    end
    out:write("</testsuite>\n</testsuites>\n")
  end,
}

-- Findings as SARIF 2.1.0 (OASIS): what code hosts and editors show beside the lines of a file.
local levels = { error = "error", warning = "warning", note = "note", info = "note" }
local states = { new = "new", known = "unchanged", suppressed = "unchanged", fixed = "absent" }

-- A path as a relative URI: what is not plain becomes %XX, byte by byte.
local function uri_of(name)
  local escaped = name:gsub("[^%w/._~-]", function(byte) return ("%%%02X"):format(byte:byte()) end)
  return (escaped:gsub("^/", "file:///"))
end

-- The rules that found something, each with its place in the list.
local function rules_of(bulletin)
  local rules, index = {}, {}
  for _, finding in ipairs(bulletin.findings) do
    if not index[finding.rule] then
      rules[#rules + 1] = {
        id = finding.rule,
        shortDescription = { text = finding.title.en or finding.rule },
        messageStrings = { zh = { text = finding.title.zh or finding.rule }, en = { text = finding.title.en or finding.rule } },
        defaultConfiguration = { level = levels[finding.severity] },
        properties = finding.topic and { tags = { finding.topic } } or nil,
      }
      index[finding.rule] = #rules - 1
    end
  end
  return rules, index
end

-- Where it is: the file with line and column, where it has lines, and the item and field in any case.
local function location_of(bulletin, finding)
  local region
  if finding.line then
    region = { startLine = finding.line, startColumn = finding.column }
    if finding.text and finding.text ~= "" then
      region.snippet = { text = finding.text }
    end
  end
  local logical
  if finding.item then
    local no = tostring(finding.item.no or finding.item.index)
    logical = { { name = no, kind = "member", fullyQualifiedName = finding.item.id .. (finding.field and "/" .. finding.field or "") } }
  end
  return {
    physicalLocation = { artifactLocation = { uri = uri_of(bulletin.source.name) }, region = region },
    logicalLocations = logical,
  }
end

local function result_of(bulletin, finding, index, lang)
  local result = {
    ruleId = finding.rule, ruleIndex = index[finding.rule], level = levels[finding.severity],
    message = { text = finding.message[lang] or finding.message.zh or finding.rule },
    locations = { location_of(bulletin, finding) },
    partialFingerprints = { ["tongbao/v1"] = finding.fingerprint },
    baselineState = states[finding.state],
    properties = { severity = finding.severity, disposition = finding.disposition,
                   message = { zh = finding.message.zh, en = finding.message.en } },
  }
  if finding.state == "suppressed" then
    result.suppressions = { { kind = "external", justification = finding.disposition } }
  end
  return result
end

return export {
  id = "sarif",
  title = { zh = "问题清单，SARIF 2.1.0", en = "Findings, SARIF 2.1.0" },
  extension = "sarif", mime = "application/sarif+json", findings = true,
  write = function(bulletin, out)
    local rules, index = rules_of(bulletin)
    local source = bulletin.source
    local function list(entries, value_of)
      for i, entry in ipairs(entries) do
        out:write(i > 1 and ",\n" or ""):json(value_of(entry))
      end
      out:write("]")
    end
    out:write('{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{\n')
    out:write('"tool":{"driver":{"name":"tongbao","rules":[')
    list(rules, function(rule) return rule end)
    out:write('}},\n"columnKind":"unicodeCodePoints","artifacts":['):json {
      location = { uri = uri_of(source.name) }, length = source.bytes, hashes = { ["sha-256"] = source.sha256 },
    }
    out:write('],\n"results":[')
    list(bulletin.findings, function(finding) return result_of(bulletin, finding, index, out.lang) end)
    out:write("}]}\n")
  end,
}

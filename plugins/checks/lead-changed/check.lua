-- Another body leads a task than in the bulletin before.

return check {
  id = "lead-changed",
  severity = "note",
  topic = "commitments",
  title = { zh = "牵头单位与上期不同", en = "Another body leads than before" },
  why = {
    zh = "牵头单位变更后，责任应有交接；文中未说明的，建议核实由谁负责。",
    en = "When another body takes the lead, responsibility should be handed over; where the text does not say "
      .. "so, ask who answers for the task.",
  },
  options = {
    by_order = { default = false,
      help = { zh = "未标牵头、只是首列单位不同的也提示",
        en = "also tell a change of the body listed first, where none is marked as lead" } },
  },
  each_pair = function(_, new, opt, flag)
    for _, change in ipairs(new.changes) do
      if change.kind == "lead_changed" and (change.why == "lead-named" or opt.by_order) then
        local was, is = change.before and change.before.name, change.after and change.after.name
        local named = change.why == "lead-named"
        flag {
          at = change.after or change.field, confidence = change.confidence, severity = not named and "info" or nil,
          figures = { was = was or "—", is = is or "—" },
          message = named and {
            zh = "牵头单位由{was}变为{is}，建议核实责任交接",
            en = "the lead went from {was} to {is}; please verify who answers for the task",
          } or {
            zh = "首列单位由{was}变为{is}，文中未标牵头，建议核实",
            en = "the body listed first was {was} and is {is} now; none is marked as lead; please verify",
          },
        }
      end
    end
  end,
}

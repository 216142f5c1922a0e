-- Rates that cannot pass a hundred per cent; behind each its whole.
return {
  "覆盖率", -- all who are to be covered
  "合格率", -- all that was inspected
  "达标率", -- all that was measured
  "优良率", -- all days
  "整改率", -- all that was found
  "办结率", -- all that was taken in
  "化解率", -- all disputes
  "处置率", -- all cases
  "检查率", -- all that are to be inspected
  "巡查率", -- all places
  "普及率", -- all inhabitants
  "入学率", -- all of the age
  "入住率", -- all rooms
  "就业率", -- all graduates
  "参保率", -- all who are to be insured
  "签约率", -- all households
  "开工率", -- all projects
  "竣工率", -- all projects
  "到位率", -- all that was promised
  "响应率", -- all calls
  "满意率", -- all who were asked
  "好评率", -- all who were asked
  "利用率", -- all that arises
  "处理率", -- all that arises
  "回收率", -- all that arises
  "接种率", -- all who are to be vaccinated
  "登记率", -- all that is to be registered
  "公开率", -- all that is to be published
}

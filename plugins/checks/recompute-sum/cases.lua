return {
  { name = "a complete list that is short of its total",
    item = { result = "接收信访件共计91件，办结35件，阶段性办结44件，未办结11件。" },
    expect = { { field = "result", quote = "91件" } } },
  { name = "a complete list that adds up",
    item = { result = "接收信访件共计90件，办结35件，阶段性办结44件，未办结11件。" }, expect = {} },
  { name = "an open list may be short",
    item = { result = "共完成项目60个，其中道路21个、桥梁等30个。" }, expect = {} },
  { name = "a list that exceeds its total is wrong in any case",
    item = { result = "共受理128件，其中消费类65件、物业类41件、交通类32件。" },
    expect = { { field = "result", quote = "128件" } } },
}

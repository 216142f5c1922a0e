return {
  { name = "two figures for one thing",
    items = { { result = "培训高素质农民863人。" }, { result = "培训高素质农民836人。" } },
    expect = { { item = 2, field = "result", quote = "836人" } } },
  { name = "the same figure twice",
    items = { { result = "培训高素质农民863人。" }, { result = "培训高素质农民863人。" } }, expect = {} },
  { name = "a short word may mean anything",
    items = { { result = "建成项目3个。" }, { result = "建成项目5个。" } }, expect = {} },
}

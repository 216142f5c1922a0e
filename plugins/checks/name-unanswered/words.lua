-- Endings by which a name is known as the name of one thing; longer ones first. Common nouns end so, too, but the
-- result
-- must speak of another name of the same list before anything is said.
return {
  endings = {
    "幼儿园", "实验学校", "卫生院", "示范区", "产业园", "科技园", "开发区", "研究院", "综合体", "污水处理厂", "水厂", "公司", "集团",
    "小学", "中学", "学校", "学院", "医院", "社区", "小区", "公园", "广场", "大厦", "大道", "快速路", "高速", "大桥", "水库", "花园",
    "基地", "街道", "路", "街", "桥", "河", "湖", "镇", "乡", "村", "园", "港", "站",
  },
}

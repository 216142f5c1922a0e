-- Characters that may stand for one another in two texts that are else alike: the texts then say different
-- things and neither is a slip. Each group with its reason.

return {
  { "一二三四五六七八九十百千两双多几各每首末", "numbers and counting" },
  { "东西南北中上下前后左右内外里", "places and order" },
  { "年季月周日旬时", "spans of time" },
  { "已未将正拟可应需待能会就再又均都全", "how far, and whether, a thing is done" },
  { "开复竣完动停施返", "stages of building: 开工, 完工" },
  { "省市区县镇乡村街国州", "levels of government" },
  { "新改扩续重修迁拆建", "kinds of building" },
  { "高中小大初幼职", "levels and sizes" },
  { "与和及或、并等的了地得", "words that join" },
  { "增减升降提涨高低超", "up and down" },
  { "男女老少", "people" },
  { "甲乙丙丁子丑寅卯", "series" },
  { "路桥河渠湖山园院校馆站楼厂场所库港沟", "kinds of works" },
  { "完改健", "what is done to rules and ways: 完善, 改善, 健全" },
  { "定价估比", "how things are judged: 评定, 评价, 评估, 评比" },
  { "家个项处座条套台户人名次件批期宗", "measure words" },
}

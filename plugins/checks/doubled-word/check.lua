return check { id = "doubled-word", title = { zh = "词语重复", en = "Doubled word" }, each_item = function() end }

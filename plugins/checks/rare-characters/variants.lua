-- Forms of characters that the standard of 2013 (通用规范汉字表) does not have, with the form it has. Names of
-- places, people and shops may keep them, so they are only told. Those that the standard took back for
-- names (喆, 堃, 邨, 甦, …) are not among them.

local variants = {}

-- Variant and standard form, one pair after the other.
local function add(list)
  for variant, standard in list:gmatch("%s*(" .. utf8.charpattern .. ")(" .. utf8.charpattern .. ")") do
    variants[variant] = standard
  end
end

-- Variants done away with in 1955 (第一批异体字整理表) that input methods still offer.
add([[
  濳潜 囯国 峯峰 羣群 畧略 畵画 菓果 葯药 淚泪 滙汇 彚汇 凴凭 冺泯 凈净 凖准 刼劫 劵券 勅敕 勲勋 匄丐
  卻却 厰厂 叅参 啓启 啟启 喫吃 噉啖 囘回 囙因 坿附 垜垛 埜野 塲场 墖塔 壻婿 夀寿 夘卯 妬妒 姉姊
  姪侄 嬭奶 寃冤 冦寇 寳宝 尅克 峩峨 峽峡 嵗岁 巖岩 帋纸 廻回 廼乃 弍二 弎三 弔吊 徃往 徧遍 恠怪 恡吝
  恥耻 悤匆 慙惭 慿凭 懽欢 戞戛 戯戏 扞捍 抝拗 拏拿 挿插 搯掏 摠总 撡操 攷考 敍叙 敘叙 斵斫 旾春 昬昏 晉晋
  暎映 暠皓 曡叠 朶朵 枱台 栢柏 桞柳 梹槟 棊棋 槩概 槪概 槼规 檥舣 歬前 歴历 毘毗 氷冰 沖冲 沍冱 況况
  泝溯 洩泄 涖莅 淛浙 淨净 湼涅 溼湿 滛淫 潅灌 澁涩 灋法 烖灾 煑煮 煖暖 熈熙 熖焰 燄焰 牀床 犂犁 猨猿
  獎奖 琍璃 璅琐 甎砖 甞尝 畊耕 畒亩 疎疏 痺痹 癡痴 皁皂 盃杯 睠眷 矁瞅 砲炮 硏研 硶碜 碁棋 秌秋
  稈秆 稬糯 穉稚 窓窗 窻窗 竪竖 笇算 筯箸 箇个 箎篪 籐藤 粇糠 粬曲 絃弦 綑捆 綫线 緜绵 縂总 繙翻 罇樽 羗羌
  翫玩 耡锄 耼聃 聨联 肎肯 胷胸 脃脆 脇胁 臈腊 臓脏 舘馆 舩船 艢樯 芲花 苐第 茘荔 荅答 莭节 菴庵 萠萌 葢盖
  蒐搜 蔴麻 蔕蒂 薗园 薫薰 蘂蕊 虵蛇 蚘蛔 蛕蛔 蝨虱 衂衄 衖弄 袵衽 裠裙 覇霸 覩睹 觔斤 觝抵 訢欣 詠咏 誌志
  諠喧 譌讹 讁谪 豓艳 貍狸 賍赃 賸剩 賷赍 趂趁 跡迹 跼局 踈疏 蹔暂 躭耽 躱躲 軆体 軟软 輓挽 輙辄 迆迤 迯逃
  逈迥 遯遁 郷乡 醕醇 醻酬 釐厘 釼剑 鋪铺 鍊炼 鎚锤 鏁锁 鐡铁 鑛矿 閒闲 閙闹 閧哄 隂阴 隄堤
  隣邻 雝雍 霛灵 靭韧 韮韭 頫俯 顋腮 颺扬 飈飙 餧喂 饍膳 駡骂 騐验 髩鬓 鬦斗 魚鱼 鵞鹅 鷄鸡 麤粗 黙默 齩咬
]])

return variants

/* verbs.c - the table of verbs. */
#include "cli/verbs.h"

#define ANY (1u << 30)

const struct tb_verb_info tb_verb_table[TB_VERB_END] = {
    [TB_VERB_CHECK] =
        {"check", "REPORT…", ANY, "检查通报，列出问题和依据",
         "check reports and show what was found",
         "REPORT 是文件、- （标准输入），或工作区历史里的一份，如 "
         "linzi@2021Q3。每个问题指到原文的字。重要的在前，排版一类的问题合并成一行"
         "（--all 逐条列出）。有问题也以 0 结束，除非用了 --fail-on。",
         "REPORT is a file, - for standard input, or a snapshot of the workspace's history such as "
         "linzi@2021Q3. Every finding points at the characters it rests on. What matters comes "
         "first; typography is folded into one line of counts (--all lists "
         "it). Findings are no failure: the exit status is 0 unless --fail-on is given.",
         tb_verb_check},
    [TB_VERB_SHOW] =
        {"show", "REPORT…", ANY, "显示读出的通报：标题、时段、列、各项、修复",
         "show a report as it was read: title, period, columns, items, repairs",
         "终端够宽时排成表，不够宽时每项一张卡片，不会丢列。--format json 给出读到的一切。",
         "A table where the terminal is wide enough, else a card for each item; no column is ever "
         "dropped. --format json gives everything that was read.",
         tb_verb_show},
    [TB_VERB_DIFF] =
        {"diff", "OLD NEW | SNAPSHOT", 2, "比较两份通报：哪些项对应，变了什么",
         "compare two bulletins: which items are one, and what changed",
         "OLD 和 NEW "
         "是文件、-"
         "，或历史里的一份；只写历史里的一份，就与它的上一期比较。先是概况，再按项列出目标、期限、"
         "单位、状态的变化和"
         "未见的项，附变动的文字；数值和文字的变化只计数，--all "
         "逐条列出。终端宽时新旧文字并排，窄时"
         "写在一行：[-旧-]{+新+}。任务改了说法、序号变了也能对应，对应的把握和理由见 --format "
         "json。",
         "OLD and NEW are files, -, or snapshots of the history; one snapshot alone is compared "
         "with the one "
         "before it. First a summary; then, item by "
         "item, "
         "what changed in targets, deadlines, units and statuses, and what is no longer mentioned, "
         "with the words that differ. Figures and wording are only counted; --all lists them. A "
         "wide "
         "terminal has old and new side by side, a narrow one [-old-]{+new+} in one line. Items "
         "are "
         "found though reworded and renumbered; --format json says how sure that is, and why.",
         tb_verb_diff},
    [TB_VERB_EXTRACT] = {"extract", "[FILE]", 1, "读出文字里的数：每行一段文字",
                         "read the figures in texts, one text a line",
                         "没有 FILE 时读标准输入。--format tsv "
                         "不带表头，各列为行号、起、止、原文、下界、上界、单位、比较、"
                         "种类；起止按字数，空格表示没有。",
                         "Without FILE, standard input is read. --format tsv has no header; its "
                         "columns are line, from, "
                         "to, text, lo, hi, unit, comparator, kind; from and to count characters, "
                         "empty means none.",
                         tb_verb_extract},
    [TB_VERB_EXPLAIN] =
        {"explain", "RULE | FINGERPRINT REPORT | --item NO REPORT", 2,
         "解释一条规则、一个问题，或通报的一项",
         "explain a rule, a finding, or an item of a report",
         "RULE 是规则名：查什么、为什么、选项的值和来历、例子。FINGERPRINT 是 check -v "
         "列出的指纹（前几位即可）。--item 列出读出的数、怎样配对、每部分的状态和阶段、"
         "复算、状态和问题。",
         "RULE is the name of a check: what it looks for and why, its options with where their "
         "values come from, an example. FINGERPRINT is what check -v shows (the first few digits "
         "will do). --item shows the figures read, how they were paired, the state and stage of "
         "each "
         "part, what was recomputed, the status and the findings.",
         tb_verb_explain},
    [TB_VERB_HISTORY] =
        {"history", "PART … [NAME…]", ANY, "保存各期通报，以便恢复和比较",
         "keep the bulletins of every period, give them back",
         "add 文件… --series 系列：存入；时段取自标题或 "
         "--period。同一期内容变了是新的一版，没变只记一笔\n"
         "list [系列…]：列出各份；show [系列…]：画出各期的状态\n"
         "restore 快照 [-o 文件]：原样取回\n"
         "verify [--deep]：核对；坏了以 1 结束，并说明怎么办\n"
         "repair [-o 文件夹]：把能读出的另存一处，原来的不动\n"
         "prune 快照…：删除写明的各份，别的不动\n"
         "export 系列 -o 文件，import 文件：整个系列存成一个文件（tar），再读回\n"
         "快照写作 系列@时段：linzi@2021Q3、@2021Q1-3、@2021H1、@2021M08、@2021、"
         "@2021plan（全年计划）、@latest（最近一期）、@previous（再前一期），末尾的 ~1 "
         "是前一版；check、show 等命令也可用它代替文件。",
         "add FILE… --series SERIES: keep bulletins; the period is that of the title or --period. "
         "Other bytes for a period are its next revision, the same bytes a note\n"
         "list [SERIES…]: every snapshot; show [SERIES…]: the statuses through time, drawn\n"
         "restore SNAPSHOT [-o FILE]: the bytes as they were\n"
         "verify [--deep]: 1 as exit status when something is damaged, and what to do\n"
         "repair [-o FOLDER]: a copy of all that can be read; what is there stays as it is\n"
         "prune SNAPSHOT…: take away those named, nothing else\n"
         "export SERIES -o FILE, import FILE: a series as one file (tar), and back\n"
         "A snapshot is written SERIES@PERIOD: linzi@2021Q3, @2021Q1-3, @2021H1, @2021M08, @2021, "
         "@2021plan (the year's plan), @latest, @previous (the one before), with ~1 at the end for "
         "the revision before; check, show and others take it in place of a file.",
         tb_verb_history},
    [TB_VERB_EXPORT] =
        {"export", "REPORT… --to NAME", ANY, "导出通报：表格、网页、数据",
         "export reports: tables, a page, data",
         "NAME 是导出插件：csv、json、html 等，tongbao plugins 列出。不写 -o "
         "时写到标准输出。-o FILE 先写临时文件再改名，中断不会损坏原有文件；几份通报写进文件夹"
         "（-o DIR/），或用能连写的导出写成一份。",
         "NAME is an export: csv, json, html and others, see tongbao plugins. Without -o it goes "
         "to "
         "standard output. -o FILE is written beside and renamed, so that a broken run leaves the "
         "old file; several reports go into a folder (-o DIR/), or into one output where the "
         "export "
         "can put them one after another.",
         tb_verb_export},
    [TB_VERB_RUN] =
        {"run", "SCRIPT [REPORT…] [-- ARGS] | -e CODE [REPORT…]", ANY, "在通报上运行 Lua 脚本",
         "run a Lua script on bulletins",
         "脚本里 reports[1]… 是各份通报，bulletin 是第一份，item(6) 是其中序号为 6 的一项，arg 是 "
         "-- "
         "后面的参数；其余和插件里一样。脚本返回的值会显示出来：列表排成表，太宽则成卡片；--format "
         "json 或 ndjson 给程序用。同一地方、时段较早的通报写在前面，后一份的 item.previous 和 "
         "item.changes 就是与它相比。脚本在上锁的进程里运行，限额与插件相同（每份通报一份）。",
         "In the script reports[1]… are the bulletins, bulletin is the first, item(6) its item "
         "numbered 6, arg what follows --; the rest is as in a plugin. What the script returns is "
         "shown: a list as a table, or as cards where that is too wide; --format json and ndjson "
         "are for programs. Name an earlier bulletin of the same place first, and item.previous "
         "and "
         "item.changes of the later one speak of it. A script runs in a locked process, with the "
         "limits of a plugin for each report.",
         tb_verb_run},
    [TB_VERB_REPL] =
        {"repl", "[REPORT…]", ANY, "在通报上逐行试 Lua，看见结果",
         "try Lua on bulletins, line by line",
         "名字和 tongbao run 里一样：bulletin、reports、item(6)。没写完的行接着写；Tab "
         "补全，上下键找以前的行，Ctrl-C 只结束正在算的一行，Ctrl-D 或 :quit 结束。:each 式子 "
         "列出式子为真的项（item 是当前项），:save check 名字 把它存为检查和用例；:check、:diff、"
         ":explain 同名命令。每一行都在上锁的进程里算；一次会话就是它的各行，重算一遍结果相同。",
         "The names are those of tongbao run: bulletin, reports, item(6). A line that is not "
         "finished "
         "goes on; Tab completes, the arrows find earlier lines, Ctrl-C ends what is being "
         "computed "
         "and nothing else, Ctrl-D or :quit ends it all. :each EXPRESSION lists the items for "
         "which "
         "it is true (item is the one in hand), :save check NAME keeps it as a check with cases; "
         ":check, :diff and :explain are the verbs. Every line is computed in a locked process; a "
         "session is its lines, which give the same when they are run again.",
         tb_verb_repl},
    [TB_VERB_FETCH] =
        {"fetch", "NAME… | --all", ANY, "从网上取新的通报，存入历史",
         "get new bulletins from the web and keep them",
         "NAME 是 tongbao.lua 里 sources 的名字。守规矩地抓取：遵守 "
         "robots.txt，每个网站每秒最多一次；"
         "只取变了的；不是通报的搁置起来，不动已有的快照（--accept 收下，--reject 丢弃）。"
         "退出码：3 有搁置的，5 取不到，10 有新的（要 "
         "--exit-code）。",
         "NAME is one of the sources of tongbao.lua. Polite: robots.txt is obeyed, a host is asked "
         "once "
         "a second at most; only what changed is sent; what is no bulletin is put aside and "
         "changes no "
         "snapshot (--accept takes it, --reject drops it). "
         "Exit status: 3 something was put aside, 5 something could not be had, 10 something is "
         "new "
         "(with --exit-code).",
         tb_verb_fetch},
    [TB_VERB_PLUGINS] =
        {"plugins", "[list|show|grant|docs] [NAME…]", ANY,
         "列出插件：检查、导出、抓取；授权；说明页",
         "list the plugins: checks, exports, fetchers; grant what they ask for; pages about them",
         "list（或不写）列出自带的和工作区的，注明来自哪里、是否关掉。show NAME "
         "显示它的选项、要求的授权和已授的。grant NAME "
         "授予它要求的（历史、网站），只对现在的内容有效，存在用户的文件夹里，不在工作区。docs "
         "[NAME…] [-o DIR] "
         "用说明和通过的用例生成检查的说明页（Markdown，两种语言）。",
         "list (or nothing) shows bundled ones and those of the workspace, with where they are and "
         "whether they are on. show NAME gives options, what it asks for and what was granted. "
         "grant "
         "NAME grants what it asks for (history, hosts), to its present content only; grants are "
         "kept "
         "in the user's own folder, never in a workspace. docs [NAME…] [-o DIR] makes pages about "
         "checks (Markdown, both languages) of what they say of themselves and of the cases that "
         "pass.",
         tb_verb_plugins},
    [TB_VERB_TEST] =
        {"test", "[NAME…]", ANY, "运行插件的用例", "run the cases of plugins",
         "NAME 是插件名；不写则全部运行。有用例不通过时以 1 结束；用 --strict "
         "时，检查缺少该指出的用例或不该指出的用例也算不通过。写法可疑的模式（[…] "
         "里有汉字）另行提醒。",
         "NAME is a plugin; without one all are run. The exit status is 1 when a case fails; with "
         "--strict also when a check lacks a case that finds something or one that does not. "
         "Patterns with Chinese characters inside [...] are warned of.",
         tb_verb_test},
    [TB_VERB_NEW] =
        {"new", "workspace [DIR] | check NAME | export NAME | fetcher NAME", 2,
         "新建工作区、检查、导出或抓取", "make a workspace, a check, an export or a fetcher",
         "new workspace 在 DIR（默认为当前文件夹）建立工作区：tongbao.lua 和 plugins、lexicon、"
         "profiles。new check、new export、new fetcher 在工作区里建立 "
         "plugins/checks/NAME、plugins/exports/NAME、plugins/fetchers/NAME，其中的用例先不符，"
         "写好后相符。已有的文件不会改动。",
         "new workspace makes DIR (the current folder) a workspace: tongbao.lua and plugins, "
         "lexicon, "
         "profiles. new check, new export and new fetcher make plugins/checks/NAME, "
         "plugins/exports/NAME or plugins/fetchers/NAME in the workspace, with a case that fails "
         "until the plugin is written. What is there is never written over.",
         tb_verb_new},
    [TB_VERB_SUGGEST] =
        {"suggest", "REPORT… [-o FOLDER]", ANY, "从核对过的通报提出检查",
         "propose checks out of bulletins that were looked through",
         "从没有问题的通报提出三条检查：known-units 责任单位的名单，usual-columns 应有的列，"
         "expected-figures 各项任务的结果里应有的数。不写 -o 只列出提出什么（-v "
         "连同文件的内容）；写 -o 文件夹（如工作区的 plugins/checks）则在那里各建一个文件夹：检查、"
         "可以修改的清单 list.lua 和用例。已有的文件不会改动。",
         "Out of bulletins that are as they should be, three checks: known-units with the names of "
         "responsible units, usual-columns with the columns there should be, expected-figures with "
         "the figures that the result of each task should have. Without -o it only says what it "
         "would propose (-v: with the files); with -o FOLDER, such as plugins/checks of a "
         "workspace, each becomes a folder there, of the check, the list to edit and cases. What "
         "is there is never written over.",
         tb_verb_suggest},
    [TB_VERB_DOCTOR] =
        {"doctor", "", 0, "查看版本、隔离、限额、工作区，各项设置的来历",
         "show versions, the sandbox, limits, the workspace and where each setting comes from",
         NULL, NULL, tb_verb_doctor},
    [TB_VERB_HELP] =
        {"help", "[TOPIC] | --search WORD", ANY, "说明；TOPIC 是命令名、exit、completions 或 man",
         "explain; TOPIC is a verb, exit, completions or man",
         "completions bash（或 zsh、fish）给出补全脚本，例如 source <(tongbao help completions "
         "bash)；补全列出选项、规则、序号和快照。man [命令] 给出 man 页。--search "
         "在命令、选项和检查里找一个词。",
         "completions bash (or zsh, fish) prints a script for the shell, to be used as source "
         "<(tongbao help completions bash); it completes options, rules, items and snapshots. man "
         "[VERB] prints a page for man. --search finds a word in verbs, options and checks.",
         tb_verb_help},
};

enum tb_verb tb_verb_find(struct tb_str name)
{
    int verb = 0;
    while (verb < TB_VERB_END && !tb_str_eq(tb_str_of(tb_verb_table[verb].name), name))
        verb++;
    return (enum tb_verb)verb;
}

struct tb_screen tb_cli_screen(struct tb_cli *cli)
{
    return (struct tb_screen){
        .out = &cli->output.buf, .lang = cli->lang, .color = cli->color, .width = cli->width};
}

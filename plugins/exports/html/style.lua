-- The page's style: system fonts, light and dark, paper.
return [[
:root{--bg:#fff;--fg:#1b1f24;--mut:#575e66;--line:#d8dce1;--card:#f5f7f9;--acc:#1b4b78;--err:#a3161b;--war:#8a4b00;--not:#33587f;--fill:#3b6ea5;--shortfill:#b86e00;--ins:#d7f0dc;--del:#fbdcdc;color-scheme:light}
:root[data-theme=dark]{--bg:#14171a;--fg:#e6e8ea;--mut:#a7aeb6;--line:#353b42;--card:#1c2024;--acc:#8fbce6;--err:#ff9a94;--war:#f0b35f;--not:#9dc1ea;--fill:#6da2da;--shortfill:#d99a3d;--ins:#1d4a2a;--del:#5a2326;color-scheme:dark}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--bg:#14171a;--fg:#e6e8ea;--mut:#a7aeb6;--line:#353b42;--card:#1c2024;--acc:#8fbce6;--err:#ff9a94;--war:#f0b35f;--not:#9dc1ea;--fill:#6da2da;--shortfill:#d99a3d;--ins:#1d4a2a;--del:#5a2326;color-scheme:dark}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1240px;padding:1.6rem 1.25rem 3rem;background:var(--bg);color:var(--fg);font:16px/1.65 "Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei","Source Han Sans SC","WenQuanYi Micro Hei",system-ui,sans-serif}
i{font-style:normal}html[data-lang=zh] [lang=en]:not(button),html[data-lang=en] [lang=zh]:not(button){display:none}
h1{font-size:1.65rem;line-height:1.35;margin:.1rem 0 0}h2{font-size:1.15rem;margin:2.2rem 0 .7rem;border-bottom:2px solid var(--line);padding-bottom:.25rem}h3{font-size:1rem;margin:0 0 .2rem}
p{margin:.3rem 0}a{color:var(--acc)}.mut{color:var(--mut);font-size:.9rem}.lead{font-size:1.15rem;margin:.9rem 0}
button,input,select{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--mut);border-radius:4px;padding:.2rem .55rem;max-width:100%}
button{cursor:pointer}:focus-visible{outline:3px solid var(--acc);outline-offset:2px}summary{cursor:pointer;padding:.3rem 0;font-weight:600}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--bg);padding:.3rem .6rem;z-index:2}
.top{display:flex;gap:1rem;justify-content:space-between;align-items:flex-start}.tools{display:flex;gap:.5rem;flex-wrap:wrap;justify-content:flex-end;font-size:.88rem}.tools button{white-space:nowrap}
.nums{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.7rem;margin:1rem 0;padding:0;list-style:none}
.nums a{display:block;height:100%;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.5rem .8rem;color:inherit;text-decoration:none}.nums a:hover{border-color:var(--acc)}.nums b{display:block;font-size:1.5rem;line-height:1.25;font-variant-numeric:tabular-nums}
.period{display:flex;gap:.8rem;align-items:center;margin:.25rem 0}.period span{flex:0 0 8.5rem;font-size:.92rem;color:var(--mut)}
svg.strip{display:block;flex:1;min-width:0;height:24px;border-radius:3px}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;padding:0;margin:.5rem 0 0;font-size:.92rem}.dot{display:inline-block;width:.8em;height:.8em;margin-right:.35em;border-radius:2px;vertical-align:-.03em}
.s1{fill:#12426f;background:#12426f}.s2{fill:#2a669f;background:#2a669f}.s3{fill:#5c96c9;background:#5c96c9}.s4{fill:#93bde0;background:#93bde0}.s5{fill:#c98a2c;background:#c98a2c}.s6{fill:#a9681a;background:#a9681a}.s7{fill:#7d5a3a;background:#7d5a3a}.s8{fill:#5d4c40;background:#5d4c40}.s9{fill:#8d8399;background:#8d8399}.s10{fill:#9aa1a9;background:#9aa1a9}.s11{fill:#bcc2c8;background:#bcc2c8}.s12{fill:#d9dde2;background:#d9dde2}
:root[data-theme=dark] .s1,:root[data-theme=dark] circle.s1{stroke:#7b8794}
.topic{margin:0 0 1.1rem}.count{color:var(--mut);font-weight:400;font-size:.92em}
ol.found{list-style:none;margin:0;padding:0}ol.found li{padding:.28rem 0;border-bottom:1px solid var(--line)}ol.found li:last-child{border-bottom:0}
.sev{display:inline-block;min-width:2.9em;font-size:.82rem}.error>.sev{color:var(--err)}.warning>.sev{color:var(--war)}.note>.sev{color:var(--not)}.info>.sev{color:var(--mut)}
.kind{font-size:.82rem;border:1px solid var(--line);border-radius:3px;padding:0 .35em}
.chips{display:inline-flex;flex-wrap:wrap;gap:.15rem .4rem;font-variant-numeric:tabular-nums}.chips a{min-width:1.6em;text-align:center}
q{quotes:none;border-left:3px solid var(--line);padding-left:.45em;color:var(--mut)}
ins{background:var(--ins);text-decoration:none;border-bottom:1px solid currentColor}del{background:var(--del)}
.wide{overflow-x:auto}
.bars{width:100%;border-collapse:collapse;font-size:.92rem}.bars th,.bars td,.plain th,.plain td{padding:.25rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:middle}.bars th{color:var(--mut);font-size:.85rem}.bars td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.bars td.chips{display:flex}svg.bar{width:9rem;height:14px;display:block;background:linear-gradient(var(--line),var(--line)) 0 4px/80% 6px no-repeat}.tick{fill:var(--fg)}.full{fill:var(--fill)}.short{fill:var(--shortfill)}.due{stroke:var(--fg);stroke-width:1.2;vector-effect:non-scaling-stroke;fill:none}
.line{display:block;max-width:none}.line text{font-size:13px;fill:var(--fg);text-anchor:middle}.line .when{font-size:11px;fill:var(--mut)}
.filters{display:flex;flex-wrap:wrap;gap:.4rem .9rem;align-items:end;margin:.6rem 0;position:sticky;top:0;background:var(--bg);padding:.5rem 0;border-bottom:1px solid var(--line);z-index:1}.filters label{display:grid;font-size:.83rem;color:var(--mut)}.filters input{width:12rem}.filters select{max-width:13rem;color:var(--fg)}
.items{width:100%;border-collapse:collapse;table-layout:fixed}.items th,.items td{padding:.55rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}.items tbody{border-bottom:1px solid var(--line)}.items thead th{font-size:.88rem;color:var(--mut);border-bottom:2px solid var(--line)}.items thead button{border:0;padding:0;font-weight:600;color:inherit;background:none;text-decoration:underline dotted}
[aria-sort=ascending] button::after{content:" ↑"}[aria-sort=descending] button::after{content:" ↓"}
.c-no{width:3.6rem}.c-units{width:9.5rem}.c-status{width:8rem}td.c-task,td.c-target,td.c-result{white-space:pre-line}
.more{display:block;margin-top:.3rem;font-size:.85rem;padding:.05rem .45rem}
u{text-decoration:underline dotted var(--mut) 1px;text-underline-offset:.25em}
td>a.error,td>a.warning,td>a.note,td>a.info{color:inherit;text-decoration:underline wavy 1px;text-underline-offset:.28em}td>a.error{text-decoration-color:var(--err);background:var(--del)}td>a.warning{text-decoration-color:var(--war);background:color-mix(in srgb,var(--war) 12%,transparent)}td>a.note{text-decoration-color:var(--not)}td>a.info{text-decoration-color:var(--mut)}
.guess{white-space:nowrap;border:1px solid var(--line);border-radius:3px;padding:0 .25em;color:var(--mut)}
.ev td{background:var(--card)}:target{outline:2px solid var(--acc);outline-offset:-2px}
.plain{border-collapse:collapse;font-size:.88rem}.plain td{vertical-align:top;min-width:4rem}.plain caption{text-align:left;font-weight:600}
footer{margin-top:2.5rem;border-top:2px solid var(--line);padding-top:.6rem}footer dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.3rem 0;font-size:.9rem}footer dt{color:var(--mut)}footer dd{margin:0;overflow-wrap:anywhere}
.items tbody{content-visibility:auto;contain-intrinsic-size:auto 9rem}
.many th[scope=row]{font-weight:400;color:var(--fg);min-width:14em}.many .strips{min-width:14em}.many svg.strip{width:100%}.many .mut{display:block}.many th[scope=col]{white-space:nowrap}
@media (max-width:820px){body{padding:1rem .9rem}h1{font-size:1.3rem}.top{flex-direction:column-reverse;gap:.4rem}.tools{align-self:flex-end}.nums{grid-template-columns:1fr 1fr}.period{display:block}svg.strip{width:100%}.filters{position:static}.filters{display:grid;grid-template-columns:1fr 1fr}.filters label,.filters input,.filters select{width:100%;max-width:none;min-width:0}.bars td:nth-child(2){min-width:8em}.bars td:nth-child(3),.bars td:nth-child(4){white-space:nowrap}
.items,.items tbody,.items tr,.items td{display:block;width:auto}.items tr[hidden],.items tbody[hidden]{display:none}.items thead{display:none}.items td{padding:.15rem 0}.items tbody{border-bottom:2px solid var(--line);padding:.6rem 0}.items .ev td{padding:.3rem .6rem}
td.c-task{font-weight:600}.items td.c-no{float:left;font-weight:600;padding:.15rem .4em 0 0;height:1.5em}td.c-no::after{content:"."}html[data-lang=zh] td.c-target::before{content:"目标　"}html[data-lang=zh] td.c-result::before{content:"完成　"}html[data-lang=zh] td.c-units::before{content:"单位　"}html[data-lang=en] td.c-target::before{content:"Target  "}html[data-lang=en] td.c-result::before{content:"Result  "}html[data-lang=en] td.c-units::before{content:"Units  "}td::before{color:var(--mut);font-size:.85rem}
.bars.many td:nth-child(n){min-width:0}.bars.many th[scope=row]{min-width:11em}.bars.many .strips{min-width:9em}
.more{display:inline-block;margin:0 0 0 .8rem}svg.bar{width:5rem}footer dl{display:block}}
@media print{@page{size:A4;margin:14mm}:root,:root[data-theme=dark]{--bg:#fff;--fg:#000;--mut:#444;--line:#bbb;--card:#f4f4f4;--acc:#000;color-scheme:light}body{max-width:none;padding:0;font-size:9.5pt;line-height:1.5}.filters,.tools,.more,.skip{display:none!important}.items tbody,ol.found li,.bars tr{break-inside:avoid}.items tbody{content-visibility:visible}a{text-decoration:none}.items thead{display:table-header-group}h2{break-after:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
]]

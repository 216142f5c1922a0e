-- The page's style: system fonts, light and dark, paper.
return [[
:root{--bg:#fff;--fg:#1c1f23;--mut:#5a6169;--line:#d9dde2;--card:#f6f7f9;--acc:#1f4e79;--err:#a3161b;--war:#8a4b00;--not:#38577a;--inf:#5a6169;--fill:#3b6ea5;--shortfill:#b86e00}
@media (prefers-color-scheme:dark){:root{--bg:#14171a;--fg:#e6e8ea;--mut:#a2a9b1;--line:#343a41;--card:#1c2024;--acc:#8fbce6;--err:#ff9a94;--war:#f0b35f;--not:#9dc1ea;--inf:#a2a9b1;--fill:#6da2da;--shortfill:#d99a3d}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1280px;padding:1.5rem 1.25rem 3rem;background:var(--bg);color:var(--fg);font:16px/1.65 "Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei","Source Han Sans SC",system-ui,sans-serif}
html[data-lang=zh] .en,html[data-lang=en] .zh{display:none}
h1{font-size:1.6rem;line-height:1.35;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2rem 0 .6rem;border-bottom:2px solid var(--line);padding-bottom:.25rem}h3{font-size:1rem;margin:1.1rem 0 .3rem}
p{margin:.3rem 0}a{color:var(--acc)}.mut{color:var(--mut);font-size:.9rem}
button,input,select{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--mut);border-radius:4px;padding:.25rem .55rem}
button{cursor:pointer}:focus-visible{outline:3px solid var(--acc);outline-offset:1px}
.top{display:flex;gap:1rem;justify-content:space-between;align-items:flex-start}
.nums{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin:1rem 0;padding:0;list-style:none}
.nums li{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem}.nums b{display:block;font-size:1.5rem;line-height:1.2;font-variant-numeric:tabular-nums}
svg.strip{display:block;width:100%;height:28px;border-radius:4px}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;padding:0;margin:.4rem 0 0;font-size:.92rem}.legend i{display:inline-block;width:.85em;height:.85em;margin-right:.35em;border-radius:2px;vertical-align:-.05em}
.s1{fill:#12426f;background:#12426f}.s2{fill:#2a669f;background:#2a669f}.s3{fill:#5c96c9;background:#5c96c9}.s4{fill:#93bde0;background:#93bde0}.s5{fill:#c98a2c;background:#c98a2c}.s6{fill:#a9681a;background:#a9681a}.s7{fill:#7d5a3a;background:#7d5a3a}.s8{fill:#5d4c40;background:#5d4c40}.s9{fill:#8d8399;background:#8d8399}.s10{fill:#9aa1a9;background:#9aa1a9}.s11{fill:#bcc2c8;background:#bcc2c8}.s12{fill:#d9dde2;background:#d9dde2}
ol.found{list-style:none;margin:0;padding:0}ol.found li{padding:.4rem 0;border-bottom:1px solid var(--line)}
.sev{display:inline-block;min-width:3.2em;font-size:.82rem;font-weight:600}.error .sev,.sev.error{color:var(--err)}.warning .sev,.sev.warning{color:var(--war)}.note .sev,.sev.note{color:var(--not)}.info .sev,.sev.info{color:var(--inf)}
q{quotes:none;border-left:3px solid var(--line);padding-left:.5em;color:var(--mut);display:inline-block}
.bars{width:100%;border-collapse:collapse;font-size:.92rem}.bars th,.bars td{padding:.25rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:middle}.bars td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
svg.bar{width:11rem;height:14px;display:block}.ground{fill:var(--line)}.full{fill:var(--fill)}.short{fill:var(--shortfill)}.due{stroke:var(--fg);stroke-width:1.2;vector-effect:non-scaling-stroke}
.filters{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;margin:.6rem 0;position:sticky;top:0;background:var(--bg);padding:.5rem 0;border-bottom:1px solid var(--line);z-index:1}.filters label{display:grid;font-size:.85rem;color:var(--mut)}.filters input{width:14rem}
.items{width:100%;border-collapse:collapse;table-layout:fixed}.items th,.items td{padding:.55rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:anywhere}.items thead th{font-size:.88rem;color:var(--mut);border-bottom:2px solid var(--line)}.items thead button{border:0;padding:0;font-weight:600;color:inherit;background:none}
.c-no{width:3.6rem}.c-units{width:9.5rem}.c-status{width:7.5rem}
.cell{white-space:pre-line}.fig{border-bottom:1px dotted var(--mut)}
a.mark{color:inherit;text-decoration:underline wavy 1px;text-underline-offset:.28em}a.mark.error{text-decoration-color:var(--err);background:color-mix(in srgb,var(--err) 12%,transparent)}a.mark.warning{text-decoration-color:var(--war);background:color-mix(in srgb,var(--war) 12%,transparent)}a.mark.note{text-decoration-color:var(--not)}a.mark.info{text-decoration-color:var(--inf)}
.guess{border:1px solid var(--line);border-radius:3px;font-size:.78rem;padding:0 .25em;color:var(--mut)}
.ev{background:var(--card)}.ev td{padding-top:.3rem}:target{outline:2px solid var(--acc);outline-offset:2px}
footer{margin-top:2.5rem;border-top:2px solid var(--line);padding-top:.6rem}footer dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.3rem 0}footer dt{color:var(--mut)}footer dd{margin:0;overflow-wrap:anywhere}
tbody.row{content-visibility:auto;contain-intrinsic-size:auto 12rem}
@media (max-width:820px){body{padding:1rem .8rem}.items,.items tbody,.items tr,.items td{display:block;width:auto}.items thead{display:none}.items td{border:0;padding:.2rem .4rem}.items td::before{content:attr(data-th);display:block;font-size:.8rem;color:var(--mut)}tbody.row{border-bottom:2px solid var(--line);padding:.5rem 0}.filters{position:static}.filters input,.filters label{width:100%}svg.bar{width:6rem}.bars .t{display:none}}
@media print{@page{size:A4;margin:14mm}body{max-width:none;padding:0;font-size:10.5pt;background:#fff;color:#000}.filters,.top button{display:none}tbody.row,ol.found li,.bars tr{break-inside:avoid}tbody.row{content-visibility:visible}a{color:inherit;text-decoration:none}.items thead{display:table-header-group}details>*{display:block!important}}
]]

-- The page's script: language, theme, filters, order, evidence. Without it the page shows everything.
return [[
(function(){
"use strict";
var root=document.documentElement,$=function(id){return document.getElementById(id)};
var all=function(sel,from){return [].slice.call((from||document).querySelectorAll(sel))};
var table=$("items"),rows=all("tbody",table),ids=["q","f-status","f-unit","f-sev"],words=null,order={key:"place",up:true};
rows.forEach(function(row,i){row.place=i});
var firsts=all("tr.ev",table);
firsts.forEach(function(ev){ev.hidden=true});
all("button.more",table).forEach(function(b){b.setAttribute("aria-expanded","false")});
function show(ev,on){ev.hidden=!on;var b=ev.parentNode.querySelector("button.more");if(b)b.setAttribute("aria-expanded",on?"true":"false")}
function reveal(id){
 var it=id&&$(id);if(!it)return;
 var row=it.closest("#items tbody");
 if(row){if(row.hidden)clear();var ev=it.closest("tr.ev")||(it===row&&row.querySelector("tr.ev"));if(ev)show(ev,true)}
 var d=it.closest("details");if(d)d.open=true;
 it.scrollIntoView({block:row?"center":"start"})}
function fromHash(){reveal(decodeURIComponent(location.hash.slice(1)))}
addEventListener("hashchange",fromHash);
function texts(){if(!words){words=rows.map(function(row){return row.textContent.toLowerCase()})}return words}
function filter(){
 var q=$("q").value.trim().toLowerCase().split(/\s+/).filter(Boolean),s=$("f-status").value,u=$("f-unit").value,v=$("f-sev").value,n=0,t=q.length?texts():null;
 rows.forEach(function(row){var d=row.dataset;
  var on=(!s||d.status===s)&&(!u||d.units.split("|").indexOf(u)>=0)&&(!v||d.sev.split(" ").indexOf(v)>=0)&&q.every(function(w){return t[row.place].indexOf(w)>=0});
  if(row.hidden===on)row.hidden=!on;if(on)n++});
 $("count").textContent=n+" / "+rows.length}
function clear(){ids.forEach(function(id){$(id).value=""});filter()}
var compare=new Intl.Collator("zh").compare;
function value(row){switch(order.key){case "place":return row.place;case "task":return row.querySelector(".c-task").textContent;case "units":return row.dataset.units;case "found":return -row.dataset.found;default:return +row.dataset[order.key]}}
function sort(){
 var keyed=rows.map(function(row){return [value(row),row]}),text=order.key==="task"||order.key==="units",sign=order.up?1:-1;
 keyed.sort(function(a,b){var d=text?compare(a[0],b[0]):a[0]-b[0];return d*sign||a[1].place-b[1].place});
 var all=document.createDocumentFragment();keyed.forEach(function(k){all.appendChild(k[1])});table.appendChild(all);
 [].forEach.call(table.tHead.rows[0].cells,function(th){var b=th.querySelector("button");if(b&&b.dataset.key===order.key)th.setAttribute("aria-sort",order.up?"ascending":"descending");else th.removeAttribute("aria-sort")})}
ids.forEach(function(id){$(id).addEventListener("input",filter)});
$("f-order").addEventListener("input",function(){order={key:this.value,up:true};sort()});
document.querySelector(".filters").addEventListener("submit",function(e){e.preventDefault()});
document.querySelector(".filters").addEventListener("reset",function(){setTimeout(function(){order={key:"place",up:true};sort();filter()},0)});
all("thead button",table).forEach(function(b){b.addEventListener("click",function(){order={key:b.dataset.key,up:!(order.key===b.dataset.key&&order.up)};sort()})});
table.addEventListener("click",function(e){
 var b=e.target.closest("button.more"),m=e.target.closest("td a");
 if(b){var ev=$(b.getAttribute("aria-controls"));show(ev,ev.hidden)}
 else if(m&&!m.closest(".ev"))reveal(m.getAttribute("href").slice(1))});
document.addEventListener("keydown",function(e){if(e.key==="/"&&!/INPUT|SELECT|TEXTAREA/.test(e.target.tagName)){e.preventDefault();$("q").focus()}});
$("theme").addEventListener("click",function(){var dark=root.dataset.theme?root.dataset.theme==="dark":matchMedia("(prefers-color-scheme: dark)").matches;root.dataset.theme=dark?"light":"dark"});
$("lang").addEventListener("click",function(){var en=root.dataset.lang==="zh";root.dataset.lang=en?"en":"zh";root.lang=en?"en":"zh-CN";names()});
function names(){var en=root.dataset.lang==="en";$("lang").textContent=en?"中文":"English";$("lang").lang=en?"zh":"en";all("option[data-zh]").forEach(function(o){o.textContent=en?o.dataset.en:o.dataset.zh})}
addEventListener("beforeprint",function(){all("details").forEach(function(d){d.dataset.was=d.open?"1":"";if(!d.querySelector(".plain"))d.open=true})});
addEventListener("afterprint",function(){all("details").forEach(function(d){d.open=d.dataset.was==="1"})});
names();filter();if(location.hash)fromHash();
})();
]]

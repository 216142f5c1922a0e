-- The page's script: language, filters, order, evidence. Without it the page shows everything.
return [[
(function(){
var root=document.documentElement,$=function(id){return document.getElementById(id)};
var table=$("items"),rows=[].slice.call(table.querySelectorAll("tbody.row"));
rows.forEach(function(row,i){row.place=i;row.words=row.textContent.toLowerCase();row.dataset.task=row.querySelector(".c-task").textContent});
function openFor(id){var it=id&&$(id);if(!it)return;var ev=it.closest("tr.ev");if(ev)ev.hidden=false;var d=it.closest("details");if(d)d.open=true}
[].forEach.call(table.querySelectorAll("tr.ev"),function(ev){ev.hidden=true});
function fromHash(){var id=decodeURIComponent(location.hash.slice(1));openFor(id);var it=id&&$(id);if(it){var row=it.closest("tbody.row");if(row&&row.hidden){$("q").value="";["f-status","f-unit","f-sev"].forEach(function(s){$(s).value=""});filter()}it.scrollIntoView({block:"center"})}}
addEventListener("hashchange",fromHash);
function filter(){
 var q=$("q").value.trim().toLowerCase().split(/\s+/).filter(Boolean),s=$("f-status").value,u=$("f-unit").value,v=$("f-sev").value,n=0;
 rows.forEach(function(row){var d=row.dataset;
  var on=q.every(function(w){return row.words.indexOf(w)>=0})&&(!s||d.status===s)&&(!u||d.units.split("|").indexOf(u)>=0)&&(!v||d.sev.split(" ").indexOf(v)>=0);
  row.hidden=!on;if(on)n++});
 $("count").textContent=n+" / "+rows.length;
}
["q","f-status","f-unit","f-sev"].forEach(function(id){$(id).addEventListener("input",filter)});
[].forEach.call(table.querySelectorAll("thead button"),function(b){b.addEventListener("click",function(){
 var th=b.closest("th"),up=th.getAttribute("aria-sort")!=="ascending",key=b.dataset.key;
 [].forEach.call(table.querySelectorAll("thead th"),function(t){t.removeAttribute("aria-sort")});
 th.setAttribute("aria-sort",up?"ascending":"descending");
 rows.sort(function(a,c){var x=a.dataset[key],y=c.dataset[key],d=key==="units"||key==="task"?x.localeCompare(y,"zh"):x-y;return (d||a.place-c.place)*(up?1:-1)}).forEach(function(row){table.appendChild(row)});
})});
table.addEventListener("click",function(e){var m=e.target.closest("a.mark");if(m)openFor(m.getAttribute("href").slice(1))});
$("lang").addEventListener("click",function(){var en=root.dataset.lang==="zh";root.dataset.lang=en?"en":"zh";root.lang=en?"en":"zh-CN";names()});
function names(){var en=root.dataset.lang==="en";[].forEach.call(document.querySelectorAll("option[data-zh]"),function(o){o.textContent=en?o.dataset.en:o.dataset.zh})}
names();filter();if(location.hash)fromHash();
})();
]]

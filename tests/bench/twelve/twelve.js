// twelve.js FOLDER THREADS - the checks of plugins/checks/twelve by DuckDB, through its package for node. Its
// regular expressions have no back-references: the fourth check is left out and prints as "-".
const { DuckDBInstance } = require('@duckdb/node-api');

const figure = '([0-9]+(?:\\.[0-9]+)?)(?:亿元|万元|%|人|项|个|亩|家)';
const units = ['亿元', '万元', '%', '人', '项', '个', '亩', '家'];
const first = (cell, unit) => `try_cast(nullif(regexp_extract(${cell}, '([0-9]+(?:\\.[0-9]+)?)${unit}', 1), '') as double)`;
const below = units.map((unit) => `(coalesce(${first('result', unit)} < ${first('target', unit)}, false))::int`).join(' + ');
const sql = (folder) => `
with lines as (select unnest(string_split(regexp_replace(content, '</?p>', '', 'g'), chr(10))) as line
               from read_text('${folder}/*.txt')),
     cells as (select string_split(line, chr(9)) as c from lines where regexp_matches(line, '^[0-9]+\\t')),
     rows as (select coalesce(trim(c[2]), '') as task, coalesce(trim(c[3]), '') as target,
                     coalesce(trim(c[4]), '') as units, coalesce(trim(c[5]), '') as result from cells)
select sum((result = '')::int), sum((result = target)::int), sum(contains(task, '（')::int), -1,
       sum(regexp_matches(target, '[0-9]')::int), sum(regexp_matches(result, '[0-9]')::int),
       sum(contains(units, '牵头')::int), sum(regexp_matches(result, '推迟|延期|暂缓')::int),
       sum(len(regexp_extract_all(result, '${figure}'))), sum(len(regexp_extract_all(target, '${figure}'))),
       sum(${below}), sum((not ends_with(result, '。') or contains(result, ','))::int)
from rows`;

(async () => {
  const [folder, threads] = process.argv.slice(2);
  const instance = await DuckDBInstance.create(':memory:', { threads: threads || '1' });
  const connection = await instance.connect();
  const [row] = (await connection.runAndReadAll(sql(folder))).getRows();
  console.log(row.map((value) => (Number(value) < 0 ? '-' : Number(value))).join(' '));
})();

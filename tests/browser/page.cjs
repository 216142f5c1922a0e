// page.cjs MODULES CHROMIUM PAGE [SHOTS] - opens the page of a bulletin and does what a reader does. Prints a line
// for each thing seen, "not ok" before what is not as it should be; exit status 1 when there was such a line.
// With SHOTS, a folder, it leaves screenshots there.
const path = require("path");
const [modules, executablePath, page_path, shots] = process.argv.slice(2);
const { chromium } = require(path.join(modules, "playwright-core"));
const axe = require.resolve(path.join(modules, "axe-core"));

let failed = 0;
function see(good, what) {
  failed += good ? 0 : 1;
  console.log((good ? "ok " : "not ok ") + what);
}

async function open(browser, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const wrong = [], requests = [];
  page.on("console", (message) => wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("request", (request) => { if (!/^(file|data):/.test(request.url())) requests.push(request.url()); });
  await page.goto("file://" + path.resolve(page_path));
  return { page, wrong, requests };
}

const shown = (page) => page.$$eval("#items tbody:not([hidden])", (rows) => rows.map((row) => row.id));

async function filters(page) {
  const all = await shown(page);
  await page.fill("#q", "道路");
  const found = await shown(page);
  see(found.length > 0 && found.length < all.length, `text filters: ${found.length} of ${all.length}`);
  see((await page.textContent("#count")) === `${found.length} / ${all.length}`, "the count says so");
  await page.click(".filters button[type=reset]");
  await page.waitForTimeout(50);
  see((await shown(page)).length === all.length, "clearing shows all");
  await page.selectOption("#f-sev", "warning");
  const warned = await page.$$eval("#items tbody:not([hidden])", (rows) => rows.every((row) => row.dataset.sev.includes("warning")));
  see(warned && (await shown(page)).length < all.length, "severity filters");
  await page.selectOption("#f-sev", "");
  await page.selectOption("#f-status", "completed");
  see((await page.$$eval("#items tbody:not([hidden])", (rows) => rows.every((row) => row.dataset.status === "completed"))), "status filters");
  await page.selectOption("#f-status", "");
  const unit = await page.$eval("#f-unit option:nth-child(2)", (option) => option.value).catch(() => null);
  if (unit) {
    await page.selectOption("#f-unit", unit);
    see((await page.$$eval("#items tbody:not([hidden])", (rows, name) => rows.every((row) => row.dataset.units.split("|").includes(name)), unit)), "unit filters");
    await page.selectOption("#f-unit", "");
  }
}

async function sorting(page) {
  const before = await shown(page);
  await page.click("thead button[data-key=rank]");
  const ranks = await page.$$eval("#items tbody", (rows) => rows.map((row) => +row.dataset.rank));
  see(ranks.every((rank, i) => i === 0 || ranks[i - 1] <= rank), "sorted by status");
  see((await page.getAttribute("th.c-status", "aria-sort")) === "ascending", "and says so to screen readers");
  await page.click("thead button[data-key=place]");
  see((await shown(page)).join() === before.join(), "and back in the order of the table");
}

async function evidence(page) {
  const button = page.locator("#items button.more").first();
  const id = await button.getAttribute("aria-controls");
  see(!(await page.isVisible("#" + id)), "evidence is folded");
  await button.focus();
  await page.keyboard.press("Enter");
  see((await page.isVisible("#" + id)) && (await button.getAttribute("aria-expanded")) === "true", "Enter unfolds it");
  await page.keyboard.press("Enter");
  const mark = page.locator("#items td > a").first();
  const target = (await mark.getAttribute("href")).slice(1);
  await mark.click();
  see(await page.isVisible("#" + target), "a click on a mark shows what was found there");
  await page.keyboard.press("/");
  see((await page.evaluate(() => document.activeElement.id)) === "q", "/ goes to the filter");
}

async function languages(page) {
  const text = () => page.$eval("h2", (head) => head.innerText);
  const zh = await text();
  await page.click("#lang");
  const en = await text();
  see(/[\u4e00-\u9fff]/.test(zh) && !/[\u4e00-\u9fff]/.test(en), `${zh} / ${en}`);
  see((await page.getAttribute("html", "lang")) === "en" && (await page.$eval("#f-status option", (option) => option.textContent)) === "all", "labels and lang follow");
  await page.click("#lang");
}

async function accessible(page, what) {
  await page.addScriptTag({ path: axe }).catch(() => null);
  const result = await page.evaluate(() => window.axe && window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }));
  const faults = result ? result.violations.map((fault) => `${fault.id} (${fault.nodes.length}): ${fault.nodes[0].target} ${(fault.nodes[0].any[0] || {}).message || ""}`) : ["axe did not run"];
  see(faults.length === 0, `axe-core, ${what}: ${faults.join("; ") || "nothing"}`);
}

async function main() {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const desktop = { viewport: { width: 1280, height: 1000 } };
  const { page, wrong, requests } = await open(browser, desktop);
  await filters(page);
  await sorting(page);
  await evidence(page);
  await languages(page);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.click("#theme");
  see(light !== (await background()), "dark on request");
  await page.click("#theme");
  const pdf = await page.pdf({ format: "A4" });
  see(pdf.length > 20000 && pdf.subarray(0, 5).toString() === "%PDF-", `prints: ${(pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g) || []).length} pages of A4`);
  see(wrong.length === 0, `no word on the console: ${wrong.slice(0, 3).join(" | ") || "none"}`);
  see(requests.length === 0, `no request leaves the page: ${requests[0] || "none"}`);
  if (shots) await page.reload().then(() => page.screenshot({ path: path.join(shots, "page-desktop.png") }));

  // The policy of the page keeps foreign scripts out, so axe runs where it is set aside.
  const checked = await open(browser, { ...desktop, bypassCSP: true });
  await accessible(checked.page, "light");
  await checked.page.click("#theme");
  await accessible(checked.page, "dark");

  const dark = await open(browser, { ...desktop, colorScheme: "dark" });
  see((await dark.page.evaluate(() => getComputedStyle(document.body).backgroundColor)) !== light, "dark where the system is");
  if (shots) await dark.page.screenshot({ path: path.join(shots, "page-dark.png") });
  const phone = await open(browser, { viewport: { width: 390, height: 844 }, bypassCSP: true });
  see((await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, "a phone need not scroll sideways");
  await accessible(phone.page, "phone");
  if (shots) {
    await phone.page.screenshot({ path: path.join(shots, "page-phone.png") });
    await phone.page.evaluate(() => { document.querySelector("#list").scrollIntoView(); document.querySelectorAll("button.more")[2].click(); });
    await phone.page.screenshot({ path: path.join(shots, "items-phone.png") });
    await page.evaluate(() => { document.querySelector("#list").scrollIntoView(); document.querySelectorAll("button.more")[2].click(); });
    await page.screenshot({ path: path.join(shots, "items-desktop.png") });
  }
  const bare = await open(browser, { ...desktop, javaScriptEnabled: false });
  see((await bare.page.locator("#items tr.ev").first().isVisible()), "without its script the page shows the evidence");
  await browser.close();
  process.exit(failed ? 1 : 0);
}

main().catch((error) => { console.log("not ok " + error.message); process.exit(1); });

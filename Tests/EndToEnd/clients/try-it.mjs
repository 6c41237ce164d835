// Uses the try-it page as a newcomer would, in a real browser. Arguments: base URL, name of the browser, screenshot (optional).
// Prints what both screens show after a title was put on the list; fails unless it goes from both when one removes it.
import { chromium } from "playwright-core";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";

const [base, browserName, screenshot] = process.argv.slice(2);
const profile = await mkdtemp(join(tmpdir(), "mg-browser-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: execFileSync("which", [browserName], { encoding: "utf8" }).trim(),
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
const faults = [];
page.on("pageerror", (fault) => faults.push(String(fault)));
page.on("console", (message) => message.type() === "error" && faults.push(message.text()));

await page.goto(base);
await page.click("#start");
await page.waitForFunction(() => document.querySelectorAll(".state.live").length === 2);
await page.fill("#words", "matrx");
await page.click("#results li:first-child button");
const listed = () => page.$$eval(".screen", (screens) => screens.map((screen) => [...screen.querySelectorAll("li span")].map((row) => row.textContent)));
await page.waitForFunction(() => document.querySelectorAll(".screen li").length === 2);
const added = await listed();
if (screenshot) await page.screenshot({ path: screenshot, fullPage: true });
await page.locator(".screen").nth(1).locator("button[aria-label^=Remove]").click();
await page.waitForFunction(() => document.querySelectorAll(".screen li").length === 0);
const operations = await page.locator("#operations details").count();
await browser.close();
await rm(profile, { recursive: true, force: true });
console.log(JSON.stringify({ added, operations, faults }));

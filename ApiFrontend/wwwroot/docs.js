import { Screen, button } from "/docs/devices.js";

const find = (selector) => document.querySelector(selector);
const session = { token: null };
let screens = [];

/** Sends a request with the account of this page; what fails is told beside the button and thrown. */
async function api(method, path, body) {
  const answer = await send(method, path, body === undefined ? undefined : JSON.stringify(body));
  const content = answer.text ? JSON.parse(answer.text) : null;
  if (!answer.ok) {
    find("#status").textContent = content?.message ?? `${answer.status}`;
    throw new Error(content?.message ?? `${method} ${path} answered ${answer.status}`);
  }
  return content;
}

async function send(method, path, body, type = "application/json") {
  const headers = session.token ? { authorization: `Bearer ${session.token}` } : {};
  if (body !== undefined) headers["content-type"] = type;
  const response = await fetch(path, { method, headers, body });
  return { ok: response.ok, status: response.status, text: await response.text() };
}

async function startTrial() {
  find("#start").disabled = true;
  find("#status").textContent = "Making an account …";
  const secret = crypto.randomUUID();
  const account = await api("POST", "/api/v1/auth/register", { email: `trial-${secret}@example.org`, password: secret, name: "Trial" });
  session.token = account.token;
  const [phone, television] = document.querySelectorAll(".screen");
  screens = [new Screen(phone, "Phone", "phone", api), new Screen(television, "Television", "tv", api)];
  find("#devices").hidden = false;
  await Promise.all(screens.map((screen) => screen.start()));
  find("#status").textContent = "Two devices are live.";
  find("#words").focus();
}

let latestSearch = 0;
async function search() {
  const words = find("#words").value.trim();
  const mine = ++latestSearch;
  const found = words ? await api("GET", `/api/v1/discovery/search?limit=6&q=${encodeURIComponent(words)}`) : { results: [] };
  if (mine !== latestSearch) return;
  find("#results").replaceChildren(...found.results.map((title) => {
    const row = document.createElement("li");
    const text = Object.assign(document.createElement("span"), { textContent: title.title });
    if (title.year) text.append(" ", Object.assign(document.createElement("small"), { textContent: title.year }));
    row.append(text, button("+ Watchlist", `Put ${title.title} on the watchlist`, () => api("PUT", `/api/v1/watchlist/${encodeURIComponent(title.content_id)}`)));
    return row;
  }));
}

function operation(method, path, description) {
  const box = document.createElement("details");
  const summary = document.createElement("summary");
  summary.append(
    Object.assign(document.createElement("b"), { textContent: method.toUpperCase() }),
    Object.assign(document.createElement("code"), { textContent: path }),
    description.summary ?? "");
  const form = document.createElement("form");
  const fields = (description.parameters ?? []).map((parameter) => {
    const input = Object.assign(document.createElement("input"), { name: parameter.name, required: parameter.in === "path" });
    const label = Object.assign(document.createElement("label"), { textContent: `${parameter.name} (${parameter.in})` });
    label.append(input);
    form.append(label);
    return { parameter, input };
  });
  const type = Object.keys(description.requestBody?.content ?? {})[0];
  const body = type ? Object.assign(document.createElement("textarea"), { value: type === "application/json" ? "{\n}" : "" }) : null;
  if (body) {
    body.setAttribute("aria-label", `Body, ${type}`);
    form.append(body);
  }
  const answer = Object.assign(document.createElement("pre"), { hidden: true });
  const go = Object.assign(document.createElement("button"), { className: "send", textContent: "Send" });
  form.append(go, answer);
  form.onsubmit = async (event) => {
    event.preventDefault();
    const query = new URLSearchParams();
    let target = path;
    for (const { parameter, input } of fields) {
      if (parameter.in === "path") target = target.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
      else if (input.value) query.set(parameter.name, input.value);
    }
    const result = await send(method.toUpperCase(), query.size ? `${target}?${query}` : target, body?.value, type);
    answer.hidden = false;
    answer.textContent = `${result.status}\n${pretty(result.text)}`;
  };
  box.append(summary, form);
  return box;
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function listOperations() {
  const description = await api("GET", "/openapi/v1.json");
  const groups = new Map();
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, details] of Object.entries(methods)) {
      const tag = details.tags?.[0] ?? "Other";
      groups.set(tag, [...(groups.get(tag) ?? []), operation(method, path, details)]);
    }
  }
  for (const [tag, operations] of groups) {
    find("#operations").append(Object.assign(document.createElement("h3"), { textContent: tag }), ...operations);
  }
}

find("#start").onclick = startTrial;
find("#search").onsubmit = (event) => event.preventDefault();
find("#words").oninput = search;
listOperations();

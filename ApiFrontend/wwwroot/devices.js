// One screen of the user: follows the log over the sync hub, and shows the list.
const recordEnd = "\u001e";

/** A connection to the sync hub in SignalR's JSON protocol, as much of it as a screen needs. */
export class SyncConnection {
  #socket;
  #nextId = 1;
  #waiting = new Map();

  constructor(onCall, onClose) {
    this.onCall = onCall;
    this.onClose = onClose;
  }

  async open(ticket) {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.#socket = new WebSocket(`${scheme}//${location.host}/hubs/sync?access_token=${encodeURIComponent(ticket)}`);
    await new Promise((resolve, reject) => {
      this.#socket.onopen = resolve;
      this.#socket.onerror = () => reject(new Error("The hub cannot be reached."));
    });
    const agreed = new Promise((resolve) => { this.#socket.onmessage = (message) => { this.#follow(); resolve(message); }; });
    this.#socket.onclose = () => this.onClose();
    this.#send({ protocol: "json", version: 1 });
    await agreed;
  }

  invoke(target, ...args) {
    const invocationId = String(this.#nextId++);
    const answer = new Promise((resolve, reject) => this.#waiting.set(invocationId, { resolve, reject }));
    this.#send({ type: 1, invocationId, target, arguments: args });
    return answer;
  }

  #follow() {
    this.#socket.onmessage = ({ data }) => {
      for (const record of data.split(recordEnd).filter(Boolean)) this.#take(JSON.parse(record));
    };
  }

  #take(message) {
    if (message.type === 1) this.onCall(message.target, message.arguments);
    else if (message.type === 3) {
      const { resolve, reject } = this.#waiting.get(message.invocationId);
      this.#waiting.delete(message.invocationId);
      message.error ? reject(new Error(message.error)) : resolve(message.result);
    } else if (message.type === 6) this.#send({ type: 6 });
  }

  #send(message) {
    this.#socket.send(JSON.stringify(message) + recordEnd);
  }
}

/** A device with its list on the page. */
export class Screen {
  constructor(element, name, type, api) {
    this.list = element.querySelector("ol");
    this.state = element.querySelector(".state");
    this.name = name;
    this.type = type;
    this.api = api;
  }

  async start() {
    const device = await this.api("POST", "/api/v1/devices", { device_name: this.name, device_type: this.type });
    this.deviceId = device.device_id;
    await this.#connect();
    await this.refresh();
  }

  async refresh() {
    const { items } = await this.api("GET", "/api/v1/watchlist?limit=100");
    this.list.replaceChildren(...items.map((item, index) => this.#row(item, index)));
  }

  async #connect() {
    const connection = new SyncConnection(
      (target) => { if (target === "Ops") this.refresh(); },
      () => { this.state.textContent = "offline"; this.state.className = "state"; });
    const { ticket } = await this.api("POST", "/api/v1/auth/ticket");
    await connection.open(ticket);
    await connection.invoke("Connect", this.deviceId, null, null);
    this.state.textContent = "live";
    this.state.className = "state live";
  }

  #row(item, index) {
    const row = document.createElement("li");
    const text = document.createElement("span");
    text.textContent = item.title ?? item.content_id;
    if (item.year) text.append(" ", Object.assign(document.createElement("small"), { textContent: item.year }));
    const path = `/api/v1/watchlist/${encodeURIComponent(item.content_id)}`;
    const first = button("↑", `Move ${text.textContent} to the top`, () => this.api("POST", `${path}/move`, { after: null }));
    first.disabled = index === 0;
    row.append(text, first, button("✕", `Remove ${text.textContent}`, () => this.api("DELETE", path)));
    return row;
  }
}

export function button(text, label, action) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, onclick: action });
  made.setAttribute("aria-label", label);
  return made;
}

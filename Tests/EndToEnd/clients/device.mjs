// One device on the sync hub, driven line by line over standard input, reporting events as JSON lines on standard output.
// Arguments: base URL, bearer token, device id.
//   connect [since] [log_epoch] | apply <ops as JSON> | ack <seq> | stop
import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { createInterface } from "node:readline";

const [base, token, deviceId] = process.argv.slice(2);
const say = (event, data) => console.log(JSON.stringify({ event, at: Date.now(), data }));

async function ticket() {
  const answer = await fetch(new URL("/api/v1/auth/ticket", base), {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(`ticket refused with ${answer.status}`);
  return (await answer.json()).ticket;
}

const connection = new HubConnectionBuilder()
  .withUrl(new URL("/hubs/sync", base).href, { accessTokenFactory: ticket, skipNegotiation: true, transport: 1 })
  .configureLogging(LogLevel.None)
  .build();
connection.on("Ops", (batch) => say("ops", batch));
connection.on("Presence", (presence) => say("presence", presence));
connection.on("Command", (command) => say("command", command));
connection.onclose((error) => say("closed", error ? String(error) : null));

const commands = {
  async connect(since, epoch) {
    if (connection.state === "Disconnected") await connection.start();
    say("connected", await connection.invoke("Connect", deviceId, since ? Number(since) : null, epoch ?? null));
  },
  async apply(...json) {
    say("applied", await connection.invoke("Apply", JSON.parse(json.join(" "))));
  },
  async ack(seq) {
    await connection.invoke("Acknowledge", Number(seq));
    say("acknowledged", Number(seq));
  },
  async stop() {
    await connection.stop();
    process.exit(0);
  },
};

say("ready", null);
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...rest] = line.trim().split(" ");
  if (!name) continue;
  try {
    await commands[name](...rest);
  } catch (error) {
    say("error", String(error));
  }
}
await commands.stop();

import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What RFC 6455 has both sides put behind a key. */
const MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** Slack's end of Socket Mode: one open connection at a time, short text frames only. */
export async function startSocket() {
  const heard: { readonly envelope_id?: string; readonly payload?: unknown }[] = [];
  let open: Socket | null = null;
  const opened: (() => void)[] = [];
  const server = createServer();
  server.on("upgrade", (request, raw) => {
    const socket = raw as Socket;
    const accept = createHash("sha1")
      .update(`${request.headers["sec-websocket-key"]}${MAGIC}`)
      .digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    open = socket;
    socket.on("error", () => {});
    socket.on("data", (frame: Buffer) => {
      const opcode = (frame[0] ?? 0) & 0x0f;
      if (opcode === 8) socket.end(Buffer.from([0x88, 0]));
      else if (opcode === 1) heard.push(JSON.parse(unmask(frame)));
    });
    send({ type: "hello" });
    for (const tell of opened.splice(0)) tell();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  function send(message: object): void {
    const text = Buffer.from(JSON.stringify(message));
    const head = Buffer.alloc(4);
    head.writeUInt8(0x81, 0);
    head.writeUInt8(126, 1);
    head.writeUInt16BE(text.length, 2);
    open?.write(Buffer.concat([head, text]));
  }

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What the coach answered. */
    heard,
    send,
    /** Settles when the coach has connected the next time. */
    connected: () => new Promise<void>((resolve) => opened.push(resolve)),
    drop: () => open?.destroy(),
    async end() {
      open?.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function unmask(frame: Buffer): string {
  const short = (frame[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  const length = short === 126 ? frame.readUInt16BE(2) : short;
  const mask = frame.subarray(start, start + 4);
  return Buffer.from(
    frame.subarray(start + 4, start + 4 + length).map((byte, index) => byte ^ (mask[index % 4] ?? 0)),
  ).toString();
}

// Node's own server with the application of the protocol's test suites, as the conformance application of Parley has it. Says
// its port on its standard output, and ends when its standard input does, or when something is thrown that nobody catches.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, {
  pingInterval: 300,
  pingTimeout: Number(process.env.CONFORMANCE_PING_TIMEOUT),
  maxHttpBufferSize: 1_000_000,
  connectTimeout: 1000,
});

/** The function that stands for an acknowledgement is no argument. */
const data = (args) => args.filter((arg) => typeof arg !== "function");

function serve(socket) {
  socket.emit("auth", socket.handshake.auth);
  socket.on("message", (...args) => socket.emit("message-back", ...data(args)));
  socket.on("message-with-ack", (...args) => {
    const ack = args.at(-1);
    if (typeof ack === "function") {
      ack(...data(args));
    }
  });
}

io.on("connection", serve);
io.of("/custom").on("connection", serve);

http.listen(0, "127.0.0.1", () => console.log(http.address().port));
process.stdin.resume().on("end", () => process.exit(0));

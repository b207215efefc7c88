const form = document.getElementById("order");
const status = document.getElementById("status");
let socket;

/** One connection for each token and book. */
function desk(token, book) {
  if (socket?.auth.token === token && socket.auth.book === book) {
    return socket;
  }
  socket?.disconnect();
  socket = io("/orders", { auth: { token, book } });
  socket.on("connect_error", (error) => (status.textContent = error.message));
  socket.on("order:placed", (receipt) => {
    const line = document.createElement("li");
    line.textContent = `${receipt.trader} ordered ${receipt.amount} of ${receipt.book}`;
    document.getElementById("placed").append(line);
  });
  return socket;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { token, book, amount } = Object.fromEntries(new FormData(form));
  const answer = await desk(token, book).timeout(5000).emitWithAck("order:place", { book, amount: Number(amount) });
  status.textContent = answer.error ? answer.error.message : `Order ${answer.id} is placed.`;
});

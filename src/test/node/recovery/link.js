import net from "node:net";

/**
 * Passes TCP connections on to a server, until they are reset or frozen. What is written is passed on at once, and does not wait for
 * the confirmation of what was written before: that takes 40 ms, which would be taken for the server's.
 */
export class Link {
  #pairs = new Set();
  #server;
  #away = false;
  #far;

  /** Opens a link to a server, by its URL. */
  static async to(url) {
    const link = new Link();
    link.lead(url);
    link.#server = net.createServer({ noDelay: true }, (near) => link.#accept(near));
    await new Promise((resolve) => link.#server.listen(0, "127.0.0.1", resolve));
    return link;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** From now on new connections are passed on to another server. */
  lead(url) {
    const { hostname, port } = new URL(url);
    this.#far = { host: hostname, port: Number(port) };
  }

  #accept(near) {
    near.on("error", () => {});
    if (this.#away) {
      near.resetAndDestroy();
      return;
    }
    const far = net.connect({ ...this.#far, noDelay: true });
    far.on("error", () => near.destroy());
    const pair = { near, far };
    this.#pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    near.on("close", () => pair.frozen || far.destroy());
    far.on("close", () => {
      near.destroy();
      this.#pairs.delete(pair);
    });
  }

  /** Resets all connections that there are. */
  reset() {
    for (const { near, far } of this.#pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    this.#pairs.clear();
  }

  /** Resets all connections, and every new one for a while. */
  async offline(milliseconds) {
    this.hold();
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    this.release();
  }

  /** Resets all connections, and every new one until {@link release}. */
  hold() {
    this.#away = true;
    this.reset();
  }

  release() {
    this.#away = false;
  }

  /** Nothing passes on the connections that there are any more, and the server does not hear of their end. */
  freeze() {
    for (const pair of this.#pairs) {
      pair.frozen = true;
      pair.near.unpipe(pair.far);
      pair.far.unpipe(pair.near);
    }
  }

  close() {
    this.reset();
    this.#server.close();
  }
}

import type { Refusal } from "@parley/client/core";

export interface Order {
  book: string;
  quantity: number;
}

export interface Receipt {
  id: string;
  error?: string;
}

/** As the server writes it. */
export interface Refused {
  error: { code: string; message: string; details?: unknown; timestamp: string };
}

/** Events in the shape of `socket.io-client`'s type parameters, as an application's server describes them. */
export interface ServerToClientEvents {
  "order:placed": (receipt: Receipt) => void;
  "book:moved": (book: string, price: number) => void;
  "desk:asks": (question: string, answer: (text: string) => void) => void;
  closed: () => void;
}

export interface ClientToServerEvents {
  "order:place": (order: Order, ack: (receipt: Receipt | Refusal) => void) => void;
  "order:cancel": (id: string, reason?: string, ack?: (answer: boolean) => void) => void;
  "orders:of": (...ids: string[]) => void;
  chart: (
    symbol: string,
    range: [number, number] | undefined,
    ack: (picture: ArrayBuffer, scale: number) => void,
  ) => void;
  watch: (book: string) => void;
  done: (ack: () => void) => void;
  settle: (ack: (refused?: Refused) => void) => void;
  sum: (...all: [...numbers: number[], ack: (sum: number | Refused) => void]) => void;
  raw: (ack: (...result: unknown[]) => void) => void;
}

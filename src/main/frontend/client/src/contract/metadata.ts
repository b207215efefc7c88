/** Anything that JSON can say, at most 4 KiB when encoded; the server passes it on as it came. */
export type Metadata = Record<string, unknown>;

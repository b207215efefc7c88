/** What a backend says to rooms or to everybody. */
export interface BroadcastMessage {
  /** A name that the backend has chosen. */
  event: string;
  /** Any JSON. */
  data: unknown;
  /** Missing when it is for everybody. */
  rooms?: string[];
  excludeSockets?: string[];
}

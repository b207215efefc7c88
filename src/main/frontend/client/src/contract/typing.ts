/** Where the user types, or types no more. */
export interface TypingRequest {
  /** A room that the user is in; missing for all of them. */
  room?: string;
}

/** That a user types, or types no more. */
export interface TypingIndicator {
  userId: string;
  /** Missing when it concerns every room that both are in. */
  room?: string;
  isTyping: boolean;
  /** ISO-8601, UTC. */
  timestamp: string;
}

/** A token that a server gives a user in development mode; servers believe it that share its key by way of Redis. */
export async function tokenAt(server, user, parameters = {}) {
  const answer = await fetch(`${server}/dev/token?${new URLSearchParams({ user, ...parameters })}`);
  return (await answer.json()).token;
}

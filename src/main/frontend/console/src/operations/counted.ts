/** So many connections, in words. */
export function counted(connections: number): string {
  return connections === 1 ? "1 connection was" : `${connections} connections were`;
}

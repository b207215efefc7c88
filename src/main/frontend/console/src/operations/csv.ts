/** A list as comma-separated values (RFC 4180), the names of the columns first. */
export function csv(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

function cell(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  // A spreadsheet would take it for a formula, and clients choose what is in it.
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Has the browser save a text as a file. */
export function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: the browser reads it in its own time.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

import { accessSync, constants, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Starts a headless Chromium; Playwright gives it an empty profile of its own. */
export async function launch() {
  return chromium.launch({ executablePath: await executable(), headless: true, args: FLAGS });
}

async function executable() {
  return process.env.CHROME_PATH || installed() || packaged();
}

function installed() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The one that comes in an npm package, for Linux on x64: the binary, and the libraries and fonts that a machine without
 * a browser may not have. It is unpacked to the folder of the build and not to the system's, where anybody could have
 * put a file of that name before.
 */
async function packaged() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("no Chromium or Chrome found: install one, or name it in CHROME_PATH");
  }
  const folder = join(import.meta.dirname, "../../../../target/chromium");
  mkdirSync(folder, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: archive, inflate, setupLambdaEnvironment } = await import("@sparticuz/chromium");
    const libraries = join(import.meta.dirname, "../node_modules/@sparticuz/chromium/bin/al2023.tar.br");
    await inflate(libraries);
    setupLambdaEnvironment(join(folder, "al2023", "lib"));
    return await archive.executablePath();
  } finally {
    if (before === undefined) {
      delete process.env.TMPDIR;
    } else {
      process.env.TMPDIR = before;
    }
  }
}

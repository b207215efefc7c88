import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Lays out a suite in a folder: the tests of a git repository as they were at the release of the client that is installed,
 * and that client as published, where the tests look for it.
 *
 * @param repository a clone of socketio/socket.io, bare or not
 * @returns the folder of the suite
 */
export function layOut(name, suite, { repository, folder, port }) {
  const home = join(folder, name);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const installed = join("node_modules", name);
  const { version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const tests = execFileSync("git", [
    "--git-dir", gitDirectory(repository), "archive", `${name}@${version}:packages/${name}`, "test", "support", "package.json",
  ], { maxBuffer: 1 << 26 });
  execFileSync("tar", ["-x", "-C", home], { input: tests });
  cpSync(join(installed, "build"), join(home, "build"), { recursive: true });
  for (const { files, from, to } of suite.addresses) {
    files.flatMap((file) => within(join(home, file))).forEach((file) => replace(file, from, to(port)));
  }
  linkModules(folder);
  return home;
}

function gitDirectory(repository) {
  return execFileSync("git", ["-C", repository, "rev-parse", "--absolute-git-dir"], { encoding: "utf8" }).trim();
}

function within(path) {
  return statSync(path).isDirectory() ? readdirSync(path).flatMap((entry) => within(join(path, entry))) : [path];
}

function replace(file, from, to) {
  writeFileSync(file, readFileSync(file, "utf8").replaceAll(from, to));
}

function linkModules(folder) {
  const link = join(folder, "node_modules");
  rmSync(link, { force: true });
  symlinkSync(join(process.cwd(), "node_modules"), link, "dir");
}

/*
 * Runs the test suites of socket.io-client and of engine.io-client against a server:
 *
 *   node run.js REPOSITORY FOLDER PORT    the server at a port of this machine, which someone has started
 *   node run.js REPOSITORY FOLDER         Node's own server, which the suites start
 *
 * REPOSITORY is a clone of socketio/socket.io with its tags, FOLDER is for what is made. Ends with 0 if all tests have passed
 * that suites.js does not exclude, and if those that it excludes have failed.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { layOut } from "./checkout.js";
import { LEFT_OUT, SUITES } from "./suites.js";
import { warmUp } from "./warm-up.js";

const LIMIT = 180_000;
/** How often a test that has failed may be tried again, alone: the suites wait for some acknowledgements no longer than 10 ms. */
const TRIES = 3;
const OWN_SERVER = { "engine.io-client": 21_000, "socket.io-client": 21_001 };

const [repository, out, port] = process.argv.slice(2);
const folder = resolve(out);
mkdirSync(folder, { recursive: true });

function run(name, suite) {
  const at = port ?? OWN_SERVER[name];
  const home = layOut(name, suite, { repository: resolve(repository), folder, port: at });
  if (!port) {
    leaveOutTheBundle(name, home);
  }
  const runner = (options, report) => mocha(home, suite, options, join(folder, `${name}-${report}.json`), at);
  const reports = suite.runs.map(runner);
  return { reports, again: (title) => runner([...suite.runs[0].slice(0, suite.files), "--fgrep", title], "again") };
}

/** The server of this suite also makes a file for browsers, by tools that nothing else here needs. */
function leaveOutTheBundle(name, home) {
  if (name === "engine.io-client") {
    mkdirSync(join(home, "test/support/public"), { recursive: true });
    writeFileSync(
      join(home, "support/rollup.config.umd.js"),
      'module.exports = [{}, { input: __filename, output: { format: "umd", name: "eio" } }];',
    );
  }
}

function mocha(home, suite, options, report, at) {
  rmSync(report, { force: true });
  const command = [
    join(folder, "node_modules/mocha/bin/mocha.js"), "--exit", "--reporter", "json", "--reporter-option", `output=${report}`,
    ...(port ? [] : suite.ownServer), ...options,
  ];
  const environment = { ...process.env, ZUUL_PORT: String(at) };
  const { pid, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: home, env: environment, timeout: LIMIT, encoding: "utf8", detached: true,
  });
  endGroup(pid);
  writeFileSync(`${report}.log`, stdout + stderr);
  return JSON.parse(readFileSync(report, "utf8"));
}

/** A test of each suite starts a program that never ends, and kills no more than the shell around it. */
function endGroup(pid) {
  try {
    process.kill(-pid);
  } catch (e) {
    if (e.code !== "ESRCH") {
      throw e;
    }
  }
}

/** Says how a suite went; whether that is as it should be. */
function judge(name, { reports, again }, excluded) {
  const { failures, passes, pending } = sumOf(reports);
  const unexpected = failures.filter((failure) => !excluded[failure.fullTitle]);
  const late = unexpected.filter(({ fullTitle }) => passesAgain(fullTitle, again));
  const failed = unexpected.filter((failure) => !late.includes(failure));
  const surprises = passes.filter(({ fullTitle }) => excluded[fullTitle]);
  console.log(
    `${name}: ${passes.length + late.length} passed (${late.length} of them when tried again), ${failed.length} failed, ` +
      `${failures.length - unexpected.length} excluded, ${pending.length} skipped by the suite itself`,
  );
  late.forEach(({ fullTitle }) => console.log(`  passed when tried again: ${fullTitle}`));
  failed.forEach(({ fullTitle, err }) => console.log(`  FAILED: ${fullTitle}\n    ${err.message}`));
  Object.entries(excluded).forEach(([title, reason]) => console.log(`  excluded: ${title}\n    ${reason}`));
  surprises.forEach(({ fullTitle }) => console.log(`  PASSED, though excluded: ${fullTitle}`));
  return passes.length > 0 && failed.length + surprises.length === 0;
}

function sumOf(reports) {
  const all = (key) => reports.flatMap((report) => report[key]);
  return { failures: all("failures"), passes: all("passes"), pending: reports[0].pending };
}

function passesAgain(title, again) {
  return Array.from({ length: TRIES }).some(() => {
    const { failures, passes } = again(title);
    return passes.length > 0 && failures.length === 0;
  });
}

let good = true;
for (const [name, suite] of Object.entries(SUITES)) {
  if (port) {
    await warmUp(Number(port), suite.path);
  }
  good = judge(name, run(name, suite), port ? suite.excluded : {}) && good;
}
LEFT_OUT.forEach((what) => console.log(`not run: ${what}`));
process.exit(good ? 0 : 1);

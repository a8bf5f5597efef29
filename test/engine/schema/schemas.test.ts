import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { transformSync } from "esbuild";
import { compileSchemas, schemas } from "../../../engine/schema/compile.mjs";
import { checkDocument, line, validators } from "./built.ts";
import { mistakes } from "./mistakes.ts";
import { valid } from "./valid.ts";

const engine = new URL("../../../engine/", import.meta.url);
const documents = Object.entries(schemas).map(([id, { file }]) => {
  const url = new URL(file, engine);
  return { id: id as keyof typeof validators, file, url, schema: JSON.parse(readFileSync(url, "utf8")) };
});

test("every format has a schema, a validator and a valid example", () => {
  const ids = Object.keys(schemas).sort();
  assert.deepEqual(Object.keys(validators).sort(), ids);
  assert.deepEqual(Object.keys(valid).sort(), ids);
  for (const { id } of documents) assert.deepEqual(checkDocument(id, valid[id]).map(line), [], id);
});

test("every schema, definition and field is described", () => {
  for (const { file, schema } of documents) {
    const undescribed = [];
    let fields = 0;
    for (const [path, part, isField] of described(schema)) {
      if (isField) fields++;
      const text = part.description;
      if (typeof text !== "string" || text.trim() !== text || text.length < 8 || text.endsWith("."))
        undescribed.push(path);
    }
    assert.deepEqual(undescribed, [], file);
    assert.ok(fields > 0 || file.endsWith("agent-patch.schema.json"), `${file} has no fields`);
  }
});

test("a field that hosted vendors do not document says whose choice it is", () => {
  const condition = documents.find(({ id }) => id === "flowyte-playbook")?.schema.$defs.branch.properties.data;
  assert.match(condition.properties.condition.description, /Flowproof's choice/);
  for (const [path, { description }] of described(documents.find(({ id }) => id === "flowyte-skills")?.schema))
    if (path.includes("properties/")) assert.match(String(description), /Flowproof's choice/, path);
});

test("the validators say what the schema files say", () => {
  const ajv = new Ajv2020({ discriminator: true, strict: false, allErrors: true });
  for (const { url, schema } of documents) ajv.addSchema(schema, url.href);
  const samples = [
    ...Object.entries(valid),
    ...mistakes.map(({ format, text }) => [format, JSON.parse(text)] as const),
  ];
  for (const { id, url, schema } of documents) {
    assert.ok(ajv.validateSchema(schema), id);
    for (const [format, value] of samples) {
      if (format !== id) continue;
      // Unknown keys are ours: JSON Schema has no word for how serious they are.
      const problems = checkDocument(id, value).filter(({ message }) => !message.includes("not a known field"));
      assert.equal(ajv.validate(url.href, value), problems.length === 0, `${id}: ${JSON.stringify(value)}`);
    }
  }
});

test("compiling again does nothing when nothing has changed", async () => {
  const began = performance.now();
  assert.deepEqual(await compileSchemas(), { changed: false });
  assert.ok(performance.now() - began < 500);
});

test("the validators are small and need nothing", () => {
  const code = readFileSync(new URL("schema/validators.generated.js", engine), "utf8");
  assert.doesNotMatch(code, /\brequire\(|\bimport\b|\beval\(|new Function/);
  assert.ok(transformSync(code, { minify: true, format: "esm" }).code.length < 150_000);
});

/** The schema, its definitions and all its fields, but for what only adds to a field: conditions and unions. */
function* described(schema: Schema, path = "", isField = false): Iterable<[string, Schema, boolean]> {
  yield [path, schema, isField];
  for (const [key, field] of Object.entries(schema.properties ?? {}))
    yield* described(field, `${path}/properties/${key}`, true);
  for (const [key, field] of Object.entries(schema.patternProperties ?? {}))
    yield* described(field, `${path}/patternProperties/${key}`, true);
  for (const [key, part] of Object.entries(schema.$defs ?? {})) yield* described(part, `${path}/$defs/${key}`);
  for (const inner of [schema.items, schema.additionalProperties])
    for (const [key, field] of Object.entries(inner?.properties ?? {}))
      yield* described(field, `${path}/*/${key}`, true);
}

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
}

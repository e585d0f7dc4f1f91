import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../support/repository.js";

const read = (path: string) => readFileSync(join(root, path), "utf8");

test("the bench of imports loads the bindings that the adapter loads", () => {
  const folder = "packages/cdktf/src";
  const sources = readdirSync(join(root, folder)).map((name) => read(join(folder, name)));
  const imported = sources.flatMap((text) =>
    [...text.matchAll(/^(?:import (?!type)\{[^}]*\}|\}) from "(@cdktf\/provider-aws\/[^"]+)"/gm)].map(
      ([, name]) => name,
    ),
  );
  const required = [...read("bench/import/bindings.cjs").matchAll(/require\("(@cdktf\/provider-aws\/[^"]+)"\)/g)];
  expect(required.map(([, name]) => name).sort()).toEqual([...new Set(imported)].sort());
});

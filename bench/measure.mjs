import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The path of a file that `base`, a module's URL, names relative to itself. */
export const fileNextTo = (base, path) => fileURLToPath(new URL(path, base));

/** What a fresh process says on its standard output, which is one JSON object; and how long it lived, in milliseconds. */
export function sample(script, ...args) {
  const env = { ...process.env, FORCE_COLOR: "0", NODE_NO_WARNINGS: "1" };
  const start = performance.now();
  const said = execFileSync(process.execPath, [script, ...args], { encoding: "utf8", env, maxBuffer: 1 << 26 });
  return { ...JSON.parse(said), lived: performance.now() - start };
}

/**
 * Runs two variants in turn, each pair in the other order, so that what else the machine does affects both.
 *
 * @returns the samples of both, by pair
 */
export const alternate = (pairs, ours, theirs) => rounds(pairs, { ours, theirs });

/**
 * Runs variants in turn, each round in the other order.
 *
 * @returns the samples of all, by round
 */
export function rounds(count, variants) {
  const names = Object.keys(variants);
  return Array.from({ length: count }, (_, index) => {
    const order = index % 2 === 0 ? names : names.toReversed();
    return Object.fromEntries(order.map((name) => [name, variants[name]()]));
  });
}

/** One figure of both variants: medians, the median of the pairs' ratios with its middle half, the ratio of the least. */
export const compare = (pairs, figure) => compareBy((ours, theirs) => ours / theirs, pairs, figure);

/** The same, with differences in the place of ratios: for what is added to something else. */
export const compareDifference = (pairs, figure) => compareBy((ours, theirs) => ours - theirs, pairs, figure);

function compareBy(relation, pairs, figure) {
  const ours = pairs.map((pair) => pair.ours[figure]);
  const theirs = pairs.map((pair) => pair.theirs[figure]);
  const relations = ours.map((value, index) => relation(value, theirs[index]));
  return {
    ours: median(ours),
    theirs: median(theirs),
    relation: median(relations),
    middleHalf: [quantile(relations, 0.25), quantile(relations, 0.75)],
    ofLeast: relation(Math.min(...ours), Math.min(...theirs)),
  };
}

export const median = (values) => quantile(values, 0.5);

function quantile(values, context) {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * context;
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  return below + (above - below) * (position - Math.floor(position));
}

import { execFileSync } from "node:child_process";

/** What a fresh process says on its standard output, which is one JSON object. */
export function sample(script, ...args) {
  const env = { ...process.env, FORCE_COLOR: "0" };
  return JSON.parse(execFileSync(process.execPath, [script, ...args], { encoding: "utf8", env, maxBuffer: 1 << 26 }));
}

/**
 * Runs two variants in turn, each pair in the other order, so that what else the machine does falls on both alike.
 *
 * @returns the samples of both, by pair
 */
export function alternate(pairs, ours, theirs) {
  return Array.from({ length: pairs }, (_, index) => {
    if (index % 2 === 0) return { ours: ours(), theirs: theirs() };
    const second = theirs();
    return { ours: ours(), theirs: second };
  });
}

/** One figure of both variants: medians, the median of the pairs' ratios with its middle half, the ratio of the least. */
export function compare(pairs, figure) {
  const ratios = pairs.map(({ ours, theirs }) => ours[figure] / theirs[figure]);
  return {
    ours: median(pairs.map(({ ours }) => ours[figure])),
    theirs: median(pairs.map(({ theirs }) => theirs[figure])),
    ratio: median(ratios),
    middleHalf: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    ofLeast:
      Math.min(...pairs.map(({ ours }) => ours[figure])) / Math.min(...pairs.map(({ theirs }) => theirs[figure])),
  };
}

const median = (values) => quantile(values, 0.5);

function quantile(values, at) {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * at;
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  return below + (above - below) * (position - Math.floor(position));
}

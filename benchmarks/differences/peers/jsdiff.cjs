// jsdiff: diffWords with Intl.Segmenter, which its README recommends where words are not parted
// by spaces. Usage: node jsdiff.cjs PAIRS ANSWER, with NODE_PATH naming its node_modules.
const { readFileSync, writeFileSync } = require("node:fs");
const { diffWords } = require("diff");
const { version } = require("diff/package.json");

const [pairs, answer] = process.argv.slice(2);
const segmenters = new Map();

function segmenter(language) {
  if (!segmenters.has(language)) {
    segmenters.set(language, new Intl.Segmenter(language, { granularity: "word" }));
  }
  return segmenters.get(language);
}

const lines = [JSON.stringify({ version })];
readFileSync(pairs, "utf8").split("\n").filter(Boolean).forEach((line, number) => {
  const { language, old, new: other } = JSON.parse(line);
  const options = { intlSegmenter: segmenter(language) };
  if (!number) diffWords(old, other, options); // compiles
  const start = performance.now();
  const found = diffWords(old, other, options);
  const seconds = (performance.now() - start) / 1000;
  const pieces = found.map((one) => [one.added ? "+" : one.removed ? "-" : "=", one.value]);
  lines.push(JSON.stringify({ seconds, pieces }));
});
writeFileSync(answer, lines.join("\n") + "\n");

// Loaded before a program (node --require), in all its threads: adds the milliseconds in the file MOVED_CLOCK to its wall clock.
const { readFileSync } = require('node:fs');
const { env } = require('node:process');
const { performance } = require('node:perf_hooks');

const realNow = Date.now;
let movedByMs = 0;
let readMs = -Infinity;

Date.now = () => {
  if (performance.now() - readMs > 10) {
    readMs = performance.now();
    movedByMs = Number(readFileSync(env.MOVED_CLOCK, 'utf8'));
  }
  return realNow() + movedByMs;
};

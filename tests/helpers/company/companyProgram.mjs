// The built server under a clock that its parent moves: told what the cameras say up to each step, it answers when the step is done.
import { argv } from 'node:process';
import { setImmediate as turn } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import process from 'node:process';

const [, , dist, dataDir, camerasDir, startMs] = argv;
const built = (path) => import(new URL(path, dist).href);
const { readConfig } = await built('server/config.js');
const { createApp } = await built('server/createApp.js');
const { createLog } = await built('server/http/createLog.js');
const { ourNetworks } = await built('models/networkSpec.js');

/** Presence and coverage look at the clock in every step, the rest of the program less often: a month has half a million steps. */
const [finest, coarseMs] = [[200, 2_000], 20_000];
let nowMs = Number(startMs);
const timers = new Set();
const clock = {
  now: () => nowMs,
  every(ms, run) {
    const timer = { ms: !finest.includes(ms) ? Math.max(ms, coarseMs) : ms, run, nextMs: nowMs + ms };
    timers.add(timer);
    return () => timers.delete(timer);
  },
};
const cameras = new Map();
const seeing = { kind: 'seeing', frame: { width: 1280, height: 720 } };

const app = await createApp(readConfig({ port: 0, data: dataDir, cameras: camerasDir }, {}), {
  clock,
  log: createLog('warn', { write: (line) => process.stderr.write(line) }),
  inference: {
    networks: ourNetworks,
    infer: () => Promise.reject(new Error('nothing to infer')),
    connect: () => new MessageChannel().port1,
    stats: () => ({}),
    stop: () => Promise.resolve(),
  },
  startCamera(setup, owner) {
    cameras.set(setup.cameraId, owner);
    return {
      ...{ watch() {}, pictureTaken() {}, setZones() {}, blurUnknown() {}, named() {} },
      snapshot: () => Promise.resolve(null),
      stop: () => Promise.resolve(),
    };
  },
  passwordCost: { memoryCost: 8, timeCost: 1 },
});
const { url } = await app.listen();

async function settle(turns) {
  for (let each = 0; each < turns; each += 1) await turn();
}

async function step({ atMs, says }) {
  nowMs = atMs;

  for (const { cameraId, message } of says) cameras.get(cameraId)?.onMessage(message);
  for (const timer of [...timers])
    if (nowMs >= timer.nextMs && timers.has(timer)) {
      timer.nextMs = nowMs + timer.ms;
      timer.run();
    }
  await settle(says.length > 0 ? 6 : 2);
}

process.on('message', async (message) => {
  if (message.kind === 'steps') {
    for (const each of message.steps) {
      await step(each);
      if (message.tells) process.send({ kind: 'at', atMs: nowMs });
    }
    await settle(20);
    process.send({ kind: 'done' });
  } else {
    await app.stop();
    process.disconnect();
  }
});
for (const owner of cameras.values()) owner.onMessage({ kind: 'health', atMs: nowMs, health: seeing });
await settle(20);
process.send({ kind: 'ready', url });

// The program that has its hands in the folder, on a disk that breaks at the nth write of rows: `half:2` half of it, and its server dies;
// `self:2` and it dies itself; `full:2` there is no room any more; `hang:2:FILE` nothing happens until FILE is there, and then it is written;
// `hangHalf:2:FILE` so, with half of it written before. `hang:try:FILE` hangs where a folder is tried.
import { existsSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import { argv, kill, pid, ppid } from 'node:process';

const [, , dist, fault] = argv;
const { serveShare } = await import(new URL('server/hours/serveShare.js', dist).href);
const [kind, nth, free] = fault.split(':');
let writes = 0;

// As a call that never returns: whoever ends is not heard, and nothing else is done.
function hang() {
  writeFileSync(`${free}.hangs`, '');
  const never = new Int32Array(new SharedArrayBuffer(4));
  // Nor longer than the test.
  while (!existsSync(free) && existsSync(`${free}.hangs`)) Atomics.wait(never, 0, 0, 20);
}

async function broken(write, buffer, offset, length, position) {
  const half = () => write(buffer, offset, Math.ceil(length / 2), position);
  switch (kind) {
    case 'half':
    case 'self':
      await half();
      return kill(kind === 'half' ? ppid : pid, 'SIGKILL');
    case 'hang':
      hang();
      return write(buffer, offset, length, position);
    case 'hangHalf': {
      const done = await half();
      hang();
      return done;
    }
    default:
      return half();
  }
}

serveShare({
  ...fs,
  async open(...args) {
    const file = await fs.open(...args);
    const write = file.write.bind(file);
    file.write = (buffer, offset, length, position) => {
      // The lock.
      if (typeof buffer === 'string') return write(buffer, offset);
      writes += 1;
      if (writes === Number(nth)) return broken(write, buffer, offset, length, position);
      if (kind === 'full' && writes > Number(nth))
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      return write(buffer, offset, length, position);
    };
    return file;
  },
  async writeFile(path, ...rest) {
    if (nth === 'try' && path.includes('.whereabouts-')) hang();
    return fs.writeFile(path, ...rest);
  },
});

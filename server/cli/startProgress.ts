/** How far several recordings are: bars on a terminal, one line a finished recording elsewhere. */
import cliProgress from 'cli-progress';

export type Progress = {
  /** `totalMs` null: the recording does not say how long it is. */
  add(name: string, totalMs: number | null): { at(atMs: number): void; done(): void };
  stop(): void;
};

export function startProgress(count: number, out: NodeJS.WriteStream = process.stderr): Progress {
  return out.isTTY ? startBars(out) : startLines(count, out);
}

function startBars(stream: NodeJS.WriteStream): Progress {
  const format = '{bar} {percentage}% {name}';
  const bars = new cliProgress.MultiBar(
    { format, stream, hideCursor: true },
    cliProgress.Presets.shades_grey,
  );
  return {
    add(name, totalMs) {
      const bar = bars.create(totalMs ?? 1, 0, { name });
      return {
        at: (atMs) => bar.update(totalMs === null ? 0 : Math.min(atMs, totalMs), { name }),
        done: () => bar.update(bar.getTotal(), { name }),
      };
    },
    stop: () => bars.stop(),
  };
}

function startLines(count: number, out: NodeJS.WriteStream): Progress {
  let finished = 0;
  return {
    add: (name) => ({
      at: () => undefined,
      done: () => void out.write(`${++finished} of ${count}: ${name}\n`),
    }),
    stop: () => undefined,
  };
}

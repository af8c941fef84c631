/** The newest lines of the log in memory, bounded. What an error says of a value stays out: it may be a name or a face. */

const linesMax = 2_000;
const lineMaxLength = 1_000;
const framesMax = 15;

export function createLogRing(max = linesMax) {
  const ring: string[] = [];
  let next = 0;
  return {
    add(line: string): void {
      ring[next] = keptLine(line);
      next = (next + 1) % max;
    },
    /** Oldest first. */
    lines: (): string[] => [...ring.slice(next), ...ring.slice(0, next)],
  };
}

/** The line; of one with an error, or a long one, only what holds no values. */
export function keptLine(line: string): string {
  if (line.length <= lineMaxLength && !/"err(or)?":/.test(line)) return line.trimEnd();
  try {
    const { level, time, msg, err, error, reference, request } = JSON.parse(line) as Record<string, unknown>;
    const kept = { level, time, msg: short(msg), reference: short(reference), request: short(request) };
    return JSON.stringify({ ...kept, err: keptError(err ?? error) });
  } catch {
    return JSON.stringify({ msg: 'a line that was no JSON was left out' });
  }
}

const short = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.slice(0, lineMaxLength / 2) : undefined;

function keptError(error: unknown): object | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { type, code, message, stack } = error as Record<string, unknown>;
  const frames = typeof stack === 'string' ? stack.split('\n').filter((row) => /^\s+at /.test(row)) : [];
  // Our own sentences name files and cameras, which are what one looks for.
  const isOurs = type === 'UserFacingError';
  const said = typeof message === 'string' ? (isOurs ? message : withoutValues(message)) : undefined;
  return { type: short(type), code: short(code), message: short(said), stack: frames.slice(0, framesMax) };
}

/** knex puts the whole query with its values before what the database says. */
function withoutValues(message: string): string {
  const isQuery = /^\s*(insert|update|delete|select|with|replace)\b/i.test(message);
  const at = message.lastIndexOf(' - ');
  const said = isQuery ? (at < 0 ? 'a query failed' : `a query failed: ${message.slice(at + 3)}`) : message;
  return said.replace(/'[^']*'|"[^"]*"/g, '"…"');
}

/** What became of commands: `ID=101&Return=0&CMD=DATA`, a line each; some are followed by lines that belong to them. */
import { type Keyed, keyedOf } from './keyed.ts';

export type CommandResult = { id: number; returned: number; verb: string; more: Keyed };

/** What is no result is left out. */
export function readResults(lines: readonly string[]): CommandResult[] {
  const results: string[][] = [];
  for (const line of lines) {
    if (/^ID=/i.test(line)) results.push([line]);
    else results.at(-1)?.push(line);
  }
  return results.flatMap((each) => resultOf(each) ?? []);
}

function resultOf(lines: string[]): CommandResult | null {
  const [first = ''] = lines;
  const more = keyedOf([...first.split('&'), ...lines.slice(1)].join('\n'), '\n');
  const [id, returned] = [more.get('id'), more.get('return')];
  if (id === undefined || returned === undefined) return null;
  if (!/^\d{1,15}$/.test(id) || !/^-?\d{1,9}$/.test(returned)) return null;
  return { id: Number(id), returned: Number(returned), verb: (more.get('cmd') ?? '').slice(0, 40), more };
}

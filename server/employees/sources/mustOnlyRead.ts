import { unreadable } from './sourceLimits.ts';

/** A first look, for a clear sentence: what really refuses to write is the database. Throws EMPLOYEES_UNREADABLE. */
export function mustOnlyRead(what: string, query: string): void {
  const bare = query
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .trim()
    .replace(/;\s*$/, '');
  const remedy = 'Write one SELECT, without a semicolon.';
  if (!/^(select|with|values)\b/i.test(bare)) throw unreadable(what, 'the query is not a SELECT', remedy);
  if (bare.replace(/'(?:[^']|'')*'/g, "''").includes(';'))
    throw unreadable(what, 'the query has more than one statement', remedy);
}

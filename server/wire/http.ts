/** Requests over HTTP. Types only. */

/** What every refused request answers with. `code` is in ERRORS.md. */
export type Problem = { error: { code: string; message: string; fields?: Record<string, string> } };

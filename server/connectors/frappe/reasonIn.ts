/** Why Frappe refused something, as its answer says it. Pure. */

type Refusal = { _server_messages?: unknown; exception?: unknown; message?: unknown };

const longestReason = 300;

/** Empty: it does not say. Tags are left out: it is shown as text. */
export function reasonIn(body: object | null): string {
  const { _server_messages, exception, message } = (body ?? {}) as Refusal;
  const said = messagesIn(_server_messages).join(' ') || lastLine(exception) || textOf(message);
  return said
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestReason);
}

/** A JSON list of JSON objects, as text. */
function messagesIn(value: unknown): string[] {
  const list = typeof value === 'string' ? parsed(value) : value;
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown) => {
    const read = typeof each === 'string' ? parsed(each) : each;
    const text = textOf(typeof read === 'object' && read ? (read as Refusal).message : each);
    return text === '' ? [] : [text];
  });
}

const lastLine = (value: unknown): string =>
  textOf(value)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .at(-1)
    ?.replace(/^[\w.]+(Error|Exception): */, '') ?? '';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

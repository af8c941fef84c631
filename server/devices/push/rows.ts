/** What a terminal that calls us sends, taken apart. Every field is as a stranger sent it: checked for its shape, and no more. */

/** `att`: attendance PUSH 2.x. `acc`: security PUSH 3.x, of terminals in access control mode. */
export type PushDialect = 'att' | 'acc';

export type PushPunch = {
  userId: string;
  /** As its clock showed: `2026-11-20T08:01:02`. */
  at: string;
  /** 0 in, 1 out, 2 and 3 break, 4 and 5 overtime, else undefined. */
  status: number;
  verify: number;
  workCode: string;
};

/** Without its PIN: nothing here has a use for it. */
export type PushUser = { userId: string; name: string; privilege: number; card: string; group: string };

export type TemplateKind = 'finger' | 'face' | 'photo' | 'bio';
export type PushTemplate = {
  userId: string;
  kind: TemplateKind;
  /** Finger, part of a face, type of a photo; of `bio`, its number and index. */
  number: number;
  /** null: that of the terminal it came from. `bio`: `type:major.minor.format`. */
  algorithm: string | null;
  template: Buffer;
};

/** Kept as it came, without what is secret in it. */
export type RawRow = { table: string; row: string; problem: string };

export type Upload = {
  punches: PushPunch[];
  users: PushUser[];
  templates: PushTemplate[];
  raw: RawRow[];
  options: Map<string, string>;
  /** Rows of any kind; the answer repeats it. */
  rows: number;
  /** Known, and of no use here: door states, photos of a punch. */
  passedOver: number;
};

export const emptyUpload = (): Upload => ({
  ...{ punches: [], users: [], templates: [], raw: [], options: new Map<string, string>() },
  ...{ rows: 0, passedOver: 0 },
});

export const userIdMost = 24;

/** Printable and short, or null. */
export function userIdOf(text: string | undefined): string | null {
  const id = (text ?? '').trim();
  return /^[\x21-\x7e]{1,24}$/.test(id) ? id : null;
}

/** A whole number of a byte or so; null for anything else. */
export function smallNumber(text: string | undefined, otherwise: number): number | null {
  const told = (text ?? '').trim();
  if (told === '') return otherwise;
  return /^-?\d{1,5}$/.test(told) ? Number(told) : null;
}

/** Templates, pictures and PINs stay out of what is kept of a row that could not be read. */
export function withoutSecrets(row: string): string {
  const open = row
    .replace(/\b(passwd|password)=[^\t\r\n&]*/gi, '$1=•••')
    .replace(
      /\b(tmp|template|content)=([^\t\r\n]*)/gi,
      (_all, key: string, value: string) => `${key}=<${value.length} characters>`,
    )
    .replace(/[A-Za-z0-9+/]{120,}={0,2}/g, (value) => `<${value.length} characters>`);
  return open.length > rawMost ? `${open.slice(0, rawMost)}… (${open.length} characters)` : open;
}

const rawMost = 4_000;

/** OPERLOG and BIODATA: lines that each begin with what they are: users, fingers, faces, photos, and what was done at the keys. */
import { base64Of, type Keyed, keyedOf, sizeFits } from './keyed.ts';
import { type PushTemplate, smallNumber, type Upload, userIdOf, withoutSecrets } from './rows.ts';

export function readOperations(lines: readonly string[], into: Upload): void {
  for (const line of lines) {
    into.rows++;
    const [, word = '', rest = ''] = /^([A-Za-z]+)[ \t]+(.*)$/s.exec(line) ?? [];
    const problem = readOne(word.toUpperCase(), keyedOf(rest), into);
    if (problem !== null)
      into.raw.push({ table: word.toUpperCase() || 'OPERLOG', row: withoutSecrets(line), problem });
  }
}

/** What is wrong, or null. */
export function readOne(word: string, fields: Keyed, into: Upload): string | null {
  switch (word) {
    case 'USER':
      return readUser(fields, into);
    case 'FP':
    case 'FINGERTMP':
    case 'TEMPLATEV10':
    case 'FACE':
    case 'BIODATA':
    case 'USERPIC':
    case 'BIOPHOTO':
      return readTemplate(word, fields, into);
    case 'OPLOG':
      return 'what was done at its keys; kept as it came';
    default:
      return 'a kind of line that is not known here';
  }
}

function readUser(fields: Keyed, into: Upload): string | null {
  const userId = userIdOf(fields.get('pin'));
  if (userId === null) return 'its user id is not of 1 to 24 letters and digits';
  const privilege = smallNumber(fields.get('pri') ?? fields.get('privilege'), 0);
  if (privilege === null) return 'its privilege is no number';
  const name = (fields.get('name') ?? '').replace(/\p{Cc}/gu, '').slice(0, 100);
  const card = cardOf(fields.get('card') ?? fields.get('cardno'));
  const group = (fields.get('grp') ?? fields.get('group') ?? '').slice(0, 20);
  into.users.push({ userId, name, privilege, card, group });
  return null;
}

/** Some firmware writes a card as `[0100000000]`, and none as 0. */
function cardOf(text = ''): string {
  const card = text.replace(/[[\]]/g, '').slice(0, 40);
  return /^0*$/.test(card) ? '' : card;
}

function readTemplate(word: string, fields: Keyed, into: Upload): string | null {
  const userId = userIdOf(fields.get('pin'));
  if (userId === null) return 'its user id is not of 1 to 24 letters and digits';
  const text = fields.get('tmp') ?? fields.get('template') ?? fields.get('content');
  const template = base64Of(text);
  if (template === null) return 'what it holds is not base64';
  if (!sizeFits(fields.get('size'), text ?? '', template)) return 'it is not as long as it says';
  // A template that the terminal itself calls invalid is passed on to nobody.
  if (fields.get('valid') === '0') return 'the terminal says it is not valid';
  const kind = kindOf(word, fields);
  if (kind === null) return 'its numbers are none';
  into.templates.push({ userId, template, ...kind });
  return null;
}

type Kind = Pick<PushTemplate, 'kind' | 'number' | 'algorithm'>;

function kindOf(word: string, fields: Keyed): Kind | null {
  const number = (key: string, otherwise = 0): number | null => smallNumber(fields.get(key), otherwise);
  switch (word) {
    case 'FACE':
      return numbered('face', number('fid'));
    case 'USERPIC':
      return { kind: 'photo', number: 0, algorithm: 'userpic' };
    case 'BIOPHOTO': {
      const type = number('type', 9);
      return type === null ? null : { kind: 'photo', number: type, algorithm: 'biophoto' };
    }
    case 'BIODATA':
      return bioOf([number('type', -1), number('no'), number('index')], fields);
    default:
      return numbered('finger', number('fid') === 0 ? number('fingerid') : number('fid'));
  }
}

const numbered = (kind: 'finger' | 'face', number: number | null): Kind | null =>
  number === null || number < 0 ? null : { kind, number, algorithm: null };

function bioOf([type, no, index]: (number | null | undefined)[], fields: Keyed): Kind | null {
  if (type == null || no == null || index == null || type < 0 || no < 0 || index < 0 || index > 99)
    return null;
  const [major = '', minor = '', format = ''] = ['majorver', 'minorver', 'format'].map(
    (key) => fields.get(key) ?? '0',
  );
  if (![major, minor, format].every((each) => /^\d{1,6}$/.test(each))) return null;
  return { kind: 'bio', number: no * 100 + index, algorithm: bioAlgorithm(type, major, minor, format) };
}

export const bioAlgorithm = (type: number, major: string, minor: string, format: string): string =>
  `${type}:${major}.${minor}.${format}`;

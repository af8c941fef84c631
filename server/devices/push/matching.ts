/** Which of a person's templates a terminal can use: of its own algorithm, and never a photo beside a template of the same face. */
import type { PushCommand } from './commands.ts';
import type { PushTemplate } from './rows.ts';

export type TakesTemplates = {
  fingerAlgorithm: string | null;
  faceAlgorithm: string | null;
  /** Versions by type, `0:1:0:…`; a version may be `58.12` or `58`. */
  bioVersions: string | null;
};

export type KnownTemplate = Pick<PushTemplate, 'userId' | 'kind' | 'number' | 'algorithm'>;
export type Matched = { commands: PushCommand[]; left: { template: KnownTemplate; why: string }[] };

export function templatesFor(terminal: TakesTemplates, templates: readonly KnownTemplate[]): Matched {
  const matched: Matched = { commands: [], left: [] };
  const withFace = new Set(
    templates.flatMap((each) => (whyNot(terminal, each) === null && isFace(each) ? each.userId : [])),
  );
  for (const template of templates) {
    const { userId, kind: of, number, algorithm } = template;
    const why =
      algorithm === 'biophoto' && withFace.has(userId)
        ? 'a template of this face is sent; a photo beside it would be a second one'
        : whyNot(terminal, template);
    if (why === null && algorithm !== null)
      matched.commands.push({ kind: 'updateTemplate', userId, of, number, algorithm });
    else matched.left.push({ template, why: why ?? 'of which algorithm it is, is not known' });
  }
  return matched;
}

function whyNot(terminal: TakesTemplates, { kind, algorithm }: KnownTemplate): string | null {
  if (algorithm === null || algorithm === '') return 'of which algorithm it is, is not known';
  switch (kind) {
    case 'finger':
      return differs('finger', terminal.fingerAlgorithm, algorithm);
    case 'face':
      return differs('face', terminal.faceAlgorithm, algorithm);
    case 'bio':
      return bioDiffers(terminal.bioVersions, algorithm);
    case 'photo':
      return null;
    default:
      return kind satisfies never;
  }
}

function differs(what: string, takes: string | null, has: string): string | null {
  if (takes === null) return `the terminal did not say which ${what} algorithm it has`;
  return versionOf(takes) === versionOf(has) ? null : `it is of algorithm ${has}, the terminal has ${takes}`;
}

/** `10` and `10.0` are one. */
const versionOf = (text: string): string =>
  text
    .trim()
    .replace(/^0+(?=\d)/, '')
    .replace(/\.0+$/, '');

function bioDiffers(versions: string | null, algorithm: string): string | null {
  const [type = '', has = ''] = algorithm.split(':');
  const takes = versions?.split(':')[Number(type)];
  if (takes === undefined || /^0*$/.test(takes)) return 'the terminal takes none of this type';
  const [major, minor] = has.split('.');
  const told = takes.split('.');
  const same = told[0] === major && (told[1] === undefined || Number(told[1]) === Number(minor));
  return same ? null : `it is of algorithm ${major}.${minor}, the terminal has ${takes}`;
}

/** A comparison photo is of visible light, type 9. */
const isFace = ({ kind, algorithm }: KnownTemplate): boolean =>
  kind === 'bio' && (algorithm ?? '').startsWith('9:');

/** Which of somebody's templates a terminal lacks and can take, and why not the others. Pure. */
import { templatesFor } from '../push/matching.ts';
import type { TemplateKind } from '../push/rows.ts';
import type { CompanyNow, Copy, TerminalNow } from './planTypes.ts';
import { syncProblems } from './syncProblems.ts';
import { type HeldTemplate, placeOf, type SyncRow, type TemplateOf } from './syncRow.ts';

export type Missing = { templates: HeldTemplate[]; problem: string | null };

export function missingTemplates(
  row: SyncRow,
  personId: string,
  now: Pick<TerminalNow, 'takes' | 'kinds'>,
  company: Pick<CompanyNow, 'copies' | 'hasConsent' | 'withdrawnAtMs'>,
): Missing {
  if (company.withdrawnAtMs(personId) !== null) return { templates: [], problem: null };
  const copies = company.copies(personId, row);
  // Nearly always, and for everybody on every terminal: what all others have is here.
  if (copies.every((copy) => row.templates.some((each) => isSame(each, copy))))
    return { templates: [], problem: null };
  const mine = new Map(row.templates.map((each) => [placeOf(each), each]));
  const news = [...newest(copies).values()].filter((copy) => isNews(copy, mine.get(placeOf(copy))));
  const agreed = news.filter((each) => mayPass(each, company.hasConsent(personId)));
  const carried = agreed.filter(({ kind }) => now.kinds.includes(kind));
  const userId = row.userId;
  // What is there already counts when a photo would stand beside a template of the same face.
  const all = [...row.templates, ...carried].map((each) => ({ ...each, userId }));
  const { commands, left } = templatesFor(now.takes, all);
  const taken = new Set(
    commands.flatMap((each) => (each.kind === 'updateTemplate' ? placeOf({ ...each, kind: each.of }) : [])),
  );
  const templates = carried.filter((each) => taken.has(placeOf(each)));
  const other = carried.find(
    (each) =>
      !taken.has(placeOf(each)) &&
      each.kind !== 'photo' &&
      left.some(({ template }) => template.kind === each.kind && template.number === each.number),
  );
  const uncarried = agreed.find(({ kind }) => !now.kinds.includes(kind));
  const problem = problemOf({ withoutConsent: agreed.length < news.length, uncarried, other });
  return { templates, problem };
}

function problemOf(left: {
  withoutConsent: boolean;
  uncarried: { kind: TemplateKind } | undefined;
  other: { kind: TemplateKind } | undefined;
}): string | null {
  if (left.other) return syncProblems.otherAlgorithm(left.other.kind);
  if (left.uncarried) return syncProblems.unsupported(left.uncarried.kind);
  return left.withoutConsent ? syncProblems.withoutConsent() : null;
}

/** Fingers were put there by their owners, for this; a face is passed on only of somebody whose consent is recorded. */
export const mayPass = ({ kind }: Pick<TemplateOf, 'kind'>, hasConsent: boolean): boolean =>
  kind === 'finger' || hasConsent;

/** Of each finger and face the one that came last. */
function newest(copies: readonly Copy[]): Map<string, Copy> {
  const best = new Map<string, Copy>();
  for (const copy of copies) {
    const before = best.get(placeOf(copy));
    if (!before || before.changedAtMs < copy.changedAtMs) best.set(placeOf(copy), copy);
  }
  return best;
}

const isSame = (a: HeldTemplate, b: HeldTemplate): boolean =>
  a.hash === b.hash && a.number === b.number && a.kind === b.kind && a.algorithm === b.algorithm;

/** Two that were there from the beginning are left as they are: both are of the same person. */
const isNews = (copy: HeldTemplate, mine: HeldTemplate | undefined): boolean =>
  mine === undefined || (mine.hash !== copy.hash && copy.changedAtMs > mine.changedAtMs);

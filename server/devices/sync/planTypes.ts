/** What a plan is made of, and what it says. */
import type { TakesTemplates } from '../push/matching.ts';
import type { TemplateKind } from '../push/rows.ts';
import type { HeldTemplate, RecordOf, SyncRow } from './syncRow.ts';
import type { Wishes } from './wantedOf.ts';

export type HeldUser = RecordOf & { userId: string };

/** What can be done at a terminal, and what it holds now. */
export type TerminalNow = {
  deviceId: string;
  /** When its users were read. */
  readAtMs: number;
  users: ReadonlyMap<string, HeldUser>;
  takes: TakesTemplates;
  kinds: readonly TemplateKind[];
  /** Whether every template on it is known. */
  knowsTemplates: boolean;
  /** It may hold faces that cannot be read. */
  hidesFaces: boolean;
  /** What it holds is never known for sure: whoever took their consent back is cleaned there once, whatever it told. */
  cleansBlind: boolean;
  numericIds: boolean;
  /** null: it did not say how many it takes. */
  capacity: { users: number | null; fingers: number | null };
  fingers: number;
  /** What of a name it can hold. */
  fits: (name: string) => string;
  isNamed: (held: string, wished: string) => boolean;
};

/** A template somewhere else: on another terminal, or (deviceId null) stored here. */
export type Copy = HeldTemplate & {
  deviceId: string | null;
  /** It stays where it is: it is stored, or on a terminal of their areas. */
  safe: boolean;
};

/** The company, as far as people on terminals are concerned. */
export type CompanyNow = {
  whose: (userId: string) => string | null;
  exists: (personId: string) => boolean;
  /** They are here, and do not work here any more. */
  hasLeft: (personId: string) => boolean;
  hasConsent: (personId: string) => boolean;
  withdrawnAtMs: (personId: string) => number | null;
  /** Of everything but this row. */
  copies: (personId: string, except: SyncRow | null) => readonly Copy[];
  /** Whether a terminal of their areas, other than this one, could take it. */
  othersTake: (personId: string, template: HeldTemplate, except: SyncRow) => boolean;
  /** As it is on another terminal; empty: none is known. */
  cardOf: (personId: string) => string;
};

export type PlanNeeds = {
  now: TerminalNow;
  wishes: Wishes;
  rows: ReadonlyMap<string, SyncRow>;
  company: CompanyNow;
  nowMs: number;
  /** What was refused is tried again at once. */
  force: boolean;
};

export type DeleteReason = 'deactivated' | 'erased' | 'elsewhere' | 'renumbered';
type Of = { userId: string; personId: string | null };
export type Step =
  | (Of & { kind: 'delete'; why: DeleteReason; lastAdministrator: boolean })
  /** Everything biometric goes. */
  | (Of & { kind: 'clean'; templates: readonly HeldTemplate[]; whole: boolean })
  | (Of & { kind: 'write'; name: string; isNew: boolean; card: string })
  | (Of & { kind: 'template'; template: HeldTemplate });

export type Plan = {
  /** Of everybody on the terminal, and everybody who should be. */
  rows: SyncRow[];
  /** Of nobody any more. */
  forget: string[];
  /** Deletions first: they make room. */
  steps: Step[];
};

/** What is left of a plan when it is made; of whoever was touched meanwhile it says nothing, which is not that nothing is wanted. */
export type PlanLeft = Plan & {
  /** It says all there is to say. */
  isWhole: boolean;
  /** What it does not say of them is not wanted. */
  speaksOf: (userId: string) => boolean;
};
export type Todo = Pick<PlanLeft, 'steps' | 'speaksOf'>;

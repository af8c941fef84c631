/** One terminal as synchronising sees it, however it is spoken with. */
import type { Step, TerminalNow, Todo } from './planTypes.ts';
import type { HeldTemplate, TemplateOf } from './syncRow.ts';

/** With its bytes, in memory only. */
export type FoundTemplate = TemplateOf & { hash: string; template: Buffer };

export type Looked = {
  /** null: nobody ever saw who is on it. */
  now: TerminalNow | null;
  /** false: what was known before; nothing can be done now. */
  reached: boolean;
  /** By user id, everything it holds; null: not read this time. */
  templates: ReadonlyMap<string, readonly FoundTemplate[]> | null;
};

export type Outcome = {
  step: Step;
  /** `ordered`: it is to do it, and tells later; `notHere`: the template has to come first. */
  result: 'done' | 'failed' | 'ordered' | 'notHere';
  problem: string | null;
};

export type SyncTarget = {
  /** Reads it when that is possible. `templates`: their bytes are wanted. `again`: what is known is not enough. */
  look: (wish: { templates: boolean; again: boolean }) => Promise<Looked>;
  /** In order; one that is not answered for was not tried. Rejects when the terminal is lost. */
  act: (todo: Todo, bytesOf: BytesOf, ended: Ended) => Promise<void>;
};
/** null: it is not here now. */
export type BytesOf = (step: {
  personId: string | null;
  userId: string;
  template: HeldTemplate;
}) => Promise<Buffer | null>;
/** Called as steps end, a few at a time. */
export type Ended = (outcomes: readonly Outcome[]) => Promise<void>;

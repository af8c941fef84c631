/** What terminals that call are to do for synchronising: ordered, and taken back when it is not wanted any more. */
import type { Knex } from 'knex';
import type { PushCommand } from '../push/commands.ts';
import type { PushDevice } from '../push/pushStore.ts';
import type { PushTemplate } from '../push/rows.ts';
import { createCleanings } from './createCleanings.ts';
import { createDoubts } from './createDoubts.ts';
import { createTemplateAsks } from './createTemplateAsks.ts';
import { createTemplateReads } from './createTemplateReads.ts';
import { createUserAnswers } from './createUserAnswers.ts';
import type { Step } from './planTypes.ts';
import type { TemplateOf } from './syncRow.ts';

/** What the PUSH server offers. */
export type PushHands = {
  /** null: too much waits for it already. */
  order: (deviceId: string, command: PushCommand) => Promise<number | null>;
  hold: (template: PushTemplate, personId: string | null) => void;
  /** Returns how to stop hearing. */
  hear: (hearing: PushHearing) => () => void;
};
export type PushHearing = {
  usersCame: (device: PushDevice, userIds: readonly string[]) => void;
  templatesCame: (device: PushDevice, templates: readonly PushTemplate[]) => void;
  /** It told how many it holds. */
  countsCame: (deviceId: string) => void;
  commandEnded: (
    device: PushDevice,
    command: PushCommand,
    well: boolean,
    more?: { why: string; returned: number | null; notHere?: boolean },
  ) => void;
};
type TemplateAt = TemplateOf & { userId: string };
export type PushHandsOn = ReturnType<typeof createPushHands>;

const ours: readonly PushCommand['kind'][] = [
  'updateUser',
  'deleteUser',
  'updateTemplate',
  'deleteTemplates',
];
/** A terminal that is away for weeks is not buried under them: the next follow when these ended. */
export const openMost = 200;

export function createPushHands(db: Knex, companyId: string, push: PushHands, now: () => number) {
  /** What a command was ordered for; after a restart it is worked out anew. */
  const steps = new Map<string, Step>();
  const open = (deviceId: string) =>
    db('device_commands')
      .where({ companyId, deviceId })
      .whereIn('state', ['waiting', 'sent'])
      .select<{ id: number; command: string; state: string }[]>('id', 'command', 'state');
  const asks = createTemplateAsks(now);
  const keyOf = (deviceId: string, command: PushCommand): string => `${deviceId} ${JSON.stringify(command)}`;

  return {
    hold: push.hold,
    async isOpen(deviceId: string, kind: PushCommand['kind']): Promise<boolean> {
      return (await open(deviceId)).some(({ command }) => command.startsWith(`{"kind":"${kind}"`));
    },
    hasOpen: async (deviceId: string): Promise<boolean> => (await open(deviceId)).some(isOurs),
    order: async (deviceId: string, command: PushCommand): Promise<boolean> =>
      (await push.order(deviceId, command)) !== null,
    /** One that only it has; whatever it sends comes by itself. */
    async askTemplate(deviceId: string, { userId, kind, number, algorithm }: TemplateAt): Promise<void> {
      const command = { kind: 'queryTemplate' as const, userId, of: kind, number, algorithm };
      if (asks.mayAsk(deviceId, command)) await push.order(deviceId, command);
    },
    asks,
    /**
     * These, in this order, as far as there is room; those it works on already go on. Others that wait are taken back where that may be:
     * not those of whom the plan says nothing, nor those that are not ours.
     */
    async orderAll(
      deviceId: string,
      wanted: readonly { step: Step; command: PushCommand }[],
      mayTakeBack: (userId: string) => boolean,
    ): Promise<Set<Step>> {
      const texts = new Map(wanted.map(({ command, step }) => [JSON.stringify(command), { command, step }]));
      const before = (await open(deviceId)).filter(isOurs);
      const stale = before.flatMap(({ id, command, state }) =>
        state === 'waiting' && !texts.has(command) && mayTakeBack(userIdIn(command)) ? id : [],
      );
      if (stale.length > 0)
        await db('device_commands').where({ companyId, state: 'waiting' }).whereIn('id', stale).delete();
      const there = new Set(before.flatMap(({ id, command }) => (stale.includes(id) ? [] : command)));
      const ordered = new Set<Step>();
      let count = there.size;
      for (const [text, { command, step }] of texts) {
        if (!there.has(text) && (count >= openMost || (await push.order(deviceId, command)) === null))
          continue;
        if (!there.has(text)) count++;
        steps.set(keyOf(deviceId, command), step);
        ordered.add(step);
      }
      return ordered;
    },
    stepOf: (deviceId: string, command: PushCommand): Step | undefined => {
      const key = keyOf(deviceId, command);
      const step = steps.get(key);
      steps.delete(key);
      return step;
    },
    /** When everybody on a terminal was asked for. */
    queriedAtMs: new Map<string, number>(),
    /** Those that said they sent everybody, while the last of them may still come. */
    settling: new Set<string>(),
    answers: createUserAnswers(),
    doubts: createDoubts(),
    templatesAskedAtMs: new Map<string, number>(),
    reads: createTemplateReads(),
    cleanings: createCleanings(),
  };
}

const userIdIn = (command: string): string => (JSON.parse(command) as { userId?: string }).userId ?? '';
const isOurs = ({ command }: { command: string }): boolean =>
  ours.some((kind) => command.startsWith(`{"kind":"${kind}"`));

/**
 * Whether everything that a terminal that calls holds came here: it was asked for, kind by kind, and answered. In memory only: after a
 * restart nobody knows what was on its way, and it is asked again.
 */
import type { PushCommand } from '../push/commands.ts';
import type { PushTemplate } from '../push/rows.ts';

export type TemplateReads = ReturnType<typeof createTemplateReads>;
type Read = {
  /** Types that are still to be answered. */
  left: Set<number>;
  /** How many rows of a type it said it sent, and which came. */
  told: Map<number, number>;
  came: Map<number, Set<string>>;
};
export type TypeEnded = { well: boolean; returned: number | null; bioVersions: string | null };

/** Fingers, faces of near infrared, palms, faces of visible light, palms of it; others where it says it has them. */
const usualTypes = [1, 2, 6, 8, 9, 10];
const unknownCommand = -1002;

export function createTemplateReads() {
  const reads = new Map<string, Read>();
  const whole = new Set<string>();
  return {
    /** What it is to be asked, in this order. */
    begin(deviceId: string, bioVersions: string | null): PushCommand[] {
      const types = typesOf(bioVersions);
      reads.set(deviceId, { left: new Set(types), told: new Map(), came: new Map() });
      return types.map((type) => ({ kind: 'queryTemplates' as const, type }));
    },
    came(deviceId: string, templates: readonly PushTemplate[]): void {
      const read = reads.get(deviceId);
      if (!read) return;
      for (const { userId, kind, number, algorithm } of templates) {
        const type = kind === 'bio' ? Number((algorithm ?? '').split(':')[0]) : NaN;
        if (Number.isNaN(type)) continue;
        read.came.set(type, (read.came.get(type) ?? new Set()).add(`${userId} ${number}`));
      }
    },
    /**
     * `counts`: all types are answered, and what it counts is to be asked. `end`: that came too, and some of the rest may still be on its
     * way. Counts that came before, asked for by somebody else, are none: what is enrolled meanwhile would be on neither side.
     */
    ended(deviceId: string, command: PushCommand, how: TypeEnded): 'counts' | 'end' | null {
      const read = reads.get(deviceId);
      if (!read) return null;
      if (command.kind === 'tellInfo') return read.left.size === 0 ? 'end' : null;
      if (command.kind !== 'queryTemplates' || !isAnswered(command.type, how)) return null;
      read.left.delete(command.type);
      read.told.set(command.type, how.returned ?? 0);
      return read.left.size === 0 ? 'counts' : null;
    },
    /** The last of it has come, or will not. */
    settle(deviceId: string): void {
      const read = reads.get(deviceId);
      if (!read || read.left.size > 0) return;
      reads.delete(deviceId);
      if ([...read.told].every(([type, told]) => (read.came.get(type)?.size ?? 0) >= told))
        whole.add(deviceId);
    },
    isWhole: (deviceId: string): boolean => whole.has(deviceId),
    /** Something of it was not taken. */
    forget(deviceId: string): void {
      whole.delete(deviceId);
      reads.delete(deviceId);
    },
  };
}

function typesOf(bioVersions: string | null): number[] {
  const told = (bioVersions ?? '').split(':').flatMap((_, type) => (hasType(bioVersions, type) ? type : []));
  return [...new Set([...usualTypes, ...told])].filter((type) => type <= 10).sort((a, b) => a - b);
}

const hasType = (bioVersions: string | null, type: number): boolean =>
  !/^0*$/.test(bioVersions?.split(':')[type]?.trim() ?? '');

/** A terminal that has none of a type, or no such table, says so by refusing. */
function isAnswered(type: number, { well, returned, bioVersions }: TypeEnded): boolean {
  if (well) return true;
  return bioVersions === null ? returned === unknownCommand : !hasType(bioVersions, type);
}

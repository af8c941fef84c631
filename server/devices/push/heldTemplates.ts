/** Templates on their way from one terminal to others, where the company stores none: in memory, for a while. */
import type { PushTemplate } from './rows.ts';

export type HeldTemplates = ReturnType<typeof createHeldTemplates>;

const bytesMost = 64 * 1024 * 1024;

export function createHeldTemplates(most = bytesMost) {
  const held = new Map<string, { template: Buffer; personId: string | null }>();
  let bytes = 0;
  let forgotten = 0;
  const drop = (key: string): void => {
    bytes -= held.get(key)?.template.length ?? 0;
    held.delete(key);
  };
  return {
    /** `personId`: whose it is; null: whoever has the number. */
    hold(template: PushTemplate, personId: string | null = null): void {
      const key = keyOf(template);
      drop(key);
      held.set(key, { template: template.template, personId });
      bytes += template.template.length;
      for (const [oldest] of held) {
        if (bytes <= most) break;
        drop(oldest);
        forgotten++;
      }
    },
    find: (of: Omit<PushTemplate, 'template'>) => held.get(keyOf(of)) ?? null,
    forgotten: () => forgotten,
  };
}

const keyOf = ({ userId, kind, number, algorithm }: Omit<PushTemplate, 'template'>): string =>
  JSON.stringify([userId, kind, number, algorithm ?? '']);

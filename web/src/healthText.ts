import { msg } from '@lit/localize';
import type { HealthView } from '../../server/wire.ts';

export const healthColours = { starting: 'warn', seeing: 'good', blind: 'bad' } as const;

export function healthText(kind: HealthView['kind']): string {
  switch (kind) {
    case 'starting':
      return msg('starting');
    case 'seeing':
      return msg('working');
    case 'blind':
      return msg('no picture');
    default:
      return kind satisfies never;
  }
}

/** Why somebody's state is what it is. */
import type { Why } from '../../../server/wire.ts';
import { call, part } from '../api.ts';

export const presenceApi = {
  why: (personId: string) => call<Why>('GET', `people/${part(personId)}/why`),
};

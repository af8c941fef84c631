/** Why somebody's state is what it is, and when their name was in two places. */
import type { DoubleView, Why } from '../../../server/wire.ts';
import { call, list, part } from '../api.ts';

export const presenceApi = {
  why: (personId: string) => call<Why>('GET', `people/${part(personId)}/why`),
  doubles: (personId: string, fromMs: number, toMs: number) =>
    list<DoubleView>(`people/${part(personId)}/doubles?from=${Math.floor(fromMs)}&to=${Math.ceil(toMs)}`),
};

/** Following a person by camera is recorded: who did it, and whom. */
import { call, part } from '../api.ts';

export const recordTracking = (personId: string): Promise<unknown> =>
  call<unknown>('POST', `people/${part(personId)}/track`, {});

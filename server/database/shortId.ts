import { randomBytes } from 'node:crypto';

/** For what stands in every row and every index of the largest tables, as a company or a terminal does: there a UUID is a good part of all that is written. */
export const shortId = (): string => randomBytes(5).toString('hex');

/** The phones of the demo office, for its page. Only the demo has these routes. */
import { z } from 'zod';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { LocalMessage } from './localTwilio/localMessages.ts';

export type DemoPhones = {
  phones: () => { personId: string; name: string; number: string }[];
  /** Oldest first. */
  messages: (number: string) => readonly LocalMessage[];
  /** Somebody writes on this phone. */
  write: (number: string, text: string) => Promise<void>;
};

const path = '/api/demo/phones';
const params = z.object({ personId: z.string().max(100) });
/** As many as anybody scrolls back. */
const shownMost = 100;

export function demoPhoneRoutes(route: Route, { phones, messages, write }: DemoPhones): void {
  const numberOf = (personId: string): string => {
    const phone = phones().find((each) => each.personId === personId);
    if (!phone) throw problem('NOT_FOUND', { what: 'this phone' });
    return phone.number;
  };
  route(
    {
      ...{ method: 'get', path, allow: ['read', 'Overview'], summary: 'The phones of the demo office' },
      answer: z.array(z.object({ personId: z.string(), name: z.string(), number: z.string() })),
    },
    phones,
  );
  route(
    {
      ...{ method: 'get', path: `${path}/:personId`, params, allow: ['read', 'Overview'] },
      summary: 'What came to this phone and what was answered, oldest first',
      answer: z.array(
        z.object({
          ...{ id: z.string(), mine: z.boolean(), text: z.string(), atMs: z.number(), state: z.string() },
        }),
      ),
    },
    ({ params: { personId } }) =>
      messages(numberOf(personId))
        .slice(-shownMost)
        .map(({ sid, direction, body, dateCreatedMs, status }) => ({
          ...{ id: sid, mine: direction === 'inbound', text: body, atMs: dateCreatedMs, state: status },
        })),
  );
  route(
    {
      ...{ method: 'post', path: `${path}/:personId`, params, allow: ['update', 'Incident'] },
      summary: 'Write on this phone, as its owner would',
      body: z.object({ text: z.string().trim().min(1, 'a text is needed').max(300) }),
      answer: nothing,
    },
    async ({ params: { personId }, body: { text } }) => {
      await write(numberOf(personId), text);
      return null;
    },
  );
}

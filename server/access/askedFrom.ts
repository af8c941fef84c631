/** The network address of the request under way, for the audit log: no function between needs to pass it on. */
import { AsyncLocalStorage } from 'node:async_hooks';

const address = new AsyncLocalStorage<string>();

export const askedFrom = <T>(ip: string, work: () => T): T => address.run(ip.replace(/^::ffff:/, ''), work);

/** null: nobody asked, the server does it by itself. */
export const askedFromAddress = (): string | null => address.getStore() || null;

/** Twilio's own client, at its own addresses or at one of this machine. */
import type { Twilio } from 'twilio';

export type TwilioAccount = {
  accountSid: string;
  authToken: string;
  /** Asked in the place of Twilio's addresses; '': Twilio. */
  apiBase: string;
};

/** Longer than Twilio takes on a bad day, shorter than somebody waits for an alert. */
const timeoutMs = 15_000;

/** Loads the client, which is large, only when somebody uses it. */
export async function createTwilio({ accountSid, authToken, apiBase }: TwilioAccount): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  class LocalRequests extends twilio.RequestClient {
    override request<T>(options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0]) {
      if (apiBase === '') return super.request<T>(options);
      const { pathname, search } = new URL(options.uri);
      return super.request<T>({ ...options, uri: new URL(pathname + search, apiBase).href });
    }
  }
  // A dropped connection that was kept open cannot be told from one that broke while a message was taken.
  const httpClient = new LocalRequests({ timeout: timeoutMs, keepAlive: false });
  return twilio(accountSid, authToken, { httpClient, accountSid });
}

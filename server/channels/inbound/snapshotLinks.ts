/** Links to a picture of now that open without sign-in for a few minutes. Signed with a key that lives as long as the program. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const told = z.object({
  cameraId: z.string(),
  /** Whose scope says which faces are clear. */
  recipientId: z.string(),
  expiresAtMs: z.number(),
});
export type SnapshotLink = z.infer<typeof told>;
export type SnapshotLinks = ReturnType<typeof createSnapshotLinks>;

export function createSnapshotLinks(key: Buffer = randomBytes(32)) {
  const signatureOf = (text: string) => createHmac('sha256', key).update(text).digest();
  return {
    tokenFor(link: SnapshotLink): string {
      const text = Buffer.from(JSON.stringify(link)).toString('base64url');
      return `${text}.${signatureOf(text).toString('base64url')}`;
    },
    /** null: not ours, or over. */
    read(token: string, nowMs: number): SnapshotLink | null {
      const [text = '', signature = ''] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const right = signatureOf(text);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
      const link = told.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
      return link.expiresAtMs > nowMs ? link : null;
    },
  };
}

/** Fingerprint templates read, written and deleted; what was written is read again. */
import { answers, commands } from './commands.ts';
import { idField } from './deviceText.ts';
import { collected, readBulk } from './readBulk.ts';
import { askOk, type Session } from './startSession.ts';
import { decodeOneTemplate, decodeTemplates, type FingerTemplate } from './templates.ts';
import { readAgainOnce, readCounts } from './terminalUsers.ts';
import type { TerminalUser } from './users.ts';
import { incomplete, ZkError } from './zkError.ts';

/** Larger than any template of a finger. */
const templateBytesMax = 16 * 1024;
const uploadBytes = 1024;

export const readTemplates = (session: Session): Promise<FingerTemplate[]> =>
  readAgainOnce(async () => {
    const { fingers } = await readCounts(session);
    return decodeTemplates(await readBulk(session, 'templates'), fingers);
  });

/** Null where the terminal has none of this finger. */
export async function readTemplate(session: Session, uid: number, finger: number): Promise<Buffer | null> {
  const take = collected('a fingerprint');
  const data = await session.exchange(commands.readTemplate, fingerOf(uid, finger), (packet) =>
    packet.command === answers.error ? null : take(packet),
  );
  return data === null || data.length === 0 ? null : decodeOneTemplate(data);
}

/** Throws DEVICE_INCOMPLETE when the terminal does not give back what it was given. */
export async function writeTemplate(
  session: Session,
  user: TerminalUser,
  { finger, flag, template }: Omit<FingerTemplate, 'uid'>,
): Promise<void> {
  if (template.length === 0 || template.length > templateBytesMax)
    throw ZkError.of('DEVICE_VALUE_UNFIT', { problem: `a fingerprint of ${template.length} bytes` });
  try {
    await writeOne(session, { uid: user.uid, finger, flag, template });
  } catch (error) {
    if (!(error instanceof ZkError) || error.code !== 'DEVICE_UNABLE') throw error;
    await saveWithUser(session, user, finger, template);
  }
  await askOk(session, 'a fingerprint', commands.refresh);
  const stored = await readTemplate(session, user.uid, finger);
  if (!stored || !isSame(stored, template)) throw incomplete('what it stored is not what was sent');
}

export type TemplateReceipt = { confirmed: boolean; problem: ZkError | null };

/** Of many users, who are looked up once. What concerns one of them does not stop the others; a lost terminal does. */
export async function writeTemplates(
  session: Session,
  users: readonly TerminalUser[],
  wanted: readonly TemplateToWrite[],
): Promise<TemplateReceipt[]> {
  const byId = new Map(users.map((user) => [user.userId, user]));
  const receipts: TemplateReceipt[] = [];
  for (const { userId, ...template } of wanted) {
    const user = byId.get(userId);
    const missing = ZkError.of('DEVICE_NOT_THERE', { what: `the user ${userId}` });
    const problem = user ? await ofOne(() => writeTemplate(session, user, template)) : missing;
    receipts.push({ confirmed: problem === null, problem });
  }
  return receipts;
}
export type TemplateToWrite = Omit<FingerTemplate, 'uid'> & { userId: string };

async function ofOne(work: () => Promise<void>): Promise<ZkError | null> {
  try {
    await work();
    return null;
  } catch (error) {
    const concernsOne = ['DEVICE_REFUSED', 'DEVICE_UNABLE', 'DEVICE_VALUE_UNFIT', 'DEVICE_INCOMPLETE'];
    if (error instanceof ZkError && concernsOne.includes(error.code)) return error;
    throw error;
  }
}

/** True when the finger is not there afterwards. */
export async function deleteTemplate(session: Session, user: TerminalUser, finger: number): Promise<boolean> {
  const byId = Buffer.concat([idField(user.userId, 24), Buffer.from([finger])]);
  const { command } = await session.ask(commands.deleteTemplate, byId);
  if (command === answers.unknown)
    await session.ask(commands.deleteTemplateOfUid, fingerOf(user.uid, finger));
  await askOk(session, 'the deletion of a fingerprint', commands.refresh);
  return (await readTemplate(session, user.uid, finger)) === null;
}

async function writeOne(session: Session, { uid, finger, flag, template }: FingerTemplate): Promise<void> {
  await upload(session, template);
  try {
    // How it sums is not known: what it stored is read again instead.
    await session.ask(commands.checksumBuffer);
    const request = Buffer.alloc(6);
    fingerOf(uid, finger).copy(request);
    request.writeUInt8(flag, 3);
    request.writeUInt16LE(template.length, 4);
    await askOk(session, 'a fingerprint', commands.writeTemplate, request);
  } finally {
    if (!session.over()) await session.ask(commands.freeData).catch(() => undefined);
  }
}

/** Another way, that some firmware has instead: the user and the finger in one. */
async function saveWithUser(
  session: Session,
  user: TerminalUser,
  finger: number,
  template: Buffer,
): Promise<void> {
  const row = Buffer.concat([Buffer.from([2]), user.row]);
  const table = Buffer.alloc(8);
  table.writeUInt8(2, 0);
  table.writeUInt16LE(user.uid, 1);
  table.writeUInt8(0x10 + finger, 3);
  const sized = Buffer.alloc(2 + template.length);
  sized.writeUInt16LE(template.length, 0);
  template.copy(sized, 2);
  const head = Buffer.alloc(12);
  [row, table, sized].forEach((part, index) => head.writeUInt32LE(part.length, 4 * index));
  await upload(session, Buffer.concat([head, row, table, sized]));
  const request = Buffer.alloc(8);
  request.writeUInt32LE(12, 0);
  request.writeUInt16LE(8, 6);
  await askOk(session, 'a fingerprint', commands.saveTemplates, request);
}

/** Parts add up in the terminal, so none is sent twice. */
async function upload(session: Session, bytes: Buffer): Promise<void> {
  const what = 'a fingerprint';
  await askOk(session, what, commands.freeData);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  await askOk(session, what, commands.prepareData, size, { again: false });
  for (let at = 0; at < bytes.length; at += uploadBytes)
    await askOk(session, what, commands.data, bytes.subarray(at, at + uploadBytes), { again: false });
}

function fingerOf(uid: number, finger: number): Buffer {
  const request = Buffer.alloc(3);
  request.writeUInt16LE(uid, 0);
  request.writeUInt8(finger, 2);
  return request;
}

/** Zeros at the end may come back or not. */
function isSame(stored: Buffer, sent: Buffer): boolean {
  const [longer, shorter] = stored.length >= sent.length ? [stored, sent] : [sent, stored];
  return (
    longer.subarray(0, shorter.length).equals(shorter) &&
    longer.length - shorter.length <= 6 &&
    longer.subarray(shorter.length).every((byte) => byte === 0)
  );
}

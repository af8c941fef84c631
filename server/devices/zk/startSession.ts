/**
 * One conversation with a terminal: a command at a time, its answers matched by number, events told and acknowledged whenever they
 * come. After a silence nobody knows what the next answer belongs to, so over TCP the conversation ends with it.
 */
import { answers, commands } from './commands.ts';
import { commKey } from './commKey.ts';
import { type Link, openLink, type Place, type Transport } from './openLink.ts';
import { encodePacket, type Packet } from './packet.ts';
import { type Exchange, startExchange, type Take } from './startExchange.ts';
import { garbled, ZkError } from './zkError.ts';

export type Session = {
  transport: Transport;
  /** The first answer, whichever it is. */
  ask: (command: number, data?: Buffer, options?: AskOptions) => Promise<Packet>;
  /** Every answer goes to `take` until it returns something; parts of data too, whatever their number. */
  exchange: <Result>(command: number, data: Buffer, take: Take<Result>) => Promise<Result>;
  /** Why it is over, or null while it is not. */
  over: () => ZkError | null;
  ended: Promise<ZkError>;
  end: (why: ZkError) => void;
  /** Messages that answered nothing, or were damaged. */
  strayPackets: () => number;
};
export type AskOptions = {
  /** Over UDP, whether the same may be sent again when nothing comes; false for what adds up. */
  again?: boolean;
};
export type SessionOptions = Place & {
  transport: Transport;
  key: number;
  replyTimeoutMs: number;
  exchangeMaxMs: number;
  event: (code: number, data: Buffer) => void;
};

const nothing = Buffer.alloc(0);
const udpTries = 3;
/** After these nobody knows what comes next. */
const unclearCodes = ['DEVICE_SILENT', 'DEVICE_GARBLED', 'DEVICE_INCOMPLETE'];

/** Connected, not yet signed in: whoever signs in says which number the terminal gave. */
type Opened = Session & { begin: (hello: Packet) => void };
/** The number of the question, and whether parts of data may answer it. */
type Expected = { reply: number; parts: boolean };

export async function startSession(options: SessionOptions): Promise<Session> {
  const session = await open(options);
  try {
    await signIn(session, options.key);
    return session;
  } catch (error) {
    session.end(error instanceof ZkError ? error : ZkError.of('DEVICE_LOST', {}, error));
    throw error;
  }
}

async function open({ event, transport, ...options }: SessionOptions): Promise<Opened> {
  const state = { number: 0, reply: 0, stray: 0 };
  const isSound = createTrust();
  let waiting: (Exchange<unknown> & Expected) | null = null;
  let over: ZkError | null = null;
  let link: Link | null = null;
  let tellEnded: (why: ZkError) => void = () => undefined;
  const ended = new Promise<ZkError>((resolve) => (tellEnded = resolve));
  const end = (why: ZkError): void => {
    if (over) return;
    over = why;
    link?.close();
    waiting?.fail(why);
    tellEnded(why);
  };
  const say = (command: number, reply: number, data: Buffer): void =>
    link?.send(encodePacket({ command, session: state.number, reply, data }));
  const hear = (packet: Packet): void => {
    if (over) return;
    if (!isSound(packet)) {
      state.stray++;
      if (transport === 'tcp') end(garbled('a message has a wrong checksum'));
      return;
    }
    if (packet.command === commands.events) {
      say(answers.ok, packet.reply, nothing);
      const mistake = mistakeOf(() => event(packet.session, packet.data));
      if (mistake) end(mistake);
      return;
    }
    if (waiting && belongs(packet, waiting, state.number, transport)) waiting.hear(packet);
    else state.stray++;
  };
  const exchange = async <Result>(
    command: number,
    data: Buffer,
    take: Take<Result>,
    { tries, parts }: { tries: number; parts: boolean },
  ): Promise<Result> => {
    const before: ZkError | null = over;
    if (before) throw before;
    if (waiting) throw new Error('a terminal is asked one thing at a time');
    const reply = (state.reply = command === commands.connect ? 0 : (state.reply + 1) % 0xffff);
    const current = startExchange(take, () => say(command, reply, data), { ...options, tries });
    waiting = { ...(current as Exchange<unknown>), reply, parts };
    try {
      return await current.result;
    } catch (error) {
      if (transport === 'tcp' && error instanceof ZkError && unclearCodes.includes(error.code)) end(error);
      throw error;
    } finally {
      waiting = null;
    }
  };

  const events = { packet: hear, activity: () => waiting?.activity(), ended: end };
  link = await openLink(transport, options, events);
  return {
    transport,
    exchange: (command, data, take) => exchange(command, data, take, { tries: 1, parts: true }),
    ask(command, data = nothing, { again = true } = {}) {
      const tries = transport === 'udp' && again ? udpTries : 1;
      return exchange(command, data, (packet) => packet, { tries, parts: false });
    },
    over: () => over,
    ended,
    end,
    strayPackets: () => state.stray,
    begin: ({ session }) => (state.number = session),
  };
}

/** Some firmware never fills checksums in right; whoever mostly does is held to it. */
function createTrust(): (packet: Packet) => boolean {
  let trust = 0;
  return ({ sound }) => {
    if (!sound && trust > 0) return false;
    trust = Math.min(8, trust + (sound ? 1 : -1));
    return true;
  };
}

/** A listener's mistake must not end the program, only its connection. */
function mistakeOf(tell: () => void): ZkError | null {
  try {
    tell();
    return null;
  } catch (error) {
    return ZkError.of('DEVICE_LOST', {}, error);
  }
}

/** Parts of data are counted to the byte, and over TCP none can be late: there their number is not looked at. */
function belongs(packet: Packet, { reply, parts }: Expected, session: number, transport: Transport): boolean {
  const part = packet.command === commands.data || packet.command === commands.prepareData;
  if (transport === 'tcp') return packet.reply === reply || (part && parts);
  return packet.reply === reply && (session === 0 || packet.session === session);
}

async function signIn(session: Opened, key: number): Promise<void> {
  const hello = await session.ask(commands.connect).catch((why: unknown) => {
    throw why instanceof ZkError ? whyNoHello(why, session.transport) : why;
  });
  session.begin(hello);
  if (hello.command === answers.ok) return;
  if (hello.command !== answers.unauthorised) throw refusal(hello.command, 'the connection');
  const { command } = await session.ask(commands.authenticate, commKey(key, hello.session));
  if (command === answers.error) throw ZkError.of('DEVICE_KEY_WRONG', {});
  if (command !== answers.ok) throw refusal(command, 'the connection');
}

/** A terminal that takes a connection and answers nothing is most often somebody else's. */
function whyNoHello(why: ZkError, transport: Transport): ZkError {
  if (transport === 'tcp' && ['DEVICE_SILENT', 'DEVICE_LOST'].includes(why.code))
    return ZkError.of('DEVICE_BUSY', {}, why);
  if (why.code !== 'DEVICE_SILENT') return why;
  return ZkError.of('DEVICE_UNREACHABLE', { problem: 'nothing answers there' }, why);
}

/** What an answer means that is not the one hoped for. */
export function refusal(answer: number, what: string): ZkError {
  if (answer === answers.unknown) return ZkError.of('DEVICE_UNABLE', { what });
  if (answer === answers.unauthorised) return ZkError.of('DEVICE_KEY_WRONG', {});
  return ZkError.of('DEVICE_REFUSED', { what, answer });
}

/** The data of an answer that must be "ok". */
export async function askOk(
  session: Session,
  what: string,
  command: number,
  data?: Buffer,
  options?: AskOptions,
): Promise<Buffer> {
  const answer = await session.ask(command, data, options);
  if (answer.command !== answers.ok) throw refusal(answer.command, what);
  return answer.data;
}

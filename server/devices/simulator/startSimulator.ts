/** A simulated terminal on the network: TCP and UDP on one port of this machine, as many clients as come. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, type Server, type Socket } from 'node:net';
import { problem } from '../../errors.ts';
import { answers, commands, eventKinds } from '../zk/commands.ts';
import { decodePacket, headerBytes } from '../zk/packet.ts';
import type { Talk } from './answers.ts';
import { type Client, hearTcp, tcpClient, udpClient } from './client.ts';
import { createTalker, enrolledEvent, type Talker } from './createTalker.ts';
import type { Faults } from './faults.ts';
import { encodeLogEvent, type SimulatedLog, type SimulatedTerminal } from './simulatedTerminal.ts';

export type SimulatorSettings = {
  terminal: SimulatedTerminal;
  /** 0 takes a free one. */
  port?: number;
  key?: number;
  faults?: Faults;
};
export type Simulator = Omit<Talker, 'hear' | 'tell'> & {
  port: number;
  terminal: SimulatedTerminal;
  /** May be changed while it runs. */
  faults: Faults;
  /** Somebody uses it: stored, and told to whoever listens. False while it is locked. */
  punch: (punch: Omit<SimulatedLog, 'at'> & { at?: string }) => boolean;
  /** Somebody enrols a finger at its keys. */
  enrol: (finger: { userId: string; finger: number; template: Buffer }) => boolean;
  /** Clients that are signed in. */
  clients: () => number;
  /** Breaks every connection. */
  cut: () => void;
  stop: () => Promise<void>;
};

const host = '127.0.0.1';

export async function startSimulator(settings: SimulatorSettings): Promise<Simulator> {
  const { terminal, key = 0 } = settings;
  const state = { faults: settings.faults ?? {}, stopped: false };
  const clients = new Set<Client>();
  const faults = (): Faults => simulator.faults;
  const cut = (): void => {
    for (const client of clients) client.reset();
  };
  const stopped = (): boolean => state.stopped;
  const { hear, tell, ...told } = createTalker({ terminal, key, faults, stopped, cut });
  const newTalk = createTalks();
  const tcp = createServer({ noDelay: true }, (socket) => {
    const client = tcpClient(socket, newTalk(), faults);
    clients.add(client);
    serveTcp(socket, client, hear);
    socket.on('close', () => forget(clients, client));
  });
  const udp = createSocket('udp4');
  serveUdp(udp, clients, { newTalk, faults, hear });

  const simulator: Simulator = {
    ...told,
    port: await listen(tcp, udp, settings.port ?? 0),
    terminal,
    faults: state.faults,
    punch(punch) {
      if (terminal.locked) return false;
      const log = { ...punch, at: punch.at ?? terminal.shown() };
      terminal.addLog(log);
      const event = encodeLogEvent(log, terminal.eventBytes);
      for (const client of clients) tell(client, eventKinds.log, event);
      return true;
    },
    enrol({ userId, finger, template }) {
      const uid = terminal.uidOf(userId);
      if (terminal.locked || uid === 0) return false;
      terminal.addFinger({ uid, finger, flag: 1, template });
      const event = enrolledEvent(userId, finger, template.length);
      for (const client of clients) tell(client, eventKinds.fingerEnrolled, event);
      return true;
    },
    clients: () => [...clients].filter(({ talk }) => talk.signedIn).length,
    cut,
    async stop() {
      if (state.stopped) return;
      state.stopped = true;
      cut();
      for (const client of clients) forget(clients, client);
      await Promise.all([closed(tcp), closed(udp)]);
    },
  };
  return simulator;
}

const closed = (server: { close: (done: () => void) => unknown }): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()));

function forget(clients: Set<Client>, client: Client): void {
  if (client.waitsForAck) clearTimeout(client.waitsForAck);
  clients.delete(client);
}

function createTalks(): () => Talk {
  let session = 4095;
  return () => ({
    session: (session = (session % 0xfff0) + 1),
    signedIn: false,
    eventMask: 0,
    dataset: null,
    partsRead: 0,
    upload: null,
    uploadBytes: 0,
  });
}

/** One command is answered before the next is looked at; an acknowledgement waits for nothing. */
function serveTcp(socket: Socket, client: Client, hear: Talker['hear']): void {
  let hearing: Promise<void> = Promise.resolve();
  hearTcp(socket, (packet) => {
    if (packet.command === answers.ok) void hear(client, packet);
    else hearing = hearing.then(() => hear(client, packet));
  });
}

function serveUdp(
  udp: UdpSocket,
  clients: Set<Client>,
  { newTalk, faults, hear }: { newTalk: () => Talk; faults: () => Faults; hear: Talker['hear'] },
): void {
  const byAddress = new Map<string, Client>();
  udp.on('message', (bytes, from) => {
    if (bytes.length < headerBytes) return;
    const packet = decodePacket(bytes);
    const name = `${from.address}:${from.port}`;
    if (packet.command === commands.connect) {
      const before = byAddress.get(name);
      if (before) forget(clients, before);
      const client = udpClient(udp, from, newTalk(), faults);
      clients.add(client);
      byAddress.set(name, client);
    }
    const client = byAddress.get(name);
    if (!client) return;
    void hear(client, packet);
    if (packet.command !== commands.exit) return;
    byAddress.delete(name);
    forget(clients, client);
  });
  udp.on('error', () => undefined);
}

/** The same port for both; where a free one is wanted, one that both have free. */
async function listen(tcp: Server, udp: UdpSocket, port: number): Promise<number> {
  const failed = (taken: number) => (error: unknown) => {
    throw problem('PORT_BUSY', { port: taken }, { cause: error });
  };
  await new Promise<void>((resolve, reject) => {
    tcp.once('error', reject);
    tcp.listen(port, host, () => resolve());
  }).catch(failed(port));
  const address = tcp.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  await new Promise<void>((resolve, reject) => {
    udp.once('error', reject);
    udp.bind(taken, host, () => resolve());
  }).catch(async (error: unknown) => {
    await closed(tcp);
    return failed(taken)(error);
  });
  return taken;
}

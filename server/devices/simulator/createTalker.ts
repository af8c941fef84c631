/** How a simulated terminal talks with its clients: answers in one message or many, and events one after the other. */
import { setTimeout as pause } from 'node:timers/promises';
import { answers, commands, eventKinds } from '../zk/commands.ts';
import { encodePacket, type Packet } from '../zk/packet.ts';
import { answerCommand, enrolled } from './answerCommand.ts';
import type { Client } from './client.ts';
import type { Faults } from './faults.ts';
import { madeTemplate } from './madePeople.ts';
import type { SimulatedTerminal } from './simulatedTerminal.ts';
import { endsEverything } from './upkeepAnswers.ts';

export type Talker = {
  hear: (client: Client, packet: Packet) => Promise<void>;
  /** To whoever asked for this kind. */
  tell: (client: Client, kind: number, data: Buffer) => void;
  /** Commands so far, in order. */
  heard: number[];
  eventsSent: () => number;
  eventsAcknowledged: () => number;
};
type Needs = {
  terminal: SimulatedTerminal;
  key: number;
  faults: () => Faults;
  stopped: () => boolean;
  /** Breaks every connection. */
  cut: () => void;
};

/** Over UDP data goes in pieces of so many bytes; over TCP a part is one message. */
const udpDataBytes = 1024;
/** Terminals are slow, and some clients count on it: what comes together with the announcement they lose. */
const announcedBeforeMs = 10;
/** What waits for a client that acknowledges nothing. */
const eventsMost = 1000;
/** One that is never acknowledged holds up the others no longer. */
const acknowledgedWithinMs = 2000;
/** Between "ok" and being off. */
const offAfterMs = 100;

export function createTalker({ terminal, key, faults, stopped, cut }: Needs): Talker {
  const heard: number[] = [];
  const count = { out: 0, sent: 0, acknowledged: 0 };
  const send: Send = (client, command, reply, data, session) => {
    if (stopped()) return Promise.resolve();
    const packet = encodePacket({ command, session: session ?? client.talk.session, reply, data });
    const { corruptEvery } = faults();
    if (corruptEvery && ++count.out % corruptEvery === 0)
      packet.writeUInt16LE(packet.readUInt16LE(2) ^ 0x0f0f, 2);
    return client.out(packet);
  };
  const nextEvent = (client: Client): void => {
    const event = client.waitsForAck ? undefined : client.events.shift();
    if (!event) return;
    count.sent++;
    client.waitsForAck = setTimeout(() => acknowledged(client), acknowledgedWithinMs);
    client.waitsForAck.unref();
    void send(client, commands.events, 0, event.data, event.kind);
  };
  const acknowledged = (client: Client): void => {
    if (client.waitsForAck) clearTimeout(client.waitsForAck);
    client.waitsForAck = null;
    nextEvent(client);
  };
  const enqueue: Talker['tell'] = (client, kind, data) => {
    if (client.events.length < eventsMost) client.events.push({ kind, data });
    nextEvent(client);
  };
  const tell: Talker['tell'] = (client, kind, data) => {
    if (client.talk.signedIn && (client.talk.eventMask & kind) !== 0) enqueue(client, kind, data);
  };
  const hear: Talker['hear'] = async (client, packet) => {
    if (packet.command === answers.ok) {
      count.acknowledged++;
      return acknowledged(client);
    }
    heard.push(packet.command);
    if (faults().otherClient === 'closes') return client.close();
    if (faults().otherClient === 'silent') return;
    const { command, data, reply } = packet;
    const answer = answerCommand({ command, data, talk: client.talk, terminal, key, faults: faults() });
    if (answer.kind === 'none') return;
    if (answer.kind === 'stream')
      return stream(send, client, { reply, data: answer.data, part: answer.part, faults: faults() });
    await send(client, answer.command, reply, answer.data, answer.state);
    if (answer.command !== answers.ok) return;
    // Whoever began it is told how it goes, also where they asked for no events.
    if (command === commands.startEnrol) enrol(terminal, data, (kind, told) => enqueue(client, kind, told));
    if (command === commands.exit) client.close();
    if (endsEverything.includes(command)) setTimeout(cut, offAfterMs).unref();
  };
  return { hear, tell, heard, eventsSent: () => count.sent, eventsAcknowledged: () => count.acknowledged };
}

type Send = (client: Client, command: number, reply: number, data: Buffer, session?: number) => Promise<void>;
type Streamed = { reply: number; data: Buffer; part: boolean; faults: Faults };

async function stream(send: Send, client: Client, { reply, data, part, faults }: Streamed): Promise<void> {
  const parts = part ? client.talk.partsRead++ : -1;
  if (parts >= (faults.stallAfterParts ?? Infinity)) return;
  if (parts >= (faults.dropAfterParts ?? Infinity)) return client.close();
  const announced = Buffer.alloc(8);
  announced.writeUInt32LE(data.length);
  await send(client, commands.prepareData, reply, announced);
  if (client.transport === 'tcp') await pause(announcedBeforeMs);
  if (parts >= (faults.resetAfterParts ?? Infinity)) {
    await client.outHalf(encodePacket({ command: commands.data, session: client.talk.session, reply, data }));
    await pause(20);
    return client.reset();
  }
  const most = client.transport === 'udp' ? udpDataBytes : Math.max(1, data.length);
  for (let at = 0; at < data.length; at += most)
    await send(client, commands.data, reply, data.subarray(at, at + most));
  await send(client, answers.ok, reply, Buffer.alloc(0));
}

/** Three good prints, then the finger is there. */
function enrol(terminal: SimulatedTerminal, data: Buffer, tell: (kind: number, data: Buffer) => void): void {
  const { userId, finger } = enrolled(data);
  const uid = terminal.uidOf(userId);
  const template = madeTemplate(uid, finger);
  for (let print = 0; print < 3; print++) {
    tell(eventKinds.finger, Buffer.alloc(0));
    tell(eventKinds.score, Buffer.from([100]));
  }
  terminal.addFinger({ uid, finger, flag: 1, template });
  tell(eventKinds.fingerEnrolled, enrolledEvent(userId, finger, template.length));
}

export function enrolledEvent(userId: string, finger: number, bytes: number): Buffer {
  const told = Buffer.alloc(29);
  told.writeUInt16LE(bytes, 2);
  told.write(userId, 4, 24, 'latin1');
  told.writeUInt8(finger, 28);
  return told;
}

/** Numbers about the server, in Prometheus text format. */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { CameraStats } from '../../pipeline/messages.ts';
import type { CameraView, TrackCounts } from '../wire.ts';

export type Measured = {
  views: () => CameraView[];
  /** The last numbers of each camera that has told any. */
  stats: () => { cameraId: string; stats: CameraStats }[];
  /** How the tracks of each camera ended. */
  tracks: () => { cameraId: string; counts: TrackCounts }[];
  /** Pictures sent to viewers, and those a viewer was too slow for. */
  pictures: () => { sent: number; skipped: number };
  sojournsDropped: () => number;
  /** Pictures of arrival and departure that waited for the next sighting, because too many were under way. */
  evidencePutOff: () => number;
  storeFails: () => boolean;
  /** What became of messages, and whose messages came in. */
  messages: () => { outbox: Record<string, number>; inbound: Record<string, number> };
  /** The state of each terminal, connections made, and what became of records. */
  terminals: () => { states: string[]; connections: number; logs: Record<string, number> };
  /** People on terminals who are not as they should be yet. */
  synced: () => { waiting: number; failed: number };
  /** What terminals that call sent and were told. */
  push: () => Readonly<Record<string, number>>;
};

/** The parts count; here their newest counts are only passed on, when somebody asks. */
export function createMetrics(measured: Measured): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  function ofCameras(name: string, help: string, read: (stats: CameraStats) => number): void {
    new Counter({
      ...{ name: `whereabouts_camera_${name}_total`, help, registers, labelNames: ['camera'] },
      collect() {
        this.reset();
        for (const { cameraId, stats } of measured.stats()) this.inc({ camera: cameraId }, read(stats));
      },
    });
  }
  function ofServer(name: string, help: string, read: () => number): void {
    new Counter({
      ...{ name: `whereabouts_${name}_total`, help, registers },
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  function whileOfCamera(name: string, help: string, holds: (view: CameraView) => boolean): void {
    new Gauge({
      ...{ name: `whereabouts_camera_${name}`, help, registers, labelNames: ['camera'] },
      collect() {
        this.reset();
        for (const view of measured.views()) this.set({ camera: view.cameraId }, holds(view) ? 1 : 0);
      },
    });
  }

  ofCameras('frames', 'Frames decoded', (stats) => stats.framesDecoded);
  ofCameras('analyses', 'Frames analysed', (stats) => stats.framesAnalysed);
  ofCameras('drops', 'Frames replaced by a newer one', (stats) => stats.framesDropped);
  ofCameras(
    'analyses_skipped',
    'Analyses left out because the machine is too busy',
    (stats) => stats.analysesSkipped,
  );
  ofCameras('pictures_made', 'JPEGs made for viewers: one a frame', (stats) => stats.picturesMade);
  ofServer('pictures_sent', 'Pictures sent to viewers', () => measured.pictures().sent);
  ofServer('pictures_skipped', 'Pictures a viewer was too slow for', () => measured.pictures().skipped);
  ofServer(
    'sojourns_dropped',
    'Sojourns lost because the store failed for too long',
    measured.sojournsDropped,
  );
  ofServer('evidence_put_off', 'Pictures of arrival and departure put off', measured.evidencePutOff);
  countMessages(registers, measured.messages);
  countTerminals(registers, measured.terminals);
  countSynced(registers, measured.synced);
  countPush(registers, measured.push);
  ofServer('terminal_connections', 'Connections to terminals', () => measured.terminals().connections);
  countTracks(registers, measured.tracks);
  whileOfCamera('blind', '1 while the camera does not see', ({ health }) => health.kind === 'blind');
  whileOfCamera('busy', '1 while the machine is too busy for the camera', ({ busy }) => Boolean(busy));
  new Gauge({
    ...{ name: 'whereabouts_store_failing', help: '1 while presence cannot be stored', registers },
    collect() {
      this.set(measured.storeFails() ? 1 : 0);
    },
  });
  return registry;
}

function countMessages(registers: Registry[], read: Measured['messages']): void {
  const byKind = (name: string, help: string, counts: () => Record<string, number>): void =>
    void new Counter({
      ...{ name: `whereabouts_${name}_total`, help, registers, labelNames: ['kind'] },
      collect() {
        this.reset();
        for (const [kind, count] of Object.entries(counts())) this.inc({ kind }, count);
      },
    });
  byKind('messages', 'Messages, by what became of a try', () => read().outbox);
  byKind('answers', 'Messages from people, known and unknown', () => read().inbound);
}

function countTracks(registers: Registry[], read: Measured['tracks']): void {
  new Counter({
    ...{ name: 'whereabouts_camera_tracks_total', help: 'People who passed, by how it ended', registers },
    labelNames: ['camera', 'outcome'],
    collect() {
      this.reset();
      for (const { cameraId, counts } of read())
        for (const [outcome, count] of Object.entries(counts)) this.inc({ camera: cameraId, outcome }, count);
    },
  });
}

function countPush(registers: Registry[], read: Measured['push']): void {
  new Counter({
    ...{ name: 'whereabouts_push_total', help: 'What PUSH terminals sent and were told, by kind' },
    ...{ registers, labelNames: ['kind'] },
    collect() {
      this.reset();
      for (const [kind, count] of Object.entries(read())) this.inc({ kind }, count);
    },
  });
}

function countSynced(registers: Registry[], read: Measured['synced']): void {
  new Gauge({
    ...{ name: 'whereabouts_terminal_people', help: 'People on terminals who are not as they should be yet' },
    ...{ registers, labelNames: ['state'] },
    collect() {
      for (const [state, count] of Object.entries(read())) this.set({ state }, count);
    },
  });
}

function countTerminals(registers: Registry[], read: Measured['terminals']): void {
  new Gauge({
    ...{ name: 'whereabouts_terminals', help: 'Terminals, by their state', registers, labelNames: ['state'] },
    collect() {
      this.reset();
      for (const state of read().states) this.inc({ state });
    },
  });
  new Counter({
    ...{ name: 'whereabouts_terminal_logs_total', help: 'Records of terminals, by what became of them' },
    ...{ registers, labelNames: ['kind'] },
    collect() {
      this.reset();
      for (const [kind, count] of Object.entries(read().logs)) this.inc({ kind }, count);
    },
  });
}

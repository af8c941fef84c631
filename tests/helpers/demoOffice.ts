/**
 * The demo office for tests: its cameras as video files, rendered once for all test files and kept between runs until the play or the
 * drawing changes, and its people with their photos.
 */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { renderOffice, type RenderedCamera } from '../../server/demo/renderOffice.ts';

/** The first part of the play; enough for every camera and every kind of walk, and half the work. */
export const officeUntilMs = 55_000;

/** Longer than the rendering takes anywhere; who has held it longer was killed. */
const heldAtMostMs = 300_000;
const dir = join(tmpdir(), 'whereabouts-demo-office');
const lock = join(dir, 'being-rendered');

/** Test files run side by side: the first renders, the others wait and find the files. */
export async function renderedOffice(): Promise<RenderedCamera[]> {
  mkdirSync(dir, { recursive: true });
  while (!isMine()) await sleep(250);
  try {
    return await renderOffice({ dir, ffmpegPath: 'ffmpeg', untilMs: officeUntilMs });
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function isMine(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const heldMs = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (heldMs > heldAtMostMs) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

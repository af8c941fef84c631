/** A picture of a camera as a file. */
import type { Problem } from '../../server/wire.ts';
import { ApiError, part } from './api.ts';

type Taken = { cameraId: string; name: string };

/** Downloads it; refuses with the server's sentence. */
export async function downloadSnapshot(
  { cameraId, name }: Taken,
  nowMs: number,
  timeZone: string,
): Promise<void> {
  const picture = await pictureOf(cameraId);
  const url = URL.createObjectURL(picture);
  const link = document.createElement('a');
  link.href = url;
  link.download = snapshotName(name, nowMs, timeZone);
  link.click();
  // The browser has taken the address by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function pictureOf(cameraId: string): Promise<Blob> {
  const response = await fetch(`/api/cameras/${part(cameraId)}/snapshot`).catch(() => null);
  if (response?.ok) return response.blob();
  const answer = (await response?.json().catch(() => null)) as Partial<Problem> | null | undefined;
  throw new ApiError(
    response?.status ?? 0,
    answer?.error?.code ?? 'UNREACHABLE',
    answer?.error?.message ?? '',
  );
}

/** "Gate-2-2026-11-28-09-05-07.jpg": camera and time at the site, sorted by time in any folder. */
export function snapshotName(name: string, atMs: number, timeZone: string): string {
  const time = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(
    atMs,
  );
  const words = `${name} ${time}`.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return `${words}.jpg`;
}

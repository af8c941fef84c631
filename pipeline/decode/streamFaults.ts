/** Why a stream gave no picture, or gives none any more, in words. */
import type { CameraSetup } from '../messages.ts';
import { CameraFault } from './cameraFault.ts';
import { readFfmpegLog, subjectOf } from './readFfmpegLog.ts';
import type { FfmpegEnd } from './runFfmpeg.ts';

export function faultOf(
  setup: CameraSetup,
  end: FfmpegEnd,
  lines: readonly string[],
  seen: boolean,
): CameraFault {
  if (end.kind === 'notStarted') return notStarted(setup, end.error);
  const { reason, sentence } = readFfmpegLog(lines, setup, seen);
  return new CameraFault(reason, sentence);
}

function notStarted(setup: CameraSetup, error: Error): CameraFault {
  const missing = 'code' in error && error.code === 'ENOENT';
  const state = missing ? 'ffmpeg is not installed' : `ffmpeg cannot be started (${error.message})`;
  const remedy = 'Install ffmpeg 5.1 or later and see that it is in the PATH.';
  return new CameraFault('ffmpegMissing', `Cannot open ${subjectOf(setup)}: ${state}. ${remedy}`);
}

export function stalled(setup: CameraSetup, silentMs: number, seen: boolean): CameraFault {
  const seconds = Math.round(silentMs / 1000);
  const text = seen
    ? `Lost ${subjectOf(setup)}: it sent no picture for ${seconds} s. Check its cable and network.`
    : `Cannot open ${subjectOf(setup)}: it was reached but sent no picture for ${seconds} s. Restart the camera.`;
  return new CameraFault('stalled', text);
}

export function resized(
  setup: CameraSetup,
  { width, height }: { width: number; height: number },
): CameraFault {
  const state = `its picture changed to ${width} × ${height}`;
  return new CameraFault('ended', `Lost ${subjectOf(setup)}: ${state}. It is opened again in the new size.`);
}

export function unreadable(setup: CameraSetup, problem: string): CameraFault {
  const remedy = 'Install ffmpeg 5.1 or later.';
  return new CameraFault('unreadable', `Cannot read ${subjectOf(setup)}: ${problem}. ${remedy}`);
}

import type { BlindReason, CameraSetup } from '../messages.ts';
import { isAmbiguous, redactUrl, splitAddress } from './address.ts';
import { checkAddress, checkPower, complaints, type Finding, type Place } from './complaints.ts';

export type Opened = Pick<CameraSetup, 'cameraId' | 'name' | 'url' | 'pace'>;
/** `sentence` says what happened and what to do, without a password. */
export type LogReading = { reason: BlindReason; sentence: string };

/** ffmpeg's last lines, read into the reason why there are no pictures (any more). `seen`: there were some. */
export function readFfmpegLog(lines: readonly string[], opened: Opened, seen: boolean): LogReading {
  const at = placeOf(opened);
  const finding = seen ? endedBy(lines, at, opened.pace) : (firstMatch(lines, at) ?? unknownEnd(lines, at));
  const verb = seen ? 'Lost' : 'Cannot open';
  return {
    reason: finding.reason,
    sentence: `${verb} ${subjectOf(opened)}: ${finding.state}. ${finding.remedy}`,
  };
}

/** `camera "hall"`, or `"visit.mp4"` for a recording, which is nobody's camera. */
export const subjectOf = ({ name, pace }: Pick<Opened, 'name' | 'pace'>): string =>
  pace === 'live' ? `camera "${name}"` : `"${name}"`;

/** The picture size when it changed in mid-stream: ffmpeg then stretches the new pictures into the old size. */
export function readNewSize(line: string): { width: number; height: number } | null {
  const sizes = /filter context - w: (\d+) h: (\d+) .*incoming frame - w: (\d+) h: (\d+)/.exec(line);
  if (sizes === null) return null;
  const [oldWidth, oldHeight, width, height] = sizes.slice(1).map(Number) as [number, number, number, number];
  return width === oldWidth && height === oldHeight ? null : { width, height };
}

function firstMatch(lines: readonly string[], at: Place): Finding | null {
  for (const { line: pattern, says } of complaints) {
    for (const line of lines) {
      // Only complaints: the name of a file or stream may hold any words.
      const match = /\[(?:warning|error|fatal)\]/.test(line) ? pattern.exec(line) : null;
      if (match) return says(match.slice(1).filter(Boolean), at);
    }
  }
  return null;
}

function endedBy(lines: readonly string[], at: Place, pace: Opened['pace']): Finding {
  const lost = lines.some((line) => /timed out|Connection reset|Broken pipe|Input\/output error/.test(line));
  if (lost) return { reason: 'ended', state: `the connection to ${at.host} broke`, remedy: checkPower(at) };
  // A recording that came to its end is no failure; this one did not.
  if (pace === 'everyFrame')
    return {
      reason: 'ended',
      state: 'ffmpeg broke off before its end',
      remedy: 'Check that it plays elsewhere to its end, and try again.',
    };
  return at.network
    ? { reason: 'ended', state: 'it stopped sending', remedy: 'Check that the camera is on.' }
    : {
        reason: 'ended',
        state: 'it came to its end',
        remedy: `Write "loop: true" in ${at.file} to play it again and again.`,
      };
}

function unknownEnd(lines: readonly string[], at: Place): Finding {
  const last = lines.findLast((line) => /\[(?:error|fatal)\]/.test(line));
  const words = last?.replace(/^.*\[(?:error|fatal)\] */, '').replace(/\w+:\/\/\S*/g, redactUrl);
  const reason = at.network ? 'unreachable' : 'unreadable';
  return words === undefined
    ? { reason, state: 'ffmpeg gave no picture and no reason', remedy: checkAddress(at) }
    : { reason, state: `ffmpeg says "${words.replace(/[.:\s]+$/, '')}"`, remedy: checkAddress(at) };
}

function placeOf({ cameraId, url, pace }: Opened): Place {
  const address = splitAddress(url);
  const ambiguous = address !== null && isAmbiguous(address);
  return {
    protocol: (address?.scheme ?? 'file').replace(/s$/, '').toUpperCase(),
    host: address === null || ambiguous ? 'the camera' : address.host,
    file: pace === 'live' ? `cameras/${cameraId}.yaml` : 'the command',
    ambiguous,
    network: address !== null && address.scheme !== 'file' && address.scheme !== 'v4l2',
  };
}

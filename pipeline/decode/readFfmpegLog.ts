import type { BlindReason, CameraSetup } from '../messages.ts';
import { isAmbiguous, redactUrl, splitAddress } from './address.ts';

export type Opened = Pick<CameraSetup, 'cameraId' | 'name' | 'url' | 'pace'>;
/** `sentence` says what happened and what to do, without a password. */
export type LogReading = { reason: BlindReason; sentence: string };

type Finding = { reason: BlindReason; state: string; remedy: string };
type Rule = { line: RegExp; says: (found: string[], at: Place) => Finding };
/** What is said of the source: "RTSP", "cam.local:554", "cameras/hall.yaml". */
type Place = { protocol: string; host: string; file: string; ambiguous: boolean; network: boolean };

/** ffmpeg's last lines, read into the reason why there are no pictures (any more). `seen`: there were some. */
export function readFfmpegLog(lines: readonly string[], opened: Opened, seen: boolean): LogReading {
  const at = placeOf(opened);
  const finding = seen ? endedBy(lines, at) : (firstMatch(lines, at) ?? unknownEnd(lines, at));
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

const checkSignIn = ({ file }: Place) => `Check the user name and password in ${file}.`;
const checkAddress = ({ file }: Place) => `Check the address in ${file}.`;
const checkPower = ({ file }: Place) => `Check that the camera is on and its address in ${file} is right.`;

/** In order of telling: the first rule that any line obeys decides. */
const rules: Rule[] = [
  {
    line: /\b401 Unauthorized|authorization failed/,
    says: (_, at) => ({ reason: 'signInRefused', state: `${at.protocol} answered 401`, remedy: checkSignIn(at) }),
  },
  {
    line: /\b403 Forbidden/,
    says: (_, at) => ({
      reason: 'signInRefused',
      state: `${at.protocol} answered 403`,
      remedy: `Check that this user may watch the stream, and ${checkSignIn(at).replace(/^C/, 'c')}`,
    }),
  },
  {
    line: /\b404 (?:Stream )?Not Found|\b454 /,
    says: (_, at) => ({
      reason: 'notFound',
      state: `${at.protocol} answered 404`,
      remedy: `Check the path after the host in ${at.file}.`,
    }),
  },
  {
    line: /(?:HTTP error|failed:) ([45]\d\d)\b|Server returned (5XX|4XX)/,
    says: ([code], at) => ({
      reason: 'unreachable',
      state: `${at.protocol} answered ${code ?? 'an error'}`,
      remedy: 'Restart the camera if this repeats.',
    }),
  },
  {
    line: /Failed to resolve hostname/,
    says: (_, at) => ({
      reason: 'unreachable',
      state: at.ambiguous ? 'its host is not known' : `the host ${at.host} is not known`,
      remedy: at.ambiguous
        ? `Write @ as %40 and / as %2F in the password in ${at.file}.`
        : checkAddress(at),
    }),
  },
  {
    line: /Connection refused/,
    says: (_, at) => ({ reason: 'unreachable', state: `nothing answers at ${at.host}`, remedy: checkPower(at) }),
  },
  {
    line: /timed out|No route to host|Network is unreachable|Host is down/,
    says: (_, at) => ({ reason: 'unreachable', state: `no answer from ${at.host}`, remedy: checkPower(at) }),
  },
  {
    line: /Device or resource busy/,
    says: () => ({
      reason: 'unreachable',
      state: 'another program uses the webcam',
      remedy: 'Close that program.',
    }),
  },
  {
    line: /Cannot open video device .*No such file|No such device/,
    says: (_, at) => ({
      reason: 'notFound',
      state: 'there is no such webcam',
      remedy: `Plug it in, or check its number in ${at.file}.`,
    }),
  },
  {
    line: /No such file or directory|Is a directory/,
    says: (_, at) => ({ reason: 'notFound', state: 'there is no such file', remedy: `Check the path in ${at.file}.` }),
  },
  {
    line: /Permission denied|Operation not permitted/,
    says: () => ({
      reason: 'unreadable',
      state: 'this program may not read it',
      remedy: 'Give the user that runs this program the right to read it.',
    }),
  },
  {
    line: /matches no streams|Output file #0 does not contain any stream/,
    says: () => ({
      reason: 'noVideo',
      state: 'it has no video, only sound or data',
      remedy: 'Choose a source with video.',
    }),
  },
  {
    line: /not on whitelist|Not detecting .* filtered|Format not on whitelist/i,
    says: () => ({
      reason: 'unreadable',
      state: 'it points to a place that this kind of source must not reach',
      remedy: 'Give the address of the video itself.',
    }),
  },
  {
    line: /Protocol not found|Unrecognized option|Option .* not found|Unknown decoder|Decoder .* not found/,
    says: () => ({
      reason: 'unreadable',
      state: 'this ffmpeg cannot read such a source',
      remedy: 'Install ffmpeg 5.1 or later with all its protocols and decoders.',
    }),
  },
  {
    line: /Invalid data found|moov atom not found|could not find codec parameters|Stream ends prematurely/i,
    says: (_, at) =>
      at.network
        ? { reason: 'unreachable', state: `no video came from ${at.host}`, remedy: checkPower(at) }
        : {
            reason: 'unreadable',
            state: 'it is no video that ffmpeg can read',
            remedy: 'Check that the file is whole and plays elsewhere.',
          },
  },
];

function firstMatch(lines: readonly string[], at: Place): Finding | null {
  for (const { line: pattern, says } of rules) {
    for (const line of lines) {
      // Only complaints: the name of a file or stream may hold any words.
      const match = /\[(?:warning|error|fatal)\]/.test(line) ? pattern.exec(line) : null;
      if (match) return says(match.slice(1).filter(Boolean), at);
    }
  }
  return null;
}

function endedBy(lines: readonly string[], at: Place): Finding {
  const lost = lines.some((line) => /timed out|Connection reset|Broken pipe|Input\/output error/.test(line));
  if (lost) return { reason: 'ended', state: `the connection to ${at.host} broke`, remedy: checkPower(at) };
  return at.network
    ? { reason: 'ended', state: 'it stopped sending', remedy: 'Check that the camera is on.' }
    : { reason: 'ended', state: 'it came to its end', remedy: `Write "loop: true" in ${at.file} to play it again and again.` };
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

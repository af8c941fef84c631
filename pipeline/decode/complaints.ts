/** What ffmpeg 5.1 complains of, and what a person should read instead. */
import type { BlindReason } from '../messages.ts';

export type Finding = { reason: BlindReason; state: string; remedy: string };
type Rule = { line: RegExp; says: (found: string[], at: Place) => Finding };
/** What is said of the source: "RTSP", "cam.local:554", "cameras/hall.yaml". */
export type Place = { protocol: string; host: string; file: string; ambiguous: boolean; network: boolean };

const checkSignIn = ({ file }: Place) => `Check the user name and password in ${file}.`;
export const checkAddress = ({ file }: Place) => `Check the address in ${file}.`;
export const checkPower = ({ file }: Place) =>
  `Check that the camera is on and its address in ${file} is right.`;

/** In order of telling: the first rule that any line obeys decides. */
export const complaints: Rule[] = [
  {
    line: /\b401 Unauthorized|authorization failed/,
    says: (_, at) => ({
      reason: 'signInRefused',
      state: `${at.protocol} answered 401`,
      remedy: checkSignIn(at),
    }),
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
      state: at.ambiguous ? 'its host is not known' : `the host ${at.host.replace(/:\d+$/, '')} is not known`,
      remedy: at.ambiguous ? `Write @ as %40 and / as %2F in the password in ${at.file}.` : checkAddress(at),
    }),
  },
  {
    line: /Connection refused/,
    says: (_, at) => ({
      reason: 'unreachable',
      state: `nothing answers at ${at.host}`,
      remedy: checkPower(at),
    }),
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
    says: (_, at) => ({
      reason: 'notFound',
      state: 'there is no such file',
      remedy: `Check the path in ${at.file}.`,
    }),
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

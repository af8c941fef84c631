import { msg, str } from '@lit/localize';
import type { CameraHint } from '../../../../server/wire.ts';
import { numberText } from '../../time.ts';

/** What to know of a stream, and what to do. */
export function hintText(hint: CameraHint): string {
  switch (hint.kind) {
    case 'subStream':
      return msg(
        'This is the camera’s second, smaller stream. Choose its main stream: faces need its pixels.',
      );
    case 'lowResolution':
      return lowResolution(numberText(hint.reachM, 1));
    case 'highResolution':
      return msg(
        'The picture is larger than Full HD. It is shrunk before anybody is looked for: Full HD costs less and shows the same.',
      );
    case 'h265':
      return msg(
        'The stream is H.265, which costs more to decode than H.264. Choose H.264 if the camera offers it.',
      );
    case 'mjpeg':
      return msg(
        'The stream is MJPEG: every picture is sent and decoded whole, even while nothing moves. Choose H.264 if the camera offers it.',
      );
    case 'lowRate':
      return lowRate(numberText(hint.fps, hint.fps < 1 ? 1 : 0));
    case 'slowStart':
      return slowStart(numberText(hint.seconds));
    default:
      return hint satisfies never;
  }
}

const lowResolution = (metres: string): string =>
  msg(
    str`The picture is small: with a usual lens faces are recognised up to about ${metres} m. Choose a larger stream if there is one.`,
  );
const lowRate = (fps: string): string =>
  msg(
    str`The camera sends ${fps} pictures a second; who walks past is seen too seldom. Set it to 10 or more.`,
  );
const slowStart = (seconds: string): string =>
  msg(
    str`The first picture took ${seconds} s. Set the interval of key frames (I-frames) to one or two seconds, and it returns sooner after a break.`,
  );

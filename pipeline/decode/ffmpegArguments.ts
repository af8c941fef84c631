import type { CameraSetup } from '../messages.ts';
import type { GatedCodec } from './isKeyUnit.ts';
import { fullHeight, fullWidth, smallHeight, smallWidth } from './smallSize.ts';
import { sourceArguments } from './sources.ts';

/**
 * One ffmpeg that gives each frame twice: the small RGB picture on file descriptor 3 (PPM) and the full-size
 * I420 picture on 1 (Y4M). Both say their size themselves, so no second connection has to ask for it.
 */
export function ffmpegArguments(setup: CameraSetup, platform?: NodeJS.Platform): string[] {
  const live = setup.pace === 'live';
  const due = live ? newestFrames(setup.activeFps) : framesAtTimes(setup.activeFps);
  return [
    ...quiet,
    // A new picture size must not rebuild the filters: they would forget which frames are due.
    ...['-reinit_filter', '0', '-threads', live ? '1' : '2', '-an', '-sn', '-dn'],
    ...sourceArguments(setup, platform),
    ...pictures(setup, due),
  ];
}

/**
 * One ffmpeg that only takes a camera's stream apart: the compressed pictures on file descriptor 1, and on 3 a line with
 * the size of each. Parameter sets go in front of every key frame, for cameras that send them only when asked.
 */
export function unitArguments(setup: CameraSetup, platform?: NodeJS.Platform): string[] {
  const copied = [
    ...['-map', '0:V:0', '-c', 'copy', '-bsf:v', 'dump_extra=freq=keyframe'],
    '-flush_packets',
    '1',
  ];
  return [
    ...[...quiet, '-an', '-sn', '-dn'],
    ...sourceArguments(setup, platform),
    ...[...copied, '-f', 'rawvideo', 'pipe:1'],
    ...[...copied, '-f', 'framecrc', 'pipe:3'],
  ];
}

/** One ffmpeg that decodes what it is fed, and gives the pictures whose time ends in 1; it tells the time of each as it does. */
export function decoderArguments(setup: CameraSetup, codec: GatedCodec): string[] {
  return [
    ...[...quiet, '-reinit_filter', '0', '-threads', '1', '-flags', 'low_delay'],
    // The first picture says everything; waiting for more would only keep it back.
    ...['-fpsprobesize', '0', '-probesize', '32', '-analyzeduration', '0', '-copyts'],
    ...['-c:v', codec, '-f', 'ivf', '-i', 'pipe:0'],
    ...pictures(setup, `select='eq(mod(pts,1000),1)',sidedata=mode=delete,showinfo=checksum=0`),
  ];
}

const quiet = ['-nostdin', '-hide_banner', '-nostats', '-loglevel', 'repeat+level+info'];

function pictures(setup: CameraSetup, due: string): string[] {
  return [
    ...['-filter_complex_threads', '1', '-filter_complex', filters(setup, due)],
    ...['-map', '[small]', '-fps_mode', 'passthrough', '-c:v', 'ppm', '-f', 'image2pipe', 'pipe:3'],
    ...['-map', '[full]', '-fps_mode', 'passthrough', '-f', 'yuv4mpegpipe', 'pipe:1'],
  ];
}

function filters({ detectWidthPx }: CameraSetup, due: string): string {
  return [
    // V and not v: the cover picture of a sound file is no video.
    `[0:V:0]${due},split[a][b]`,
    `[a]scale=w='${smallWidth(detectWidthPx)}':h='${smallHeight}':flags=bilinear+full_chroma_int+accurate_rnd,format=rgb24[small]`,
    `[b]scale=w='${fullWidth}':h='${fullHeight}':flags=bilinear:out_range=tv:out_color_matrix=bt601,setsar=1,format=yuv420p[full]`,
  ].join(';');
}

/**
 * At most `fps` frames a second by the wall clock, never one twice. The camera's own timestamps are not asked: they
 * jump, repeat or miss, and a stream that suddenly sends a hundred frames a second is held back all the same.
 * Variable 0 is when the next frame is due, 1 is now. A frame may come half an interval early, so that a source
 * that sends exactly `fps` with some jitter loses none; a clock set back starts anew.
 */
function newestFrames(fps: number): string {
  const isDue = `gte(st(1,time(0)),ld(0))+lt(ld(1),ld(0)-2/${fps})`;
  return `select='if(${isDue},st(0,if(lt(ld(1),ld(0)),ld(1)-0.5/${fps},max(ld(0),ld(1)-0.5/${fps}))+1/${fps}),0)'`;
}

/** Frame n is what a player shows n/fps seconds after the start: the last one whose time has come. */
const framesAtTimes = (fps: number): string => `fps=${fps}:round=up:start_time=0`;

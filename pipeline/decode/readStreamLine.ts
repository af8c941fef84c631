/** What ffmpeg says of the stream it reads, when it opens it. Pure. */
export type SourceStream = {
  /** As ffmpeg spells it: h264, hevc, mjpeg. */
  codec: string;
  pixelFormat: string;
  width: number;
  height: number;
  /** As the source tells; null: it does not. */
  fps: number | null;
};

/** null: the line is about something else. Of a file that is written ffmpeg tells the same, but with a codec of ours. */
export function readStreamLine(line: string): SourceStream | null {
  const [, after] = /\bStream #0:\d+.*?: Video: (.*)$/.exec(line) ?? [];
  if (after === undefined || /^(wrapped_avframe|rawvideo.* q=|ppm)/.test(after)) return null;
  const [, codec] = /^(\w+)/.exec(after) ?? [];
  const [, width, height] = /, (\d{2,5})x(\d{2,5})\b/.exec(after) ?? [];
  if (codec === undefined || width === undefined || height === undefined) return null;
  const [, fps] = /, ([\d.]+k?) fps\b/.exec(after) ?? /, ([\d.]+k?) tbr\b/.exec(after) ?? [];
  return {
    codec,
    pixelFormat:
      /(?:^|, )(yuvj?\d+p\w*|nv12|nv21|yuyv422|uyvy422|gray\w*|rgb\w*|bgr\w*|pal8)\b/.exec(after)?.[1] ?? '',
    width: Number(width),
    height: Number(height),
    fps: rateOf(fps),
  };
}

/** Streams without times of their own are told as 90k: no rate at all. */
function rateOf(text: string | undefined): number | null {
  const fps = Number(text);
  return Number.isFinite(fps) && fps > 0 && fps <= 240 ? fps : null;
}

/**
 * Whether an address is of a camera's second, smaller stream, as the makers write it: Hikvision /Channels/102, Dahua and
 * Amcrest subtype=1, Axis and others stream2 or /sub, Reolink h264Preview_01_sub, TP-Link /stream2, ONVIF profile2.
 */
export function isSubStream(url: string): boolean {
  const path = url.replace(/^[a-z+]+:\/\/[^/]*/i, '');
  return subStreams.some((pattern) => pattern.test(path));
}

const subStreams = [
  /\/channels\/\d{0,2}0[2-9]\b/i,
  /[?&]subtype=[1-9]/i,
  /(^|[/_=-])sub(stream)?\d*($|[/_.?&])/i,
  /\/(stream|profile|video|live)[_-]?[2-9]($|[/?&])/i,
];

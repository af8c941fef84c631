/** The lines of a body: UTF-8, and of older Chinese firmware GB2312; each line by itself where a body mixes them. */
import { isUtf8 } from 'node:buffer';

/** Holds GB2312 and GBK. */
const chinese = new TextDecoder('gb18030');

/** Without empty ones; CRLF, trailing blanks and a missing last line feed change nothing. */
export function linesOf(body: Buffer): string[] {
  return wholeText(body)
    .split('\n')
    .map((line) => line.replace(/[\r \0]+$/, ''))
    .filter((line) => line.trim() !== '');
}

export function wholeText(body: Buffer): string {
  return readUtf8(body) ?? pieces(body).map(textOf).join('\n');
}

/** Neither alphabet has a line feed inside a character. */
function pieces(body: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = body.indexOf(10); end >= 0; end = body.indexOf(10, start)) {
    lines.push(body.subarray(start, end));
    start = end + 1;
  }
  return [...lines, body.subarray(start)];
}

const textOf = (line: Buffer): string => readUtf8(line) ?? chinese.decode(line);

/** Asked first: a decoder that throws takes far longer, and strangers choose what it has to read. */
const readUtf8 = (bytes: Buffer): string | null =>
  isUtf8(bytes) ? bytes.toString('utf8').replace(/^\uFEFF/, '') : null;

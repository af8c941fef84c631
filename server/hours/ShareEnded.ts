/** The program that writes the file of hours died without having been told to; its message has the last of what it said. */
export class ShareEnded extends Error {
  override name = 'ShareEnded';
  /** In one line. */
  readonly why: string;

  constructor(how: string, said: string) {
    super([`the program that writes the file of hours ended: ${how}`, said].join('\n').trim());
    const line = tellingLine(said);
    this.why = line === undefined ? how : `${how}, ${line}`;
  }
}

const lineMost = 200;

/** Of what Node says when it dies: the line that names the error, not the code around it. */
function tellingLine(said: string): string | undefined {
  const lines = said.split('\n').map((line) => line.trim());
  const line = lines.find((one) => /^(FATAL ERROR|\w*Error\b.*):/.test(one)) ?? lines.findLast(Boolean);
  return line?.slice(0, lineMost).replace(/[.:\s]+$/, '');
}

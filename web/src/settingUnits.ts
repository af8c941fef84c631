/** In what each length of time is typed and shown on the page, in milliseconds. A test holds it against the server's settings. */
export const settingUnitsMs: Readonly<Record<string, number>> = {
  awayAfterMs: 1_000,
  absentAfterMs: 60_000,
  sessionMs: 3_600_000,
  reportLinkMs: 3_600_000,
  stillOnTerminalAfterMs: 3_600_000,
};

/** Notices. Types only. */

/** What the bell tells. `untilMs` null: it lasts. */
export type NoticeView = {
  noticeId: string;
  kind: NoticeKind;
  /** Id of the person, camera or terminal. */
  subjectId: string;
  name: string;
  /** A sentence for a camera, terminal or backup; for a person, where they were last. */
  detail: string;
  area: string | null;
  cameraId: string | null;
  sinceMs: number;
  untilMs: number | null;
  acknowledged: { atMs: number; by: string; note: string } | null;
  /** By who asks. */
  read: boolean;
};

/**
 * `jobFailed`: what the server does by itself every so often; `subjectId` says what. `stillOnTerminal`: a terminal has not confirmed for
 * long that people who left are gone from it.
 */
export type NoticeKind =
  | ('away' | 'absent' | 'blindCamera' | 'unknownTerminal' | 'backupFailed')
  | ('jobFailed' | 'stillOnTerminal');

/** Every error a person can meet: one code, one HTTP status, one sentence that says action, state and remedy. */

export const errors = {
  CONFIG_UNUSABLE: { status: 500, text: 'Cannot start: {problem}. {remedy}' },
  PORT_BUSY: {
    status: 500,
    text: 'Cannot listen on port {port}: another program uses it. Stop that program or choose another with --port.',
  },
  DATA_UNWRITABLE: {
    status: 500,
    text: 'Cannot write to {path}: {problem}. Free space or choose another folder with --data.',
  },
  DATA_IN_USE: {
    status: 500,
    text: 'Cannot use {path}: a server or a restore is working with it. Stop the server, or wait for the restore, then try again.',
  },
  STORE_FULL: {
    status: 507,
    text: 'Cannot save: the disk that holds the data folder is full. Free some space; everything else goes on.',
  },
  STORE_BUSY: {
    status: 503,
    text: 'Cannot save: another program is using the database. Try again in a moment.',
  },
  STORE_FAILING: {
    status: 500,
    text: 'Cannot save where people are: the database reports an error. It is tried again by itself; the log has the details.',
  },
  NETWORKS_MISSING: {
    status: 500,
    text: 'Cannot load the networks: {file} is missing or damaged. Run "npm run models" to compile them again.',
  },
  NETWORK_UNUSABLE: {
    status: 500,
    text: 'Cannot use {file}: {problem}. {remedy}',
  },
  FFMPEG_MISSING: {
    status: 500,
    text: 'Cannot decode video: ffmpeg is not installed. Install it with "{command}".',
  },
  INPUT_INVALID: { status: 400, text: 'Cannot accept this request: {problem}.' },
  SIGN_IN_NEEDED: { status: 401, text: 'Cannot show this: you are not signed in. Sign in first.' },
  SIGN_IN_WRONG: {
    status: 401,
    text: 'Cannot sign in: the e-mail address or the password is wrong. Try again or ask an administrator.',
  },
  TOTP_NEEDED: {
    status: 401,
    text: 'Cannot sign in yet: a code is needed. Type the newest code of your authenticator, or a recovery code; each works once.',
  },
  TOTP_WRONG: {
    status: 422,
    text: 'Cannot turn on the second factor: the code is wrong. Check the clock of the phone and type its newest code.',
  },
  TWO_FACTOR_SETUP_NEEDED: {
    status: 403,
    text: 'Cannot show this yet: your company asks for a second factor. Set it up on your account page.',
  },
  SIGN_IN_TOO_OFTEN: {
    status: 429,
    text: 'Cannot check the password: too many wrong tries. Wait {minutes} minutes.',
  },
  PASSWORD_WRONG: {
    status: 403,
    text: 'Cannot do this: the current password is wrong. Type it again.',
  },
  NOT_ALLOWED: { status: 403, text: 'Cannot do this: your role is {role}. Ask an administrator.' },
  NOT_YOURS: {
    status: 403,
    text: 'Cannot show this: it belongs to another team or area. Ask an administrator.',
  },
  OWNERS_ONLY: {
    status: 403,
    text: 'Cannot do this: only an owner may change or make an owner. Ask one.',
  },
  OWN_ACCOUNT: {
    status: 409,
    text: 'Cannot do this: it is your own account. Ask another administrator.',
  },
  LAST_OWNER: {
    status: 409,
    text: 'Cannot do this: nobody else owns this server. Make somebody else an owner first.',
  },
  ORIGIN_REFUSED: {
    status: 403,
    text: 'Cannot accept this request: it came from another site. Open the page at its own address.',
  },
  SETUP_DONE: {
    status: 409,
    text: 'Cannot set up again: this server already has an administrator. Sign in.',
  },
  SETUP_TOKEN_WRONG: {
    status: 403,
    text: 'Cannot set up: this link is not the current one. Use the link the server printed last.',
  },
  NOT_FOUND: { status: 404, text: 'Cannot find {what}. It may have been removed; reload the page.' },
  NAME_TAKEN: { status: 409, text: 'Cannot use "{name}": it is already taken. Choose another.' },
  AREA_IN_USE: {
    status: 409,
    text: 'Cannot delete the area {name}: {cameras} cameras look at it. Move them to another area first.',
  },
  NESTED_IN_ITSELF: {
    status: 409,
    text: 'Cannot move {name} there: it would lie inside itself. Choose another place.',
  },
  HIERARCHY_CIRCLE: {
    status: 409,
    text: 'Cannot change who leads whom: {people} would lead each other in a circle. Choose somebody else.',
  },
  CORRECTED_ALREADY: {
    status: 409,
    text: 'Cannot correct this sighting: {by} corrected it before. Reload the page to see it.',
  },
  INCIDENT_OVER: {
    status: 409,
    text: 'Cannot change this incident: it is over. Reload the page to see how it ended.',
  },
  POLICY_TAKEN: {
    status: 409,
    text: 'Cannot save this policy: {name} has another one already. Change that one.',
  },
  DAY_OVER: {
    status: 422,
    text: 'Cannot change {what} from {date} on: days that are over keep what they were judged by. Choose {earliest} or a later day.',
  },
  SHIFT_CLASH: {
    status: 409,
    text: 'Cannot assign this shift: on {date} it would meet "{other}", which {name} works already. End that assignment first, or choose other days.',
  },
  SHIFT_IN_USE: {
    status: 409,
    text: 'Cannot archive the shift "{name}": {count} assignments of it still hold. End them first.',
  },
  CALENDAR_IN_USE: {
    status: 409,
    text: 'Cannot delete the calendar "{name}": the shift "{shift}" follows it. Choose another one there first.',
  },
  PERSON_INACTIVE: {
    status: 409,
    text: 'Cannot assign a shift to {name}: they are deactivated. Activate them first.',
  },
  PUNCH_KNOWN: {
    status: 409,
    text: 'Cannot add this punch: {name} has the same one already. Reload the page to see it.',
  },
  CAMERA_FILE_BROKEN: {
    status: 422,
    text: 'Cannot read {file}: {problem}. Correct the file; the other cameras go on.',
  },
  CAMERA_SECRET_MISSING: {
    status: 422,
    text: 'Cannot use {file}: the environment variable {variable} is not set. Set it and restart, or write the value in the file.',
  },
  CAMERA_BLIND: {
    status: 409,
    text: 'Cannot take a picture of {camera}: it does not see now. Try again when it does.',
  },
  CAMERA_TEST_BUSY: {
    status: 429,
    text: 'Cannot test this camera: {problem}. Try again in a moment.',
  },
  ONVIF_FAILED: {
    status: 422,
    text: 'Cannot ask the camera at {host}: {problem}. {remedy}',
  },
  CONSENT_MISSING: {
    status: 422,
    text: 'Cannot store a face of {name}: no consent is recorded. Record the consent first.',
  },
  PHOTO_UNREADABLE: {
    status: 422,
    text: 'Cannot read {file}: it is not a picture we know. Use a JPEG, PNG or WebP file.',
  },
  PHOTO_TOO_LARGE: {
    status: 413,
    text: 'Cannot take {file}: it is larger than {limit}. Send a smaller picture.',
  },
  PHOTO_FACELESS: {
    status: 422,
    text: 'Cannot use {file}: no face was found. Use a picture where one face is clearly visible.',
  },
  PHOTO_CROWDED: {
    status: 422,
    text: 'Cannot use {file}: {count} faces were found. Use a picture of one person alone.',
  },
  PHOTO_POOR: {
    status: 422,
    text: 'Cannot use {file}: the face is {problem}. Use a sharp picture, looking at the camera, face at least {minimum} px wide.',
  },
  CONFIRM_NEEDED: {
    status: 409,
    text: 'Cannot do this without a yes: {what}. Ask first, and send it again with "confirm".',
  },
  BADGE_ONLY: {
    status: 422,
    text: 'Cannot store a face of {name}: they are recognised by badge alone. Change that in their record first.',
  },
  PHOTO_SAME: {
    status: 422,
    text: 'Cannot use {file}: it shows nearly the same as a photo that is kept. Use one with the head turned another way, or in other light.',
  },
  PHOTO_SPARE: {
    status: 422,
    text: 'Cannot use {file}: {limit} faces are kept already and cover what it shows. Nothing needs to be done.',
  },
  PHOTOS_TOO_LARGE: {
    status: 413,
    text: 'Cannot take these photos: with those still being read they are larger than {limit} together. Send fewer at once.',
  },
  TRACK_UNUSABLE: {
    status: 422,
    text: 'Cannot learn a face from this track: {problem}. {remedy}',
  },
  LOOKS_LIKE_OTHER: {
    status: 409,
    text: 'Cannot learn this face as {name}: it looks like {other}. Check who it is, and add photos of {name} instead.',
  },
  IMPORT_UNREADABLE: {
    status: 422,
    text: 'Cannot read this list: {problem}. {remedy}',
  },
  IMPORT_STALE: {
    status: 409,
    text: 'Cannot import: the file or the people changed since the preview. Look at a new preview first.',
  },
  IMPORT_PROBLEMS: {
    status: 422,
    text: 'Cannot import: {count} rows have problems. Correct them in the file, or leave them out.',
  },
  VIDEO_UNREADABLE: {
    status: 422,
    text: 'Cannot read {file}: {problem}. Check that the file exists and plays elsewhere.',
  },
  BACKUP_FAILED: {
    status: 500,
    text: 'Cannot back up: {problem}. Try again; when it happens again, the log has the details.',
  },
  BACKUP_REFUSED: {
    status: 422,
    text: 'Cannot restore {file}: {problem}. Choose another backup; nothing was changed.',
  },
  NOT_IN_DEMO: {
    status: 409,
    text: 'Cannot do this in the demo: its office is made anew at every start. Do it on a real server.',
  },
  OWNER_NEEDED: {
    status: 403,
    text: 'Cannot give out or restore a backup: your role is {role}. Ask an owner.',
  },
  CONFIRM_WRONG: {
    status: 422,
    text: 'Cannot restore: the typed name is not the company\'s. Type "{name}".',
  },
  REPORT_TOO_LONG: {
    status: 422,
    text: 'Cannot make this report: {problem}. Choose fewer days, a team or a person, or download it as a file.',
  },
  SHEET_FULL: {
    status: 422,
    text: 'Cannot write this report as a workbook: a sheet holds {most} rows, and it has more. Choose fewer days, a team or a person, or download it as CSV.',
  },
  LINK_OVER: {
    status: 410,
    text: 'Cannot open this report: the link has expired or was never valid. Ask for a new one, or sign in and open Reports.',
  },
  DAY_TO_COME: {
    status: 422,
    text: 'Cannot correct {date}: that day has not begun. Correct it when it has.',
  },
  KEY_WRONG: {
    status: 401,
    text: 'Cannot answer: this API key is not known here or was revoked. Ask an administrator for a new one.',
  },
  KEY_READS_ONLY: {
    status: 403,
    text: 'Cannot do this with an API key: keys read presence, exports, reports, punches and incidents only. Sign in for the rest.',
  },
  KEY_TOO_OFTEN: {
    status: 429,
    text: 'Cannot answer now: asked more than {limit} times in a minute. Wait a minute, and ask less often.',
  },
  CHANNEL_UNREADY: {
    status: 409,
    text: 'Cannot send on this channel: it is off or not complete. Complete it and turn it on first.',
  },
  CHANNEL_NO_ADDRESS: {
    status: 422,
    text: 'Cannot send to {name}: there is no address of theirs for this channel. Add it to their record first.',
  },
  MESSAGE_ON_ITS_WAY: {
    status: 409,
    text: 'Cannot send this message again: it is on its way or has arrived. Only what waits or failed can be sent again.',
  },
  SIGNATURE_WRONG: {
    status: 403,
    text: 'Cannot accept this request: Twilio has not signed it for this account. Check the auth token and the public address in the settings.',
  },
  DEVICE_UNREACHABLE: {
    status: 502,
    text: 'Cannot reach the terminal at {address}: {problem}. Check its address and its cable, and that port {port} is open to this server.',
  },
  DEVICE_BUSY: {
    status: 502,
    text: 'Cannot talk to the terminal at {address}: it takes the connection and does not answer, as it does while another program is connected. Close that program, or restart the terminal.',
  },
  DEVICE_KEY_WRONG: {
    status: 502,
    text: 'Cannot sign in at the terminal at {address}: it refuses the comm key. Type the key that its menu shows for the connection to a PC.',
  },
  DEVICE_SILENT: {
    status: 504,
    text: 'Cannot finish with the terminal at {address}: it stopped answering. Nothing was kept; try again, and restart the terminal if it stays so.',
  },
  DEVICE_LOST: {
    status: 502,
    text: 'Cannot finish with the terminal at {address}: the connection broke. Nothing was kept; check the network, then try again.',
  },
  DEVICE_GARBLED: {
    status: 502,
    text: 'Cannot understand the terminal at {address}: {problem}. Check that a ZKTeco terminal has this address, and nothing else.',
  },
  DEVICE_INCOMPLETE: {
    status: 502,
    text: 'Cannot use what the terminal at {address} sent: {problem}. Nothing was kept; try again.',
  },
  DEVICE_LAYOUT_UNKNOWN: {
    status: 502,
    text: 'Cannot read the terminal at {address}: {problem}, which is no layout known here. Nothing was guessed; tell us its model and firmware.',
  },
  DEVICE_ACCESS_MODE: {
    status: 409,
    text: 'Cannot read the log of the terminal at {address}: it works in access control mode. Set it to "T&A PUSH" in its menu.',
  },
  DEVICE_REFUSED: {
    status: 502,
    text: 'Cannot do this at the terminal at {address}: it refuses {what} (answer {answer}). Check that nobody is using its menu, then try again.',
  },
  DEVICE_UNABLE: {
    status: 409,
    text: 'Cannot do this at the terminal at {address}: its firmware does not know {what}. Do it in its own menu.',
  },
  DEVICE_QUEUE_FULL: {
    status: 503,
    text: 'Cannot do this at the terminal at {address} now: {count} other things wait for it. Try again in a moment.',
  },
  DEVICE_VALUE_UNFIT: {
    status: 422,
    text: 'Cannot store this on the terminal at {address}: {problem}. Change it, then try again.',
  },
  DEVICE_NOT_THERE: {
    status: 404,
    text: 'Cannot find {what} on the terminal at {address}. It may have been deleted there; read its users again.',
  },
  TERMINAL_KNOWN: {
    status: 409,
    text: 'Cannot use this terminal: "{name}" is the same one, with the serial number {serial}. Change that one, or remove it first.',
  },
  TERMINAL_OFFLINE: {
    status: 409,
    text: 'Cannot do this at the terminal {name} now: it is not connected. {problem}',
  },
  TERMINAL_CALLS: {
    status: 409,
    text: 'Cannot do this at the terminal {name} at once: it calls this server by itself, and is not called. Wait for its next call, or add it by its address.',
  },
  TERMINAL_NOT_CONFIRMED: {
    status: 422,
    text: 'Cannot clear the terminal {name}: what was typed is neither its name nor its serial number. Type one of them.',
  },
  TERMINAL_IN_USE: {
    status: 409,
    text: 'Cannot clear the terminal {name}: people use it, and it records more than was read. Nothing was cleared; try again in a quiet moment.',
  },
  TERMINAL_SCAN_BUSY: {
    status: 409,
    text: 'Cannot look for terminals: you are looking for some already. Wait until it ends, or cancel it.',
  },
  TERMINALS_FULL: {
    status: 409,
    text: 'Cannot add a terminal: {count} are here, as many as one server speaks with. Remove one that is not used.',
  },
  EMPLOYEES_UNREADABLE: {
    status: 422,
    text: 'Cannot read the employees from {what}: {problem}. {remedy}',
  },
  EMPLOYEES_NO_SOURCE: {
    status: 409,
    text: 'Cannot run: nobody has said where the active employees come from. Set up that source first.',
  },
  EMPLOYEES_BUSY: {
    status: 409,
    text: 'Cannot start another run: one is at work. Wait until it has ended.',
  },
  EMPLOYEES_NO_PLAN: {
    status: 409,
    text: 'Cannot let this run go on: it was not stopped with a plan, or it is not the last one. Run it again and look at what it says.',
  },
  EMPLOYEES_PLAN_CHANGED: {
    status: 409,
    text: 'Cannot do what you looked at: the lists or the people changed meanwhile. Look at the new run first.',
  },
  EMPLOYEES_NOT_CONFIRMED: {
    status: 422,
    text: 'Cannot run in spite of the alarm: what was typed is not the name of the company. Type it as it is written in the settings.',
  },
  HOURS_NOT_SET_UP: {
    status: 409,
    text: 'Cannot write the file of hours: no folder is chosen. Choose one under Settings.',
  },
  HOURS_FOLDER_MISSING: {
    status: 409,
    text: 'Cannot write the file of hours: there is no folder {folder}. Connect the drive or share again, or choose another folder; the rows wait.',
  },
  HOURS_FOLDER_UNUSABLE: {
    status: 409,
    text: 'Cannot write the file of hours to {folder}: {problem}. Mend that, or choose another folder; the rows wait.',
  },
  HOURS_DISK_FULL: {
    status: 507,
    text: 'Cannot write the file of hours to {folder}: the disk is full. Free some space; the rows wait.',
  },
  HOURS_FILE_HELD: {
    status: 409,
    text: 'Cannot write {file}: another program keeps it locked. Close it there; the rows wait, and it is tried again.',
  },
  HOURS_FILE_UNFIT: {
    status: 409,
    text: 'Cannot write {file}: {problem}. Give it another name, or choose another file name; the rows wait.',
  },
  HOURS_FILE_SHARED: {
    status: 409,
    text: 'Cannot write {file} now: another server is writing to it. Give each server a folder of its own; the rows wait.',
  },
  HOURS_FILE_CHANGED: {
    status: 409,
    text: 'Cannot go on in {file}: it is not as this server left it. Decide whether to go on in it or to begin a new file; the rows wait.',
  },
  HOURS_LAYOUT_DIFFERS: {
    status: 409,
    text: 'Cannot go on in {file}: its rows have the layout of before. Decide whether to go on in it or to begin a new file; the rows wait.',
  },
  HOURS_UNDECIDED: {
    status: 409,
    text: 'Cannot tell whether {count} rows, of {from} to {to}, reached {file}: this server ended amid writing, and the file was taken or changed before it was back. Look whether its reader has them, then decide.',
  },
  HOURS_RESTORED: {
    status: 409,
    text: 'Cannot go on with the file of hours by itself: a backup was restored, and what was written after it was made would be written again. Choose from which day on to write, then turn it on.',
  },
  HOURS_CHOICE_OVER: {
    status: 409,
    text: 'Cannot decide this: what it was about is over. Look at the page again.',
  },
  HOURS_SILENT: {
    status: 504,
    text: 'Cannot finish writing {file}: the drive or share does not answer. Check it and the network; if it stays so, restart this server. The rows wait.',
  },
  HOURS_FAILED: {
    status: 500,
    text: 'Cannot write the file of hours: an unexpected error happened. The log has the details; the rows wait, and it is tried again.',
  },
  UNEXPECTED: {
    status: 500,
    text: 'Cannot finish this request: an unexpected error happened (reference {reference}). The log has the details.',
  },
} as const satisfies Record<string, { status: number; text: string }>;

export type ErrorCode = keyof typeof errors;
type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
/** The values that the sentence of a code needs. */
export type ErrorValues<C extends ErrorCode> = Record<Names<(typeof errors)[C]['text']>, string | number>;

/** An error whose message a person should read. Anything else thrown is a bug. */
export class UserFacingError extends Error {
  override name = 'UserFacingError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly fields: Record<string, string> | undefined;

  constructor(code: ErrorCode, message: string, fields?: Record<string, string>, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.status = errors[code].status;
    this.fields = fields;
  }
}

export function problem<C extends ErrorCode>(
  code: C,
  values: ErrorValues<C>,
  more: { fields?: Record<string, string>; cause?: unknown } = {},
): UserFacingError {
  const message = errors[code].text.replace(/\{(\w+)\}/g, (_, name: string) =>
    String((values as Record<string, unknown>)[name]),
  );
  return new UserFacingError(code, message, more.fields, more.cause);
}

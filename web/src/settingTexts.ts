/** What each setting is called and does, and what a change of it would do. */
import { msg, str } from '@lit/localize';
import type { SettingEffect } from '../../server/wire.ts';
import { exactText, numberText } from './time.ts';

export type SettingText = { label: string; help: string };

export function settingText(key: string): SettingText {
  const texts: Record<string, () => SettingText> = {
    companyName: () => ({ label: msg('Company name'), help: msg('Shown at the top of every page.') }),
    timeZone: () => ({
      label: msg('Time zone'),
      help: msg('Times on every page, and when a day begins. A name such as Asia/Jakarta.'),
    }),
    language: () => ({
      label: msg('Language'),
      help: msg('For browsers in which nobody has chosen a language.'),
    }),
    awayAfterMs: () => ({
      label: msg('Away after'),
      help: msg(
        'Unseen for this long, a person is away and the bell says so. Time while cameras are blind does not count.',
      ),
    }),
    absentAfterMs: () => ({
      label: msg('Absent after'),
      help: msg('Unseen for this long, a person is absent. Time while cameras are blind does not count.'),
    }),
    blurUnknownFaces: () => ({
      label: msg('Blur faces of unknown people'),
      help: msg('Made unrecognisable on the server, before a picture leaves it.'),
    }),
    privacyNotice: () => ({
      label: msg('Privacy notice'),
      help: msg('What people are told about the cameras. Shown where consent is recorded.'),
    }),
    backupAt: () => ({
      label: msg('Daily backup at'),
      help: msg('Time at the site. Leave it empty for no daily backup.'),
    }),
    backupsKept: () => ({
      label: msg('Daily backups kept'),
      help: msg('Older ones are deleted. Those made by hand stay until somebody deletes them.'),
    }),
    sessionMs: () => ({
      label: msg('Sign out after'),
      help: msg('A session that nobody uses for so long ends.'),
    }),
    passwordMinLength: () => ({
      label: msg('Shortest password'),
      help: msg('For passwords that are set from now on.'),
    }),
    twoFactorNeeded: () => ({
      label: msg('Second factor needed'),
      help: msg('Everybody but viewers must confirm each sign-in with an authenticator.'),
    }),
    auditKeptDays: () => ({
      label: msg('Audit log kept for'),
      help: msg('Older entries are deleted once a day.'),
    }),
    ...messageTexts,
  };
  return texts[key]?.() ?? { label: key, help: '' };
}

const messageTexts: Record<string, () => SettingText> = {
  incidentsKeptDays: () => ({
    label: msg('Incidents and messages kept for'),
    help: msg(
      'Older ones that are over are deleted once a day; reports stay as they are. 0: they are kept for good.',
    ),
  }),
  reportAt: () => ({
    label: msg('Daily report at'),
    help: msg(
      'Time at the site. Sent to HR; before noon it tells of the day before. Leave it empty for none.',
    ),
  }),
  reportLinkMs: () => ({
    label: msg('Links in reports work for'),
    help: msg('Whoever has the link can open the report until then.'),
  }),
  keepsEvidence: () => ({
    label: msg('Keep pictures of arrival and departure'),
    help: msg(
      'One of the first and one of the last sighting of each person and day, with the faces of others hidden. Tell people first: the usual consent speaks of no photos. Turning it off deletes all of them at once.',
    ),
  }),
  evidenceKeptDays: () => ({
    label: msg('Pictures kept for'),
    help: msg('Older ones are deleted once a day.'),
  }),
  pushOn: () => ({
    label: msg('Terminals may call this server'),
    help: msg(
      'For terminals set to PUSH or ADMS. They call a port of its own, with nothing else behind it; only those that somebody let in are heard.',
    ),
  }),
  pushPort: () => ({
    label: msg('Port for terminals that call'),
    help: msg('To be typed into the menu of each terminal, with the address of this server.'),
  }),
  storesTemplates: () => ({
    label: msg('Store fingers and faces of terminals'),
    help: msg(
      'Then a terminal gets them also while the one they were taken at is off. Otherwise they only pass from one terminal to another, in memory. Turning it off deletes all of them here.',
    ),
  }),
  stillOnTerminalAfterMs: () => ({
    label: msg('Tell of people who left and are still on a terminal after'),
    help: msg(
      'Counted from when they left, until the terminal confirms that they are gone. Administrators are told, HR if it lasts. 0: nobody is told.',
    ),
  }),
  publicUrl: () => ({
    label: msg('Public address'),
    help: msg(
      'How phones and providers reach this server. Links in messages and replies by WhatsApp need it.',
    ),
  }),
};

export function effectText(effect: SettingEffect, zone: string): string {
  switch (effect.kind) {
    case 'away':
      return msg(
        str`People away now: ${numberText(effect.now)}. With this change: ${numberText(effect.then)}.`,
      );
    case 'absent':
      return msg(
        str`People absent now: ${numberText(effect.now)}. With this change: ${numberText(effect.then)}.`,
      );
    case 'blurOn':
      return msg('Nobody who watches will recognise an unknown person any more.');
    case 'blurOff':
      return msg('Whoever watches will see the faces of unknown people.');
    case 'privacyNotice':
      return msg(
        str`Consents recorded so far (${numberText(effect.consents)}) keep the text they were given with.`,
      );
    case 'timeZone':
      return msg('Every time is shown in the new zone at once. Nothing recorded changes.');
    case 'language':
      return msg('Browsers in which a language was chosen keep theirs.');
    case 'nextBackup':
      return effect.atMs === null
        ? msg('No backup will be made by itself.')
        : msg(str`Next backup: ${exactText(effect.atMs, zone)}.`);
    case 'backupsDeleted':
      return msg(str`Backups deleted after the next one: ${numberText(effect.count)}.`);
    case 'sessionsEnd':
      return msg(str`Sessions that end: ${numberText(effect.count)}.`);
    case 'passwords':
      return msg('Passwords of today go on working.');
    case 'secondFactor':
      return msg(
        str`Users without a second factor, who will be asked to set one up: ${numberText(effect.users)}.`,
      );
    case 'noSecondFactor':
      return msg('Who has a second factor keeps it.');
    case 'auditDeleted':
      return msg(str`Entries of the audit log that are deleted: ${numberText(effect.rows)}.`);
    case 'incidentsDeleted':
      return msg(
        str`Incidents that are deleted: ${numberText(effect.incidents)}. Messages: ${numberText(effect.messages)}.`,
      );
    case 'pushOn':
      return msg('A port is opened for terminals that call.');
    case 'pushOff':
      return msg('Terminals that call are not heard any more. They keep their records until they are.');
    case 'templatesOn':
      return msg('Fingers, faces and photos that terminals send from now on are stored here.');
    case 'templatesOff':
      return msg('Every finger, face and photo of terminals that is stored here is deleted.');
    case 'evidenceOn':
      return msg('Pictures are kept from now on; consents recorded so far may speak of no photos.');
    case 'evidenceOff':
      return msg(
        str`Pictures of arrival and departure that are deleted at once: ${numberText(effect.count)}.`,
      );
    case 'evidenceDeleted':
      return msg(str`Pictures of arrival and departure that are deleted: ${numberText(effect.count)}.`);
    default:
      effect satisfies never;
      return '';
  }
}

import { msg } from '@lit/localize';

/** What a text tells. One that is not here shows by its key. */
export function templateName(key: string): string {
  const names: Record<string, () => string> = {
    absenceRaised: () => msg('Somebody is absent'),
    absenceEscalated: () => msg('Absent, and nobody answered'),
    absenceResolved: () => msg('Back again'),
    absenceDigest: () => msg('Several are absent'),
    absencesResolved: () => msg('Several are back'),
    notArrived: () => msg('Not arrived'),
    cameraBlind: () => msg('Blind camera'),
    cameraBack: () => msg('Camera sees again'),
    terminalUnknown: () => msg('Unknown terminal'),
    backupFailed: () => msg('Failed backup'),
    jobFailed: () => msg('Failed work of the server'),
    jobWorks: () => msg('Work of the server goes well again'),
    stillOnTerminal: () => msg('People who left may be on a terminal'),
    goneFromTerminal: () => msg('People who left are gone from a terminal'),
    dailyReport: () => msg('Daily report'),
    test: () => msg('Test message'),
    reply: () => msg('Answer to a message'),
  };
  return names[key]?.() ?? key;
}

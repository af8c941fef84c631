/** What a terminal that calls is to do, in words. */
import { msg, str } from '@lit/localize';
import type { DeviceCommandView } from '../../../server/wire.ts';

export function commandWord({ kind, userId }: Pick<DeviceCommandView, 'kind' | 'userId'>): string {
  return (userId !== null && ofUser(kind, userId)) || ofTerminal(kind) || kind;
}

function ofUser(kind: string, userId: string): string {
  switch (kind) {
    case 'updateUser':
      return msg(str`Take user ${userId}`);
    case 'deleteUser':
      return msg(str`Delete user ${userId}`);
    case 'updateTemplate':
      return msg(str`Take a finger, face or photo of user ${userId}`);
    case 'deleteTemplates':
      return msg(str`Delete fingers, faces or photo of user ${userId}`);
    case 'queryUsers':
    case 'queryTemplate':
      return msg(str`Tell what it holds of user ${userId}`);
    case 'enrolFinger':
      return msg(str`Enrol a finger of user ${userId}`);
    case 'enrolFace':
      return msg(str`Enrol the face of user ${userId}`);
    default:
      return '';
  }
}

function ofTerminal(kind: string): string {
  const words: Record<string, () => string> = {
    queryUsers: () => msg('Tell its users'),
    queryTemplates: () => msg('Tell its fingers and faces'),
    queryLogs: () => msg('Send its logs'),
    verifySum: () => msg('Count its logs'),
    clearLogs: () => msg('Delete its logs'),
    clearPhotos: () => msg('Delete its photos'),
    clearAll: () => msg('Delete everything'),
    setTime: () => msg('Set its clock'),
    sendNew: () => msg('Send what is new'),
    checkAll: () => msg('Send everything again'),
    reloadOptions: () => msg('Introduce itself again'),
    tellInfo: () => msg('Tell about itself'),
    restart: () => msg('Restart'),
    unlockDoor: () => msg('Open the door'),
  };
  return words[kind]?.() ?? '';
}

export function commandStateWord(state: DeviceCommandView['state']): { text: string; colour: string } {
  switch (state) {
    case 'waiting':
      return { text: msg('Waits for its call'), colour: 'warn' };
    case 'sent':
      return { text: msg('Sent'), colour: 'warn' };
    case 'done':
      return { text: msg('Done'), colour: 'good' };
    case 'failed':
      return { text: msg('Failed'), colour: 'bad' };
    default:
      return state satisfies never;
  }
}

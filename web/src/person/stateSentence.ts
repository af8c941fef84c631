/** Where somebody is, as one sentence. Pure: the clock is an argument. */
import { msg, str } from '@lit/localize';
import type { PersonView } from '../../../server/wire.ts';
import { placeText } from '../placeText.ts';
import { offWord } from '../shifts/shiftWords.ts';
import { goneWords, wasHere } from '../stateText.ts';
import { ageText, momentText, startOfDayMs } from '../time.ts';

export function stateSentence(person: PersonView, nowMs: number, zone: string): string {
  // Who punched is where the terminal hangs: no camera is needed for that.
  const place = person.cameraName === null ? person.area : placeText(person.cameraName, person.area);
  const since = person.sinceMs === null ? '' : momentText(person.sinceMs, nowMs, zone);
  const age = person.lastSeenMs === null ? null : ageText(nowMs - person.lastSeenMs);
  if (place === null && person.state === 'present' && age !== null)
    return msg(str`Present since ${since} by a punch, at a terminal without an area. Last seen ${age}.`);
  if (place === null || age === null) return unseen(person);
  switch (person.state) {
    case 'present':
      return msg(str`At ${place}, present since ${since}, last seen ${age}.`);
    case 'away':
      return msg(str`Away since ${since}. Last seen ${age} at ${place}.`);
    case 'absent':
      return msg(str`Absent since ${since}. Last seen ${age} at ${place}.`);
    case 'onLeave':
      return msg(str`On leave. Last seen ${age} at ${place}.`);
    case 'off':
      return person.offWhy
        ? msg(str`Not on duty: ${offWord(person.offWhy)}. Last seen ${age} at ${place}.`)
        : msg(str`Not on duty. Last seen ${age} at ${place}.`);
    case 'blind':
      return msg(
        str`The cameras that could see them are blind since ${since}. Last seen ${age} at ${place}.`,
      );
    case 'expected':
      if (wasHere(person, startOfDayMs(nowMs, zone)))
        return msg(str`${goneWords(person).text}. Last seen ${age} at ${place}.`);
      return msg(str`Not seen yet today. Last seen ${age} at ${place}.`);
    default:
      return person.state satisfies never;
  }
}

function unseen({ state, offWhy }: PersonView): string {
  if (state === 'onLeave') return msg('On leave.');
  if (state === 'off') return offWhy ? msg(str`Not on duty: ${offWord(offWhy)}.`) : msg('Not on duty.');
  if (state === 'blind') return msg('Not seen yet, and the cameras that could see them are blind.');
  return msg('No camera has seen them yet.');
}

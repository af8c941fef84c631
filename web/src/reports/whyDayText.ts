import { serverText } from '../serverText.ts';

/** Before what begins a further sentence of the server. A full stop alone ends none: names of shifts and reasons have them, too. */
const between =
  /\. (?=Never seen\.|Seen from \d|By punches: \d|By badge alone: |Late by \d|Left \d|Absences: \d|The cameras saw \d)/g;
const mark = '\0';

/** What the status of a day is based on, in the language of the page. What people typed stays as it is. */
export const whyDayText = (why: string): string =>
  why
    .replace(between, `.${mark}`)
    .split(mark)
    .map((sentence) => serverText(sentence))
    .join(' ');

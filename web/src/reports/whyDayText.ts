import { serverText } from '../serverText.ts';

/** How each further sentence of the server begins. A full stop alone does not end one: names of shifts and reasons have them, too. */
const beginnings = [
  ...['Never seen\\.', 'Seen from \\d', 'By punches: \\d', 'By badge alone: ', 'Late by \\d', 'Left \\d'],
  ...['Absences: \\d', 'The cameras saw \\d'],
];
const between = new RegExp(`\\. (?=${beginnings.join('|')})`, 'g');
const mark = '\0';

/** What the status of a day is based on, in the language of the page. What people typed stays as it is. */
export const whyDayText = (why: string): string =>
  why
    .replace(between, `.${mark}`)
    .split(mark)
    .map((sentence) => serverText(sentence))
    .join(' ');

/** What connectors ask for and tell, in words. */
import { msg } from '@lit/localize';
import type { ConnectorView } from '../../server/wire.ts';

export type ConnectorField = {
  key: string;
  label: string;
  hint?: string;
  placeholder?: string;
  kind: 'text' | 'secret' | 'zone' | 'choice';
  choices?: { value: string; text: string }[];
  needed?: boolean;
};

/** In the order in which they are filled in. */
export const frappeFields = (): ConnectorField[] => [
  {
    ...{ key: 'url', kind: 'text', label: msg('Address of the Frappe site'), needed: true },
    placeholder: 'https://hr.example.com',
  },
  {
    ...{ key: 'timeZone', kind: 'zone', label: msg('Time zone of the Frappe site'), needed: true },
    ...{ placeholder: 'Asia/Kolkata', hint: msg('Its times carry no zone: they are written in this one.') },
  },
  { key: 'apiKey', kind: 'text', label: msg('API key of the Frappe user'), needed: true },
  { key: 'apiSecret', kind: 'secret', label: msg('API secret of the Frappe user'), needed: true },
  {
    ...{ key: 'employeeField', kind: 'choice', label: msg('Employees are found by') },
    choices: [
      { value: 'attendance_device_id', text: msg('Attendance Device ID') },
      { value: 'name', text: msg('Employee ID') },
    ],
    hint: msg('In Frappe it must be the employee code that the person has here.'),
  },
  {
    ...{ key: 'sends', kind: 'choice', label: msg('Hands over') },
    choices: [
      { value: 'both', text: msg('What cameras saw, and punches') },
      { value: 'cameras', text: msg('What cameras saw') },
      { value: 'punches', text: msg('Punches only') },
    ],
  },
  {
    ...{ key: 'skipAutoAttendance', kind: 'choice', label: msg('Attendance in Frappe') },
    choices: [
      { value: '0', text: msg('Made from these check-ins') },
      { value: '1', text: msg('Not made from these check-ins') },
    ],
  },
];

/** Labels of what is still to be filled in before it can be turned on. */
export const missingIn = ({ config, secretsSet }: ConnectorView): string[] =>
  frappeFields()
    .filter(
      ({ key, kind, needed }) => needed && !(kind === 'secret' ? secretsSet.includes(key) : config[key]),
    )
    .map(({ label }) => label);

/** Each `event` that the webhook may tell, and when. */
export const eventTexts = (): { event: string; text: string }[] => [
  { event: 'presence.arrived', text: msg('Somebody came: first seen, or first seen after having left.') },
  { event: 'presence.left', text: msg('Somebody left: the last sighting before it.') },
  {
    ...{ event: 'incident.opened' },
    text: msg('An absence, a blind camera, an unknown terminal or a failed backup.'),
  },
  { event: 'incident.resolved', text: msg('It is over, excused or closed.') },
];

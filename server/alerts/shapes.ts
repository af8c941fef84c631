/** Incidents as they are answered. */
import { z } from 'zod';
import type {
  AlertView,
  IncidentDetails,
  IncidentEvent,
  IncidentKind,
  IncidentState,
  IncidentView,
  MessageView,
  PersonSnooze,
  ProblemView,
} from '../wire.ts';

export const kind = z.enum([
  ...(['absence', 'blindCamera', 'unknownTerminal', 'backupFailed', 'jobFailed', 'stillOnTerminal'] as const),
]);
kind satisfies z.ZodType<IncidentKind>;
export const state = z.enum(['open', 'acknowledged', 'escalated', 'resolved', 'excused', 'closed']);
state satisfies z.ZodType<IncidentState>;

export const incident = z.object({
  incidentId: z.string(),
  kind,
  state,
  subjectId: z.string(),
  name: z.string(),
  teamId: z.string().nullable(),
  area: z.string().nullable(),
  cameraId: z.string().nullable(),
  sinceMs: z.number(),
  openedAtMs: z.number(),
  level: z.number(),
  nextLevelAtMs: z.number().nullable(),
  acknowledged: z.object({ atMs: z.number(), by: z.string(), note: z.string() }).nullable(),
  snoozedUntilMs: z.number().nullable(),
  endedAtMs: z.number().nullable(),
  endedBy: z.string().nullable(),
  absenceId: z.string().nullable(),
  why: z.string(),
}) satisfies z.ZodType<IncidentView>;

const event = z.object({
  atMs: z.number(),
  kind: z.enum([
    ...(['opened', 'alerted', 'held', 'grouped', 'inhibited', 'noRecipient', 'acknowledged'] as const),
    ...(['escalated', 'snoozed', 'excused', 'resolved', 'closed'] as const),
  ]),
  by: z.string().nullable(),
  detail: z.string(),
}) satisfies z.ZodType<IncidentEvent>;

const messageState = z.enum([
  ...(['queued', 'sending', 'unknown', 'accepted', 'sent', 'delivered', 'read'] as const),
  ...(['failed', 'dropped'] as const),
]);
const message = z.object({
  messageId: z.string(),
  channel: z.enum(['whatsapp', 'email', 'webhook', 'browser']),
  address: z.string(),
  state: messageState,
  text: z.string(),
  createdAtMs: z.number(),
  sentAtMs: z.number().nullable(),
  attempts: z.number(),
  errorCode: z.string().nullable(),
  problem: z.string().nullable(),
}) satisfies z.ZodType<MessageView>;

const alert = z.object({
  alertId: z.string(),
  kind: z.enum(['raised', 'resolved']),
  level: z.number(),
  recipientId: z.string(),
  recipient: z.string(),
  createdAtMs: z.number(),
  note: z.string().nullable(),
  messages: z.array(message),
}) satisfies z.ZodType<AlertView>;

export const incidentDetails = incident.extend({
  events: z.array(event),
  alerts: z.array(alert),
}) satisfies z.ZodType<IncidentDetails>;

export const personSnooze = z.object({
  personId: z.string(),
  untilMs: z.number(),
  by: z.string(),
  atMs: z.number(),
}) satisfies z.ZodType<PersonSnooze>;

export const problemView = z.object({
  problemId: z.string(),
  path: z.string(),
  text: z.string(),
  sinceMs: z.number().nullable(),
}) satisfies z.ZodType<ProblemView>;

/** Escalation policies and substitutes as they are asked and answered. */
import { z } from 'zod';
import type {
  EscalationLevel,
  EscalationPolicy,
  NewPolicy,
  NewSubstitute,
  PoliciesView,
  PolicyPreview,
  PreviewRequest,
  RecipientRule,
  Substitute,
} from '../wire.ts';

const id = z.string().max(100);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 22:00');
const dayMinutes = 24 * 60;

const rule = z.union([
  z.object({ kind: z.enum(['supervisor', 'superior', 'hr', 'admins']) }),
  z.object({ kind: z.literal('person'), personId: id }),
]) satisfies z.ZodType<RecipientRule>;
const level = z.object({
  /** Tenths: a demonstration does not last for minutes. */
  afterMinutes: z.number().multipleOf(0.1, 'at most one digit after the point').min(0).max(dayMinutes),
  to: z.array(rule).min(1, 'say whom this level tells').max(20, 'at most 20 at one level'),
  urgent: z.boolean().optional(),
}) satisfies z.ZodType<EscalationLevel>;
const rises = (levels: EscalationLevel[]): boolean =>
  levels.every(({ afterMinutes }, index) => afterMinutes > (levels[index - 1]?.afterMinutes ?? -1));
const levels = z
  .array(level)
  .max(10, 'at most 10 levels')
  .refine(rises, 'each level must come later than the one before');
const ofPeople = ['supervisor', 'superior'];
const deviceLevels = levels.refine(
  (all) => !all.some(({ to }) => to.some((each) => ofPeople.includes(each.kind))),
  'a camera has no supervisor: choose HR, administrators or a person',
);

const policyFields = {
  name: z.string().trim().min(1, 'a name is needed').max(80, 'at most 80 characters'),
  subject: z.enum(['company', 'team', 'area']),
  subjectId: id.nullable(),
  levels: levels.min(1, 'at least one level is needed'),
  deviceLevels,
  quietHours: z
    .object({ from: timeOfDay, to: timeOfDay })
    .refine(({ from, to }) => from !== to, { path: ['to'], error: 'must be another time than the beginning' })
    .nullable(),
  groupDelayMs: z.number().int().min(0).max(600_000),
  digestFrom: z.number().int().min(2).max(100),
  tellsResolved: z.boolean(),
};
export const newPolicy = z
  .object(policyFields)
  .refine(({ subject, subjectId }) => (subject === 'company') === (subjectId === null), {
    path: ['subjectId'],
    error: 'a team or an area is needed, and none for the company',
  }) satisfies z.ZodType<NewPolicy>;
export const policy = z.object({ policyId: id, ...policyFields }) satisfies z.ZodType<EscalationPolicy>;
export const policiesView = z.object({
  policies: z.array(policy),
  default: z.object(policyFields),
  isDefault: z.boolean(),
}) satisfies z.ZodType<PoliciesView>;

export const previewRequest = z.object({
  subject: z.enum(['person', 'camera']),
  subjectId: z.string().max(200),
  policy: newPolicy.nullish(),
  atMs: z.number().int().min(0).optional(),
}) satisfies z.ZodType<PreviewRequest>;
export const preview = z.object({
  policyName: z.string(),
  sentence: z.string(),
  steps: z.array(
    z.object({
      level: z.number(),
      atMs: z.number(),
      recipients: z.array(
        z.object({
          recipientId: z.string(),
          name: z.string(),
          channel: z.enum(['whatsapp', 'email', 'webhook', 'browser']).nullable(),
          note: z.string().nullable(),
        }),
      ),
      problem: z.string().nullable(),
    }),
  ),
}) satisfies z.ZodType<PolicyPreview>;

const substituteFields = {
  personId: id,
  standInId: id,
  fromMs: z.number().int().min(0),
  toMs: z.number().int().min(0).nullable(),
};
export const newSubstitute = z
  .object(substituteFields)
  .refine(({ personId, standInId }) => personId !== standInId, {
    path: ['standInId'],
    error: 'somebody else is needed',
  })
  .refine(({ fromMs, toMs }) => toMs === null || toMs > fromMs, {
    path: ['toMs'],
    error: 'must be after the beginning',
  }) satisfies z.ZodType<NewSubstitute>;
export const substitute = z.object({
  substituteId: id,
  ...substituteFields,
}) satisfies z.ZodType<Substitute>;

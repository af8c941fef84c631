/** Who is told when, who stands in for whom, and what would happen. */
import { z } from 'zod';
import { mustSee, mustWatch } from '../access/scope.ts';
import type { LoadedDirectory } from '../directory/loadDirectory.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { EscalationPolicy, Me, NewPolicy, PolicyPreview, PreviewRequest } from '../wire.ts';
import { defaultPolicy } from './defaultPolicy.ts';
import type { LoadedPolicies } from './loadPolicies.ts';
import * as shapes from './policyShapes.ts';
import type { PolicyStore } from './policyStore.ts';

export type PolicyParts = {
  companyId: string;
  store: PolicyStore;
  policies: LoadedPolicies;
  directory: LoadedDirectory;
  clock: () => number;
  /** undefined: there is no such camera. */
  areaOfCamera: (cameraId: string) => string | undefined;
  preview: (request: PreviewRequest) => Promise<PolicyPreview>;
};

const path = '/api/policies';
const params = z.object({ policyId: z.string() });

export function policyRoutes(route: Route, parts: PolicyParts): void {
  readRoutes(route, parts);
  changeRoutes(route, parts);
  substituteRoutes(route, parts);
}

function readRoutes(route: Route, { policies, directory, areaOfCamera, preview }: PolicyParts): void {
  route(
    {
      ...{ method: 'get', path, allow: ['read', 'Policy'], answer: shapes.policiesView },
      summary: 'Escalation policies; the nearest counts: team, area, company, and else the one as delivered',
    },
    () => {
      const known = policies
        .current()
        .policies.filter((policy) => nameOf(directory.current(), policy) !== null);
      const isDefault = !known.some(({ subject }) => subject === 'company');
      return { policies: known, default: defaultPolicy, isDefault };
    },
  );
  route(
    {
      ...{ method: 'post', path: `${path}/preview`, allow: ['read', 'Policy'] },
      summary: 'Who would be told when, were a person absent or a camera blind from now on',
      ...{ body: shapes.previewRequest, answer: shapes.preview },
    },
    ({ body, scope }) => {
      if (body.subject === 'person') {
        mustSee(scope, body.subjectId);
        mustBePerson(directory, body.subjectId);
      } else {
        const area = areaOfCamera(body.subjectId);
        mustWatch(scope, area);
        if (area === undefined) throw problem('NOT_FOUND', { what: 'this camera' });
      }
      return preview(body);
    },
  );
}

function changeRoutes(route: Route, all: PolicyParts): void {
  const { companyId, store, policies, directory } = all;
  route(
    {
      ...{ method: 'post', path, summary: 'Add an escalation policy', allow: ['create', 'Policy'] },
      ...{ body: shapes.newPolicy, answer: shapes.policy, status: 201 },
    },
    async ({ body, user }) => {
      const policyId = await store.addPolicy(companyId, body, checked(directory, body), byOf(user, all));
      await policies.refresh();
      return { policyId, ...body };
    },
  );
  route(
    {
      ...{ method: 'put', path: `${path}/:policyId`, params, allow: ['update', 'Policy'] },
      summary: 'Change an escalation policy; what runs goes on by the new one from its next level',
      ...{ body: shapes.newPolicy, answer: shapes.policy },
    },
    async ({ params: { policyId }, body, user }) => {
      const changed = { policyId, ...body };
      const subjectName = checked(directory, body);
      if (!(await store.changePolicy(companyId, changed, subjectName, byOf(user, all)))) throw gone();
      await policies.refresh();
      return changed;
    },
  );
  route(
    {
      ...{ method: 'delete', path: `${path}/:policyId`, params, allow: ['delete', 'Policy'] },
      summary: 'Remove an escalation policy; the next wider one holds then',
      answer: nothing,
    },
    async ({ params: { policyId }, user }) => {
      const known = policies.current().policies.find((each) => each.policyId === policyId);
      if (!known || !(await store.removePolicy(companyId, known, byOf(user, all)))) throw gone();
      await policies.refresh();
      return null;
    },
  );
}

function substituteRoutes(route: Route, all: PolicyParts): void {
  const { companyId, store, policies, directory } = all;
  const at = '/api/substitutes';
  route(
    {
      ...{ method: 'get', path: at, allow: ['read', 'Policy'], answer: z.array(shapes.substitute) },
      summary: 'Who takes whose alerts, and when',
    },
    ({ scope }) => policies.current().substitutes.filter(({ personId }) => scope.sees(personId)),
  );
  route(
    {
      ...{ method: 'post', path: at, allow: ['create', 'Policy'], status: 201 },
      summary: "Let somebody take another's alerts for a while; `toMs` is the first moment after it",
      ...{ body: shapes.newSubstitute, answer: shapes.substitute },
    },
    async ({ body, user }) => {
      mustBePerson(directory, body.personId);
      mustBePerson(directory, body.standInId);
      const substituteId = await store.addSubstitute(companyId, body, byOf(user, all));
      await policies.refresh();
      return { substituteId, ...body };
    },
  );
  route(
    {
      ...{ method: 'delete', path: `${at}/:substituteId`, params: z.object({ substituteId: z.string() }) },
      ...{ summary: 'End that somebody stands in', allow: ['delete', 'Policy'], answer: nothing },
    },
    async ({ params: { substituteId }, user }) => {
      const known = policies.current().substitutes.find((each) => each.substituteId === substituteId);
      if (!known || !(await store.removeSubstitute(companyId, known, byOf(user, all))))
        throw problem('NOT_FOUND', { what: 'this substitute' });
      await policies.refresh();
      return null;
    },
  );
}

/** null: the team or area is gone. */
function nameOf(
  { teams, areas }: ReturnType<LoadedDirectory['current']>,
  { subject, subjectId }: Pick<EscalationPolicy, 'subject' | 'subjectId'>,
): string | null {
  if (subject === 'company') return 'the company';
  const found = subject === 'team' ? teams.get(subjectId ?? '') : areas.get(subjectId ?? '');
  return found?.name ?? null;
}

/** The name of the subject; throws where something it names is not there. */
function checked(directory: LoadedDirectory, policy: NewPolicy): string {
  const name = nameOf(directory.current(), policy);
  if (name === null) throw problem('NOT_FOUND', { what: 'this team or area' });
  for (const { to } of [...policy.levels, ...policy.deviceLevels])
    for (const rule of to) if (rule.kind === 'person') mustBePerson(directory, rule.personId);
  return name;
}

function mustBePerson(directory: LoadedDirectory, personId: string): void {
  if (!directory.current().people.has(personId)) throw problem('NOT_FOUND', { what: 'this person' });
}

const gone = () => problem('NOT_FOUND', { what: 'this policy' });
const byOf = ({ userId, name }: Me, { clock }: PolicyParts) => ({ userId, name, nowMs: clock() });

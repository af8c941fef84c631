/** What HR reads: a report on the page, as a file, weeks side by side, and a link for somebody else. */
import type { Response } from 'express';
import { z } from 'zod';
import type { Audited, By } from '../access/audit.ts';
import { everything, mustSee, type Scope } from '../access/scope.ts';
import { errors, problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { Me, ReportFormat, ReportLink, ReportQuery } from '../wire.ts';
import { reportTypes, writeReport } from './formats/writeReport.ts';
import { linkOverPage } from './linkOverPage.ts';
import { type LinkNeeds, reportLink, sharedPath, sharedReport } from './links.ts';
import type { ReportLanguage } from './labels.ts';
import { makeReport, makeWeeks, openReport, type ReportNeeds } from './makeReport.ts';
import { mustFitFile } from './mustFitFile.ts';
import { fileQuery, linkQuery, report, reportQuery, weeks } from './shapes.ts';

export type ReportRouteParts = LinkNeeds & {
  company: ReportNeeds['company'];
  /** Before the answer leaves. */
  noteRead: (by: By, audited: Audited) => Promise<void>;
  audit: (by: By, audited: Audited) => Promise<void>;
  /** Of whoever a link was made for; null: they may not read reports any more. */
  scopeOf: (recipientId: string) => Promise<Scope | null>;
};

const path = '/api/reports';

export function reportRoutes(route: Route, parts: ReportRouteParts): void {
  const needsOf = (scope: Pick<Scope, 'sees'>, spoken: ReportLanguage = 'en'): ReportNeeds => ({
    ...{ db: parts.db, companyId: parts.companyId, company: parts.company, nowMs: parts.clock() },
    ...{ sees: scope.sees, language: spoken },
  });
  const noteRead = async (query: ReportQuery, user: Me): Promise<void> => {
    const subject = query.personId ?? query.teamId ?? query.areaId ?? parts.companyId;
    const detail = { from: query.from, to: query.to };
    if (query.personId !== undefined && query.personId === user.personId) return;
    await parts.noteRead(
      { userId: user.userId, nowMs: parts.clock() },
      { action: 'report.read', subject, detail },
    );
  };
  route(
    {
      method: 'get',
      ...{ path, query: reportQuery, answer: report },
      summary: 'Days of people with their times, and the sums over them; up to 8,000 days of people',
      allow: ['read', 'Report'],
    },
    async ({ query, user, scope }) => {
      if (query.personId !== undefined) mustSee(scope, query.personId);
      const made = await makeReport(needsOf(scope), query);
      await noteRead(query, user);
      return made;
    },
  );
  route(
    {
      ...{ method: 'get', path: `${path}/weeks`, query: reportQuery, answer: weeks },
      summary:
        'The sums of each week from Monday to Sunday, of eight weeks at least, up to the last day asked for',
      allow: ['read', 'Report'],
    },
    async ({ query, user, scope }) => {
      if (query.personId !== undefined) mustSee(scope, query.personId);
      const made = await makeWeeks(needsOf(scope), query);
      await noteRead(query, user);
      return made;
    },
  );
  route(
    {
      ...{ method: 'get', path: `${path}/file`, query: fileQuery, answer: nothing },
      summary: 'The same as a file: xlsx, pdf, csv or json',
      allow: ['read', 'Report'],
    },
    async ({ query: { format: wanted, language: spoken, ...query }, user, scope, response }) => {
      if (query.personId !== undefined) mustSee(scope, query.personId);
      const detail = { from: query.from, to: query.to, format: wanted };
      const by = { userId: user.userId, nowMs: parts.clock() };
      await parts.audit(by, { action: 'report.downloaded', subject: parts.companyId, detail });
      await sendFile(needsOf(scope, spoken), query, wanted, response);
      return null;
    },
  );
  linkRoutes(route, parts, needsOf);
}

function linkRoutes(
  route: Route,
  parts: ReportRouteParts,
  needsOf: (scope: Pick<Scope, 'sees'>, spoken?: ReportLanguage) => ReportNeeds,
): void {
  route(
    {
      ...{ method: 'post', path: `${path}/links`, status: 201 },
      summary: 'An address under which this report opens without sign-in until it expires',
      allow: ['read', 'Report'],
      body: linkQuery,
      answer: z.object({ url: z.string(), expiresAtMs: z.number() }) satisfies z.ZodType<ReportLink>,
    },
    async ({ body: { format: wanted, language: spoken, ...query }, user, scope, request }) => {
      if (query.personId !== undefined) mustSee(scope, query.personId);
      const base = `${request.protocol}://${request.get('host') ?? 'localhost'}`;
      const { userId } = user;
      const whom = { recipientId: `user:${userId}`, userId, language: spoken ?? 'en' };
      const made = await reportLink(parts, query, wanted, whom, base);
      if (!made) throw problem('NOT_FOUND', { what: 'the address of this server' });
      return made;
    },
  );
  route(
    {
      ...{ method: 'get', path: `${sharedPath}:token`, params: z.object({ token: z.string().max(200) }) },
      summary: 'The report of a link, until it expires',
      allow: 'anyone',
      answer: nothing,
    },
    async ({ params: { token }, request, response }) => {
      const shared = await sharedReport(parts, token);
      const isOver = !shared || shared.expiresAtMs <= parts.clock();
      const whose = isOver ? null : shared.recipientId;
      const scope = isOver ? null : whose === null ? everything : await parts.scopeOf(whose);
      if (isOver || scope === null) {
        if (request.accepts(['json', 'html']) !== 'html') throw problem('LINK_OVER', {});
        response.status(errors.LINK_OVER.status).type('html').send(linkOverPage);
        return null;
      }
      const { query } = shared;
      const detail = { from: query.from, to: query.to, format: shared.format };
      const by = { userId: null, nowMs: parts.clock() };
      await parts.audit(by, { action: 'report.opened', subject: parts.companyId, detail });
      // Not found by search engines, nor told to the next site.
      response.set({ 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' });
      await sendFile(needsOf(scope, shared.language), query, shared.format, response);
      return null;
    },
  );
}

async function sendFile(
  needs: ReportNeeds,
  query: ReportQuery,
  wanted: ReportFormat,
  response: Response,
): Promise<void> {
  const source = await openReport(needs, query);
  await mustFitFile(wanted, needs, source.head.query);
  const days = query.from === query.to ? query.from : `${query.from}-${query.to}`;
  response.attachment(`whereabouts-${days}.${wanted}`).type(reportTypes[wanted]);
  try {
    await writeReport(wanted, source, response);
  } catch (error) {
    // Who broke the download off waits for no answer.
    if (!response.destroyed) throw error;
  }
}

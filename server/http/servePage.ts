/** The web client: one page for every address it knows, and its assets. */
import { join } from 'node:path';
import express, { type Express, type Handler } from 'express';
import { problem } from '../errors.ts';

/** Addresses the client draws by itself. */
const pages = [
  ...['/', '/people', '/people/:personId', '/areas', '/teams', '/teams/help', '/cameras', '/users'],
  ...['/audit', '/settings', '/account', '/sign-in', '/setup'],
];

const yearMs = 365 * 24 * 60 * 60 * 1000;

export function servePage(app: Express, webDir: string): void {
  // File names under assets/ hold a hash of their content: they never change.
  const assets = { immutable: true, maxAge: yearMs, index: false, redirect: false };
  app.use('/assets', express.static(join(webDir, 'assets'), assets));
  app.use(express.static(webDir, { index: false, redirect: false, cacheControl: false }));
  const sendPage: Handler = (_request, response, next) => {
    response.set('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: webDir, cacheControl: false }, (error) => {
      if (error) next(response.headersSent ? error : problem('NOT_FOUND', { what: 'the web client' }));
    });
  };
  app.get(pages, sendPage);
  app.use((request, response, next) => {
    // Somebody with a browser and a mistyped address gets the client, which says so with a way back.
    const byHand =
      request.method === 'GET' &&
      !request.path.startsWith('/api/') &&
      request.accepts(['json', 'html']) === 'html';
    if (!byHand) throw problem('NOT_FOUND', { what: 'this page' });
    response.status(404);
    return sendPage(request, response, next);
  });
}

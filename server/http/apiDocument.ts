/** The API, described: /api/openapi.json, and a page to read and try it at /api/docs. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import express, { type Express } from 'express';
import { sessionCookie } from '../access/sessionCookie.ts';

export type ApiDocument = { registry: OpenAPIRegistry; serve(app: Express): void };

export function createApiDocument(version: string): ApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookie,
  });
  const info = { title: 'Whereabouts', version, description: 'Who is where, and since when.' };
  const describe = () =>
    new OpenApiGeneratorV31(registry.definitions).generateDocument({ openapi: '3.1.0', info });
  return { registry, serve: (app) => serve(app, describe) };
}

function serve(app: Express, describe: () => object): void {
  const files = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  app.get('/api/openapi.json', (_request, response) => response.json(describe()));
  app.get('/api/docs', (_request, response) => response.type('html').send(page));
  app.get('/api/docs/start.js', (_request, response) => response.type('text/javascript').send(start));
  app.use('/api/docs', express.static(files, { index: false, redirect: false }));
}

// The script is a file of its own: the content security policy allows no inline script.
const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Whereabouts API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
    <link rel="icon" href="/api/docs/favicon-32x32.png" />
  </head>
  <body>
    <div id="api"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;
// Closed by subject: some hundred routes, and the page draws only what is open and in view.
const start = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#api',
  validatorUrl: null,
  docExpansion: 'none',
  filter: true,
  tagsSorter: 'alpha',
});
`;

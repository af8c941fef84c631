/** Documents are held against the tree: what they name must exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { parseCustomNetwork } from '../../models/customNetwork.ts';
import { sameFaceDistance } from '../../models/networkSpec.ts';
import { networkExamples } from '../helpers/networkExamples.ts';

const root = packageRoot();
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'ERRORS.md',
  'decisions/README.md',
  'docs/connectors.md',
  'docs/devices.md',
  'docs/employees.md',
  'docs/networks.md',
  'docs/hierarchy.md',
  'docs/whatsapp.md',
];

describe.each(documents)('%s', (document) => {
  test('links only to files that exist', () => {
    const links = [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !existsSync(join(root, dirname(document), link)))).toEqual([]);
  });

  test('names only npm scripts that exist', () => {
    const named = [...read(document).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('names only source files that exist', () => {
    const files = [
      ...read(document).matchAll(
        /`((?:models|pipeline|server|web|tests|docker|setup|decisions|cameras)\/[\w./-]+\.\w+)`/g,
      ),
    ];
    expect(files.map(([, file]) => file ?? '').filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

test('README names every command of the command line', () => {
  const commands = [...read('server/cli/main.ts').matchAll(/program\s*\.command\('(\w+)'\)/g)].map(
    ([, name]) => name ?? '',
  );
  expect(commands.length).toBeGreaterThan(4);
  expect(
    commands.filter((name) => !new RegExp(`whereabouts ${name}|npm run ${name}`).test(read('README.md'))),
  ).toEqual([]);
});

test('every replaced package has a page, and the list of decisions is complete', () => {
  const pages = readdirSync(join(root, 'decisions')).filter((name) => name !== 'README.md');
  const list = read('decisions/README.md');
  expect(pages.filter((page) => !list.includes(`(${page})`))).toEqual([]);
  for (const page of ['tfjs-node', 'fluent-ffmpeg', 'node-rtsp-stream', 'sqlite3', 'node-zklib'])
    expect(pages).toContain(`${page}.md`);
});

test('docs/networks.md gives entries that are accepted as they stand', () => {
  const entries = networkExamples().map((yaml) =>
    parseCustomNetwork(yaml.includes('face.yaml') ? 'face' : 'recognition', 'docs/networks.md', yaml),
  );
  expect(entries.map(({ network, entry }) => [network, entry.file, entry.licence])).toEqual([
    ['face', 'face_detection_yunet_2023mar.onnx', 'MIT'],
    ['recognition', 'face_recognition_sface_2021dec.onnx', 'Apache-2.0'],
    ['recognition', 'glintr100.onnx', 'Apache-2.0'],
  ]);
  expect(read('docs/networks.md')).toContain(`ours (${sameFaceDistance},`);
});

describe('docker/', () => {
  const dockerfile = read('docker/Dockerfile');
  const ignored = read('.dockerignore').split('\n');

  test('copies only what exists and is not ignored', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((name) => !existsSync(join(root, name)) || ignored.includes(name))).toEqual([]);
  });

  test('builds the networks and runs as a user of its own with ffmpeg', () => {
    expect(dockerfile).toContain('node dist/models/compile.js');
    expect(existsSync(join(root, 'models/compile.ts'))).toBe(true);
    expect(dockerfile.match(/^FROM /gm)?.length).toBeGreaterThan(1);
    const runtime = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect(runtime).toMatch(/install .*ffmpeg/);
    expect(runtime).toMatch(/^USER node$/m);
    expect(runtime.indexOf('USER node')).toBeLessThan(runtime.indexOf('ENTRYPOINT'));
  });

  test('sets only variables that the configuration reads', () => {
    const named = [...dockerfile.matchAll(/(WHEREABOUTS_\w+)=/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !read('server/config.ts').includes(name))).toEqual([]);
  });

  test('the compose file names the Dockerfile and the folder of cameras', () => {
    const compose = read('docker/compose.yaml');
    expect(compose).toContain('dockerfile: docker/Dockerfile');
    expect(compose).toContain('../cameras:/cameras');
    expect(existsSync(join(root, 'cameras'))).toBe(true);
  });
});

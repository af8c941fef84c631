/** The entries in docs/networks.md, in their order: YuNet, SFace, AuraFace. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../models/catalogue.ts';

export function networkExamples(): string[] {
  const page = readFileSync(join(packageRoot(), 'docs/networks.md'), 'utf8');
  return [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml ?? '');
}

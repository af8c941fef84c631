/** What the page's source shows people: texts inside `msg`, and those somebody forgot to put there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '../../models/catalogue.ts';

export type BareText = { file: string; line: number; text: string };

const sources = join(packageRoot(), 'web', 'src');
/** Attributes that people read or hear. */
const spoken = ['aria-label', 'title', 'placeholder', 'alt', 'label', 'heading', 'aria-description', 'hint'];
/** Names, units, codes, keys and addresses are the same in every language. */
const anyLanguage = new RegExp(
  `^(${[
    'Whereabouts|CAM|AI|px|s|ms|fps|ID|API|CSV|JSON|PDF|ONVIF|RTSP|URL|MB|kB|PIN|YAML|Human|Esc',
    ...['Edge|Opera|Firefox|Chrome|Safari|Android|Windows|Linux', 'rtsp://\\S+'],
    // The columns of the template, which an import knows by these words.
    'Code,Name,Job,[\\w, -]+',
  ].join('|')})$`,
);
/** Made-up objects for the tests of the page, which nobody is shown. */
const forTests = 'examples.ts';

/** Texts in `html` templates outside `msg`. */
export function bareTexts(): BareText[] {
  return readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => name !== forTests && !name.startsWith('locales'))
    .flatMap((name) => bareTextsIn(name, readFileSync(join(sources, name), 'utf8')));
}

export function bareTextsIn(file: string, source: string): BareText[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2023, true);
  const found: BareText[] = [];
  const add = (node: ts.Node, text: string): void => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
    found.push({ file, line: line + 1, text });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(tree) === 'msg') return;
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(tree) === 'html')
      for (const text of textsOf(node.template)) add(node, text);
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node))
      if (isSentence(node, tree)) add(node, node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** What the browser calls its keys, parts of other languages, and errors that only a developer meets. */
const noText =
  /^(Enter|Escape|Home|End|Page(Up|Down)|Arrow\w+|Delete|Backspace|Space|Tab|Shift|Control|Bahasa Indonesia|English|[A-Z]\w*Error)$/;

/** A literal that begins like a sentence or a label. */
function isSentence(node: ts.LiteralLikeNode, tree: ts.SourceFile): boolean {
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isLiteralTypeNode(parent)) return false;
  // The template of `html` and `css` is read as a whole.
  const owner = ts.isTemplateHead(node) ? parent.parent : parent;
  if (ts.isTaggedTemplateExpression(owner)) return false;
  if (ts.isNewExpression(parent) && parent.expression.getText(tree) === 'Error') return false;
  return (
    /^\p{Lu}\p{Ll}+(?:[ .,:!?…’]|$)/u.test(node.text) &&
    !noText.test(node.text) &&
    !anyLanguage.test(node.text)
  );
}

/** Stands for `${…}`: no letter, so it is no text by itself. */
const hole = '§';

function textsOf(template: ts.TemplateLiteral): string[] {
  const markup = ts.isNoSubstitutionTemplateLiteral(template)
    ? template.text
    : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].join(hole);
  const attributes = spoken.flatMap((name) =>
    [...markup.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value),
  );
  const content = markup.replace(/<!--[\s\S]*?-->/g, ' ').replace(/<[^>]*>/g, '\n');
  return [...content.split(/[\n§]/), ...attributes.flatMap((value) => value.split(hole))]
    .map((text) => text.replace(/&\w+;/g, ' ').trim())
    .filter((text) => /\p{L}{2}/u.test(text) && !anyLanguage.test(text));
}

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** Source files by their path from the project's folder, with forward slashes. */
export type Sources = Map<string, string>;

const SOURCE = /(?<!\.d)\.(ts|tsx|mts|mjs|js|mdx)$/;
const ENDINGS = ['', '.ts', '.tsx', '.mts', '.mjs', '.js', '.mdx', '/index.ts', '/index.tsx'];

export function readSources(root: string, folders: string[]): Sources {
  const sources: Sources = new Map();
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const path = posix.join(folder, entry.replaceAll('\\', '/'));
      if (SOURCE.test(path)) sources.set(path, readFileSync(join(root, path), 'utf8'));
    }
  }
  return sources;
}

/** What a file loads, as written; null for one that only the running program knows. */
function importsOf(path: string, text: string): (string | null)[] {
  if (path.endsWith('.mdx'))
    return [...text.matchAll(/^(?:import|export)\s.*?from\s+['"](.+?)['"]/gm)].map(([, name]) => name ?? null);
  const found: (string | null)[] = [];
  const literal = (node: ts.Node | undefined) => (node && ts.isStringLiteralLike(node) ? node.text : null);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) found.push(literal(node.moduleSpecifier));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) found.push(literal(node.moduleSpecifier));
    else if (ts.isExternalModuleReference(node)) found.push(literal(node.expression));
    else if (ts.isImportTypeNode(node))
      found.push(ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : null);
    else if (ts.isCallExpression(node) && loadsModule(node.expression)) found.push(literal(node.arguments[0]));
    else if (isWorkerAddress(node)) found.push(literal(node.arguments?.[0]));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** `import(…)`, `require(…)` and `require.resolve(…)`. */
function loadsModule(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || /^require(\.resolve)?$/.test(callee.getText());
}

/** `new URL('./worker.mjs', import.meta.url)`: what a bundler takes for a module. */
function isWorkerAddress(node: ts.Node): node is ts.NewExpression {
  return (
    ts.isNewExpression(node) &&
    node.expression.getText() === 'URL' &&
    node.arguments?.[1]?.getText() === 'import.meta.url' &&
    /\.[mc]?[jt]sx?$/.test(node.arguments[0] && ts.isStringLiteralLike(node.arguments[0]) ? node.arguments[0].text : '')
  );
}

/** The project's file that an import names; undefined when it names a package. */
function resolve(from: string, name: string, sources: Sources): string | undefined {
  const isOwn =
    name.startsWith('@/') || name.startsWith('./') || name.startsWith('../') || name === '.' || name === '..';
  if (!isOwn) return undefined;
  const base = name.startsWith('@/') ? posix.normalize(name.slice(2)) : posix.join(posix.dirname(from), name);
  const plain = base.replace(/\/$/, '');
  return ENDINGS.map((ending) => plain + ending).find((path) => sources.has(path)) ?? plain;
}

/** Which files each file loads itself. A computed import stands as `?`, since nobody can tell what it loads. */
export function importGraph(sources: Sources): Map<string, string[]> {
  const graph = new Map<string, string[]>();
  for (const [path, text] of sources) {
    const targets = importsOf(path, text).map((name) => (name === null ? '?' : resolve(path, name, sources)));
    graph.set(path, [...new Set(targets.filter((target) => target !== undefined))]);
  }
  return graph;
}

/** The shortest way from a file to one that `isForbidden`, the file itself first; undefined when there is none. */
export function pathTo(
  start: string,
  graph: Map<string, string[]>,
  isForbidden: (path: string) => boolean,
): string[] | undefined {
  const waiting = [[start]];
  const seen = new Set([start]);
  for (const way of waiting) {
    for (const next of graph.get(way.at(-1) as string) ?? []) {
      if (isForbidden(next)) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push([...way, next]);
    }
  }
  return undefined;
}

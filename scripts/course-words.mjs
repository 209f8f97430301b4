import { glossary } from '../lib/course/glossary.ts';

/**
 * In a chapter's prose the first use of each of the glossary's words leads to the glossary, and the first use of an
 * actor's name in each paragraph has the actor's colour. Whoever writes a chapter writes plain words.
 */

const ACTORS = {
  browser: 'browser',
  Browser: 'browser',
  server: 'server',
  store: 'store',
  cookie: 'cookie',
  Cookie: 'cookie',
  Mallory: 'mallory',
};

/** Longer forms first, so that "session cookie" is not taken for "session". */
const forms = glossary
  .flatMap(({ id, forms }) =>
    forms.flatMap((form) => [form, atTheStart(form)].map((written) => ({ id, form: written }))),
  )
  .sort((a, b) => b.form.length - a.form.length);
const idOf = new Map(forms.map(({ id, form }) => [form, id]));

/** As it is written at the beginning of a sentence. */
function atTheStart(form) {
  return form.charAt(0).toUpperCase() + form.slice(1);
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const words = new RegExp(
  `(?<![\\w-])(?:${[...forms.map(({ form }) => escaped(form)), ...Object.keys(ACTORS)].join('|')})(?![\\w-])`,
  'g',
);

/** A remark plugin (https://github.com/remarkjs/remark/blob/main/doc/plugins.md). */
export function linkCourseWords() {
  return (tree) => {
    const linked = new Set();
    visit(tree, linked, new Set());
  };
}

/** Links, headings and code are left as they are. */
const LEFT_ALONE = new Set(['link', 'heading', 'inlineCode', 'code', 'mdxjsEsm']);

function visit(node, linked, dressed) {
  if (!node.children) return;
  node.children = node.children.flatMap((child) => {
    if (child.type === 'text') return dress(child.value, linked, dressed);
    if (!LEFT_ALONE.has(child.type)) visit(child, linked, child.type === 'paragraph' ? new Set() : dressed);
    return [child];
  });
}

function dress(text, linked, dressed) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(words)) {
    const [word] = match;
    const id = idOf.get(word);
    const actor = ACTORS[word];
    const isNew = id !== undefined && !linked.has(id);
    const isUndressed = actor !== undefined && !dressed.has(actor);
    if (!isNew && !isUndressed) continue;
    if (isNew) linked.add(id);
    if (isUndressed) dressed.add(actor);
    const plain = { type: 'text', value: word };
    const inside = isUndressed ? element('Actor', { name: actor }, [plain]) : plain;
    parts.push({ type: 'text', value: text.slice(end, match.index) });
    parts.push(isNew ? element('Term', { id }, [inside]) : inside);
    end = match.index + word.length;
  }
  parts.push({ type: 'text', value: text.slice(end) });
  return parts.filter(({ type, value }) => type !== 'text' || value !== '');
}

function element(name, attributes, children) {
  return {
    type: 'mdxJsxTextElement',
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({ type: 'mdxJsxAttribute', name: key, value })),
    children,
  };
}

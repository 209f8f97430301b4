import type { z } from 'zod';
import { Refusal } from './refusal';

/** What a form sent: each name once. */
export type Fields = Readonly<Record<string, string>>;

export const MAX_FORM_BYTES = 16 * 1024;

const FORM = 'application/x-www-form-urlencoded';

/**
 * The fields of a form's body.
 * @throws {Refusal} 415 where it is no form, 400 where it cannot be read or a name comes twice
 */
export async function readFields(request: Request): Promise<Fields> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const body = await request.text();
  if (type === undefined && body === '') return {};
  if (type !== FORM) throw new Refusal(415, `A form comes as ${FORM}.`);
  return fieldsOf(body);
}

/** @throws {Refusal} 400 */
export function fieldsOf(encoded: string): Fields {
  if (/%(?![0-9a-f]{2})/i.test(encoded)) throw new Refusal(400, 'The form cannot be read: a % in it begins nothing.');
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(encoded)) {
    // U+FFFD stands where the bytes were no UTF-8.
    if (/[\0\uFFFD]/.test(name + value))
      throw new Refusal(400, 'The form cannot be read: it holds bytes that are no text.');
    if (name in fields) throw new Refusal(400, `The field "${name.slice(0, 40)}" came twice.`);
    fields[name] = value;
  }
  return fields;
}

/**
 * The fields as a route wants them.
 * @throws {Refusal} 400 with one sentence on the first that is wrong
 */
export function parseFields<Schema extends z.ZodType>(schema: Schema, fields: Fields): z.infer<Schema> {
  const result = schema.safeParse({ ...fields });
  if (!result.success) throw new Refusal(400, inOneSentence(result.error));
  return result.data;
}

function inOneSentence(error: z.ZodError): string {
  const issue = error.issues[0];
  const name = issue?.path.join('.') ?? '';
  switch (issue?.code) {
    case 'unrecognized_keys':
      return `There is no field called "${String(issue.keys[0]).slice(0, 40)}" here.`;
    case 'invalid_type':
      return `The field "${name}" is missing.`;
    case 'too_big':
      return `The field "${name}" is longer than ${issue.maximum} characters.`;
    case 'too_small':
      return `The field "${name}" is empty.`;
    case 'invalid_value':
      return `The field "${name}" is one of ${issue.values.map((value) => `"${String(value)}"`).join(', ')}.`;
    default:
      return issue?.message ?? 'The form cannot be read.';
  }
}

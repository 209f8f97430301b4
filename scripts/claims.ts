import { readFileSync, writeFileSync } from 'node:fs';
import { tableOf, withTable } from './claims-table.ts';
import { chapters } from './written-chapters.ts';

/** Writes into docs/teaching.md what the chapters say of the lecture's claims. */

const guide = new URL('../docs/teaching.md', import.meta.url);
writeFileSync(guide, withTable(readFileSync(guide, 'utf8'), tableOf(chapters)));
console.log(`${chapters.flatMap(({ claims }) => claims).length} claims of ${chapters.length} chapters written`);
